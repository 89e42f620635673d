"""What happens to agreements without anybody at the keyboard."""

from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.scope import as_job
from contracts import actions


@app.periodic(cron="10 5 * * *")
@app.task(queueing_lock="agreements-of-today", lock="agreements-of-today", pass_context=False)
def bring_agreements_to_their_day(timestamp: int) -> int:
    """Every morning: let agreements begin and end on their days."""
    with as_job("Vereinbarungen beginnen und beenden"):
        return actions.follow_the_calendar(now=timezone.now())


@app.periodic(cron="30 6 * * *")
@app.task(queueing_lock="warn-of-agreements", lock="warn-of-agreements", pass_context=False)
def warn_of_agreement_deadlines(timestamp: int) -> int:
    """Every morning: note which deadlines of agreements have come near, and let people be told."""
    with as_job("Vor Vertragsfristen warnen"):
        return actions.warn(now=timezone.now())
