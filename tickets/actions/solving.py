"""How a report ends, and how it comes back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from files.kinds import Upload
from tickets.actions.steps import (
    each_due,
    lock,
    move,
    one_line,
    record,
    refuse_before_approval,
    require_authority,
    require_staff,
    save,
    start_clock,
)
from tickets.actions.writing import write
from tickets.lifecycle import OBJECTION_DAYS, Actor, State
from tickets.models import MajorIncident, Message, Ticket, TicketEvent

Kind = TicketEvent.Kind


@transaction.atomic
def resolve(
    *, ticket: Ticket, by: User, solution: str, now: datetime, files: Sequence[Upload] = (), version: int | None = None
) -> Ticket:
    """Solve a report and tell the authority how; the clock ends here."""
    require_staff(by)
    current = lock(ticket, version=version)
    refuse_leading(current, by=by)
    before = State(current.state)
    move(current, State.RESOLVED, actor=Actor.STAFF)
    write(ticket=current, kind=Message.Kind.REPLY, by=by, body=solution, now=now, files=files)
    start_clock(current, since=current.paused_at, now=now)
    current.responded_at = current.responded_at or now
    current.resolved_at = now
    save(current, now=now, fields=("state", "paused_at", "paused_minutes", "due_at", "responded_at", "resolved_at"))
    record(current, Kind.RESOLVED, by=by, now=now, before=before.label, after=State.RESOLVED.label)
    return current


@transaction.atomic
def confirm(*, ticket: Ticket, by: User, now: datetime) -> Ticket:
    """The authority agrees that it is solved; the report is closed."""
    require_authority(by, ticket)
    current = lock(ticket)
    if current.state == State.CLOSED:
        return current
    return _close(current, Kind.CONFIRMED, by=by, actor=Actor.AUTHORITY, now=now)


@transaction.atomic
def reopen(
    *, ticket: Ticket, by: User, reason: str, now: datetime, files: Sequence[Upload] = (), version: int | None = None
) -> Ticket:
    """It is not solved after all: back to work, with the reason for everybody to read."""
    by_staff = by.is_service_staff
    if by_staff:
        require_staff(by)
    else:
        require_authority(by, ticket)
    current = lock(ticket, version=version)
    if current.state != State.RESOLVED:
        raise ValidationError(
            "Nur eine gelöste Meldung kann wieder geöffnet werden. Bitte melden Sie die Störung neu.", code="step"
        )
    move(current, State.IN_PROGRESS, actor=Actor.STAFF if by_staff else Actor.AUTHORITY)
    write(ticket=current, kind=Message.Kind.REPLY, by=by, body=reason, now=now, files=files)
    # Between solution and objection nobody could work on it: that time is not counted.
    start_clock(current, since=current.resolved_at, now=now)
    current.resolved_at = None
    save(current, now=now, fields=("state", "paused_at", "paused_minutes", "due_at", "resolved_at"))
    record(current, Kind.REOPENED, by=by, now=now, before=State.RESOLVED.label, after=State.IN_PROGRESS.label)
    return current


@transaction.atomic
def close(*, ticket: Ticket, by: User, now: datetime, version: int | None = None) -> Ticket:
    """Staff close a solved report without waiting for the authority."""
    require_staff(by)
    current = lock(ticket, version=version)
    refuse_leading(current, by=by)
    return _close(current, Kind.CLOSED, by=by, actor=Actor.STAFF, now=now)


@transaction.atomic
def cancel(*, ticket: Ticket, by: User, reason: str, now: datetime, version: int | None = None) -> Ticket:
    """The report is no longer wanted: the authority takes it back, or staff end it with a reason for both to read."""
    by_staff = by.is_service_staff
    if by_staff:
        require_staff(by)
    else:
        require_authority(by, ticket)
    current = lock(ticket, version=version)
    refuse_leading(current, by=by)
    reason = one_line(reason)
    if by_staff:
        refuse_before_approval(current)
        if not reason:
            raise ValidationError("Bitte sagen Sie der Behörde, warum die Meldung zurückgezogen wird.", code="reason")
    elif current.awaits_approval and current.requester_id not in by.access.contacts:
        raise ValidationError(
            "Was andere bestellt haben, geben Sie frei oder lehnen es mit einem Grund ab.", code="approval"
        )
    return _cancel(current, by=by, reason=reason, now=now)


@transaction.atomic
def take_back_order(*, ticket: Ticket, by: User, reason: str, now: datetime, version: int | None = None) -> Ticket:
    """Staff take back an order before anybody has approved it, such as one that they typed for the wrong person."""
    require_staff(by)
    current = lock(ticket, version=version)
    if not current.awaits_approval:
        raise ValidationError("Diese Bestellung wartet nicht mehr auf die Freigabe.", code="step")
    return _cancel(current, by=by, reason=reason, now=now)


def _cancel(current: Ticket, *, by: User, reason: str, now: datetime) -> Ticket:
    reason = one_line(reason)
    if by.is_service_staff and not reason:
        raise ValidationError("Bitte sagen Sie der Behörde, warum die Meldung zurückgezogen wird.", code="reason")
    before = State(current.state)
    move(current, State.CANCELLED, actor=Actor.STAFF if by.is_service_staff else Actor.AUTHORITY)
    start_clock(current, since=current.paused_at, now=now)
    current.closed_at = now
    save(current, now=now, fields=("state", "paused_at", "paused_minutes", "due_at", "closed_at"))
    record(
        current, Kind.CANCELLED, by=by, now=now, before=before.label, after=State.CANCELLED.label, reason=reason[:300]
    )
    return current


def refuse_leading(ticket: Ticket, *, by: User) -> None:
    """A running outage ends as a whole and on its own page: its notice, the reports it collects, and the leading one."""
    outage = MajorIncident.objects.running().filter(ticket=ticket).first()
    if outage and by.is_service_staff:
        raise ValidationError(
            f"{ticket.number} führt die laufende Großstörung „{outage}“. Bitte beenden Sie die Großstörung auf ihrer Seite; "
            "damit sind diese Meldung und alle zugeordneten gelöst.",
            code="leads-outage",
        )
    if outage:
        raise ValidationError(
            "Diese Meldung gehört zu einer bekannten Störung, die noch nicht behoben ist. "
            "Sie lässt sich erst danach abschließen.",
            code="leads-outage",
        )


def close_uncontested(*, now: datetime, most: int | None = None) -> int:
    """Close what was solved long enough ago without objection, the oldest first; return how many.

    Safe to run at any time. `most` bounds what one transaction closes.
    """
    last = now - timedelta(days=OBJECTION_DAYS)
    due = Ticket.objects.filter(state=State.RESOLVED, resolved_at__lte=last).order_by("resolved_at")
    reason = f"{OBJECTION_DAYS} Tage ohne Einwand"
    return each_due(
        due,
        lambda current: _close(current, Kind.CLOSED, by=None, actor=Actor.SYSTEM, now=now, reason=reason),
        most=most,
    )


def _close(
    ticket: Ticket, kind: TicketEvent.Kind, *, by: User | None, actor: Actor, now: datetime, reason: str = ""
) -> Ticket:
    move(ticket, State.CLOSED, actor=actor)
    ticket.closed_at = now
    save(ticket, now=now, fields=("state", "closed_at"))
    record(ticket, kind, by=by, now=now, before=State.RESOLVED.label, after=State.CLOSED.label, reason=reason)
    return ticket
