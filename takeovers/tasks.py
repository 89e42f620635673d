"""What happens about cases without anybody at the keyboard."""

from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.scope import as_job
from takeovers import actions


@app.periodic(cron="35 6 * * *")
@app.task(queueing_lock="remind-of-steps", lock="remind-of-steps", pass_context=False)
def remind_of_steps(timestamp: int) -> int:
    """Every morning: note which steps come near or are late, and let those in charge be told."""
    with as_job("An Schritte von Vorhaben erinnern"):
        return actions.remind(now=timezone.now())
