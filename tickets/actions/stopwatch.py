"""The watch that measures one's own work on a report: started, halted, and entered as time in the end."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from tickets.actions.effort import add_time
from tickets.actions.steps import require_staff
from tickets.durations import LONGEST, enterable, in_words
from tickets.models import Stopwatch, Ticket, TimeEntry


@transaction.atomic
def start_stopwatch(
    *, ticket: Ticket, by: User, now: datetime, enter_other_as: TimeEntry.Kind | None = None
) -> TimeEntry | None:
    """Measure from now on, or go on measuring, at this report.

    A watch at another report is refused, unless its time is to be entered there as work of some kind first.
    """
    entered, watch = None, _locked(by)
    if watch and watch.ticket_id != ticket.pk:
        if enter_other_as is None:
            raise ValidationError(
                f"Ihre Stoppuhr misst schon {in_words(watch.seconds(now))} bei {watch.ticket.number}. "
                "Tragen Sie diese Zeit zuerst ein."
            )
        entered, watch = _enter(watch, enter_other_as, _seconds_to_enter(watch, now), "", now), None
    if watch is None:
        watch = Stopwatch(user=by, ticket=ticket, began_at=now)
    watch.runs_since = watch.runs_since or now
    watch.save()
    return entered


@transaction.atomic
def halt_stopwatch(*, ticket: Ticket, by: User, now: datetime) -> Stopwatch:
    """Let the watch stand still; it can go on, or its time be entered."""
    watch = _at(ticket, by)
    watch.counted, watch.runs_since = watch.seconds(now), None
    watch.save()
    return watch


@transaction.atomic
def enter_stopwatch(
    *, ticket: Ticket, kind: TimeEntry.Kind, seconds: int, by: User, now: datetime, note: str = ""
) -> TimeEntry:
    """Enter the measured time, as it may have been put right, on the day the work began; the watch is free again."""
    return _enter(_at(ticket, by), kind, seconds, note, now)


@transaction.atomic
def discard_stopwatch(*, ticket: Ticket, by: User) -> None:
    """Forget what was measured."""
    _at(ticket, by).delete()


def _seconds_to_enter(watch: Stopwatch, now: datetime) -> int:
    if watch.seconds(now) > LONGEST:
        raise ValidationError(
            f"Ihre Stoppuhr bei {watch.ticket.number} lief länger als 24 Stunden. Bitte tragen Sie dort die Zeit selbst ein."
        )
    return enterable(watch.seconds(now))


def _enter(watch: Stopwatch, kind: TimeEntry.Kind, seconds: int, note: str, now: datetime) -> TimeEntry:
    entry = add_time(
        ticket=watch.ticket, kind=kind, seconds=seconds, worked_on=timezone.localdate(watch.began_at), note=note,
        by=watch.user, now=now,
    )  # fmt: skip
    watch.delete()
    return entry


def _at(ticket: Ticket, by: User) -> Stopwatch:
    watch = _locked(by)
    if watch is None or watch.ticket_id != ticket.pk:
        raise ValidationError("Bei dieser Meldung läuft Ihre Stoppuhr nicht mehr.")
    return watch


def _locked(by: User) -> Stopwatch | None:
    """The person's watch; two windows do not start or enter it together."""
    require_staff(by)
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    watch = Stopwatch.objects.filter(user=by).select_related("ticket").first()
    if watch:
        watch.user = by
    return watch
