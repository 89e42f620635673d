"""Whether an authority wants what one of its people ordered: the IT-Koordination decides before anybody works on it."""

from datetime import datetime, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from tickets.actions.opening import agreement_in_force, coordinates
from tickets.actions.recurring import working_days
from tickets.actions.steps import each_due, lock, move, one_line, record, require_authority, save
from tickets.deadlines import set_deadlines
from tickets.lifecycle import REMIND_OF_APPROVAL_AFTER, Actor, State
from tickets.models import Ticket, TicketEvent
from tickets.recurrence import IsDay

Kind = TicketEvent.Kind
WAITING = State.WAITING_FOR_APPROVAL.label


@transaction.atomic
def approve(*, ticket: Ticket, by: User, now: datetime) -> Ticket:
    """The IT-Koordination of the authority, or of its Amt, wants it; from now on the service works and the clock runs."""
    current = _decided_by_coordination(ticket, by, now)
    return _approve(current, Kind.APPROVED, actor=Actor.COORDINATION, by=by, now=now)


@transaction.atomic
def refuse(*, ticket: Ticket, by: User, reason: str, now: datetime) -> Ticket:
    """The IT-Koordination does not want it, for a reason that whoever ordered it reads."""
    current = _decided_by_coordination(ticket, by, now)
    return _refuse(current, actor=Actor.COORDINATION, by=by, reason=reason, now=now)


@transaction.atomic
def approve_instead(*, ticket: Ticket, by: User, reason: str, now: datetime) -> Ticket:
    """Who leads the service approves in place of an authority, for a reason that the authority reads."""
    current = _decided_by_lead(ticket, by)
    return _approve(current, Kind.OVERRIDDEN, actor=Actor.LEAD, by=by, now=now, reason=_given(reason))


@transaction.atomic
def refuse_instead(*, ticket: Ticket, by: User, reason: str, now: datetime) -> Ticket:
    """Who leads the service ends an order that no authority decides about, for a reason that the authority reads."""
    return _refuse(_decided_by_lead(ticket, by), actor=Actor.LEAD, by=by, reason=reason, now=now)


def remind_of_approvals(*, now: datetime, most: int | None = None) -> int:
    """Remind of orders that have waited for so many working days, and again after as many; return how many.

    Safe to run at any time. `most` bounds what one transaction does.
    """
    is_working = working_days()
    if not is_working(timezone.localdate(now)):
        return 0
    latest = _working_days_before(now, REMIND_OF_APPROVAL_AFTER, is_working)
    reminded = TicketEvent.objects.filter(ticket=OuterRef("pk"), kind=Kind.REMINDED, at__gt=latest)
    due = Ticket.objects.awaiting_approval().filter(~Exists(reminded), created_at__lte=latest).order_by("created_at")
    return each_due(due, lambda ticket: record(ticket, Kind.REMINDED, by=None, now=now, after=WAITING), most=most)


def _working_days_before(now: datetime, count: int, is_working: IsDay) -> datetime:
    """The end of the day that lies so many working days before today."""
    day = timezone.localdate(now)
    while count:
        day -= timedelta(days=1)
        count -= is_working(day)
    return timezone.make_aware(datetime.combine(day, time.max))


def _decided_by_coordination(ticket: Ticket, by: User, now: datetime) -> Ticket:
    require_authority(by, ticket)
    if not coordinates(by, ticket.authority, now):
        raise PermissionDenied
    return _undecided(ticket)


def _decided_by_lead(ticket: Ticket, by: User) -> Ticket:
    if not (by.is_service_staff and by.has_perm("tickets.override_approval")):
        raise PermissionDenied
    return _undecided(ticket)


def _undecided(ticket: Ticket) -> Ticket:
    current = lock(ticket)
    if not current.awaits_approval:
        last = current.events.filter(kind__in=(Kind.APPROVED, Kind.REFUSED, Kind.OVERRIDDEN, Kind.CANCELLED)).last()
        what = f" ({last.get_kind_display()}{f' von {last.by}' if last.by else ''})" if last else ""
        raise ValidationError(f"Über die Bestellung {current.number} ist schon entschieden{what}.", code="step")
    return current


def _approve(
    ticket: Ticket, kind: TicketEvent.Kind, *, actor: Actor, by: User, now: datetime, reason: str = ""
) -> Ticket:
    move(ticket, State.NEW, actor=actor)
    agreement = agreement_in_force(ticket.authority_id, ticket.application, now)
    ticket.approved_at, ticket.agreement = now, agreement.row if agreement else None
    set_deadlines(ticket, agreement)
    save(ticket, now=now, fields=("state", "approved_at", "agreement", "response_due_at", "due_at"))
    record(ticket, kind, by=by, now=now, before=WAITING, after=State.NEW.label, reason=reason)
    return ticket


def _refuse(ticket: Ticket, *, actor: Actor, by: User, reason: str, now: datetime) -> Ticket:
    reason = _given(reason)
    move(ticket, State.CANCELLED, actor=actor)
    ticket.closed_at = now
    save(ticket, now=now, fields=("state", "closed_at"))
    record(ticket, Kind.REFUSED, by=by, now=now, before=WAITING, after=State.CANCELLED.label, reason=reason)
    return ticket


def _given(reason: str) -> str:
    given = one_line(reason)
    if not given:
        raise ValidationError({"reason": "Bitte nennen Sie den Grund; die Person liest ihn."})
    return given[:300]
