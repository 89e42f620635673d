"""How much time was spent on a report: entries are added and taken back, never changed."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from tickets.actions.steps import lock, one_line, require_staff
from tickets.durations import LONGEST, MINUTE
from tickets.models import Ticket, TimeEntry

DOUBLE_CLICK_WITHIN = timedelta(seconds=10)
"""The same entry by the same person this soon was sent twice."""


@transaction.atomic
def add_time(
    *,
    ticket: Ticket,
    kind: TimeEntry.Kind,
    seconds: int,
    by: User,
    now: datetime,
    worked_on: date | None = None,
    note: str = "",
) -> TimeEntry:
    """Enter the time one has spent on a report, today or on an earlier day."""
    require_staff(by)
    current, today = lock(ticket), timezone.localdate(now)
    if not MINUTE <= seconds <= LONGEST:
        raise ValidationError({"duration": "Bitte geben Sie eine Zeit zwischen einer Minute und 24 Stunden an."})
    if worked_on and worked_on > today:
        raise ValidationError({"worked_on": "Dieser Tag liegt in der Zukunft."})
    entered = {
        "ticket": current,
        "kind": kind,
        "seconds": seconds,
        "worked_on": worked_on or today,
        "note": one_line(note)[:200],
        "by": by,
    }
    sent = TimeEntry.objects.filter(**entered, at__gt=now - DOUBLE_CLICK_WITHIN, correction=None)
    return sent.first() or TimeEntry.objects.create(**entered, at=now)


@transaction.atomic
def take_time_back(*, entry: TimeEntry, by: User, now: datetime) -> TimeEntry:
    """Take back an entry of one's own by a counter-entry; the database lets it happen once."""
    require_staff(by)
    if entry.by_id != by.pk:
        raise PermissionDenied
    lock(entry.ticket)
    if entry.corrects_id:
        raise ValidationError("Das ist schon eine Rücknahme.")
    if already := TimeEntry.objects.filter(corrects=entry).first():
        return already
    return TimeEntry.objects.create(
        ticket_id=entry.ticket_id, kind=entry.kind, seconds=-entry.seconds, worked_on=entry.worked_on,
        note="Rücknahme", by=by, at=now, corrects=entry,
    )  # fmt: skip
