"""What happens to agreements on its day: beginning, ending, and telling people of deadlines."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from contracts.actions.steps import lock, store
from contracts.deadlines import deadlines, threshold
from contracts.lifecycle import State
from contracts.models import Agreement, AgreementWarning

TELL = "notifications.tasks.tell_of_agreements"
"""Named, not imported: whom it is told is decided on a floor above."""


@transaction.atomic
def follow_the_calendar(*, now: datetime) -> int:
    """Let begin what was planned to begin by today, and end what ended before today; how many that were."""
    today = timezone.localdate(now)
    begun = Agreement.objects.filter(state__in=(State.PUBLISHED, State.SIGNED), effective_from__lte=today)
    ended = Agreement.objects.filter(state=State.EFFECTIVE, effective_until__lt=today)
    return sum(_bring(row, State.EFFECTIVE) for row in begun) + sum(_bring(row, State.ENDED) for row in ended)


@transaction.atomic
def warn(*, now: datetime) -> int:
    """Note which deadlines have come near and let people be told; each number of days before is told of once."""
    today = timezone.localdate(now)
    running = Agreement.objects.filter(state__in=(State.NOTIFIED, State.EFFECTIVE))
    due = [
        AgreementWarning(
            agreement=row, kind=deadline.kind, day=deadline.day, ends_on=deadline.ends_on, days_before=days, created_at=now
        )
        for row in running
        for deadline in deadlines(row, today)
        if (days := threshold(row, deadline, today)) is not None
    ]  # fmt: skip
    AgreementWarning.objects.bulk_create(due, ignore_conflicts=True)
    untold = AgreementWarning.objects.filter(mailed_at=None).count()
    if untold:
        app.configure_task(TELL, lock="tell-of-agreements").defer()
    return untold


def note_mailed(*, warnings: Iterable[AgreementWarning], now: datetime) -> None:
    """These have been told."""
    AgreementWarning.objects.filter(pk__in=[row.pk for row in warnings]).update(mailed_at=now)


def _bring(agreement: Agreement, state: State) -> int:
    current = lock(agreement)
    if current.state != agreement.state or state not in current.next_steps:
        return 0
    store(current, state, reason="An seinem Tag von selbst.")
    return 1
