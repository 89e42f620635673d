"""What happens about changes without anybody at the keyboard."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.scope import as_job
from changes import actions

LATE = timedelta(hours=1)


@app.periodic(cron="20 * * * *")
@app.task(queueing_lock="letters-of-changes", lock="letters-of-changes", pass_context=False)
def order_left_letters(timestamp: int) -> int:
    """Every hour: order anew the letters about changes that should have gone out long ago and did not."""
    with as_job("Liegengebliebene Briefe zu Änderungen"):
        return actions.order_left_letters(now=timezone.now(), after=LATE)
