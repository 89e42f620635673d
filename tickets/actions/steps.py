"""What every step of a report shares: who may take it, the lock on the row, the clock, and the entry in the timeline."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from contracts.models import Priority
from tickets.announcing import announce
from tickets.deadlines import current_agreement
from tickets.lifecycle import Actor, State, may_follow
from tickets.models import Ticket, TicketEvent
from tickets.querysets import TicketQuerySet


def require_staff(by: User) -> None:
    """Only staff who may work on reports take this step."""
    if not (by.is_service_staff and by.has_perm("tickets.work_ticket")):
        raise PermissionDenied


def require_authority(by: User, ticket: Ticket) -> None:
    """Only a contact who sees this report takes this step."""
    if not by.access.contacts or not Ticket.objects.visible_to(by).filter(pk=ticket.pk).exists():
        raise PermissionDenied


def lock(ticket: Ticket, *, version: int | None = None) -> Ticket:
    """The report as it stands now, locked until the end of the transaction.

    Raises ValidationError with who changed it last when it is no longer the `version` the person had before them.
    """
    # No joins here: when a waiting lock is granted, PostgreSQL joins the new row with the old snapshot and may lose it.
    current = Ticket.objects.select_for_update().get(pk=ticket.pk)
    if version is not None and current.version != version:
        raise ValidationError(
            f"{_last_change(current)} Ihre Eingaben sind noch da. "
            "Bitte prüfen Sie den neuen Stand und senden Sie dann noch einmal ab.",
            code="stale",
        )
    return current


def _last_change(ticket: Ticket) -> str:
    """Who did the last thing about a report, and what: a step, or a reply or note."""
    step = ticket.events.select_related("by").last()
    message = ticket.messages.select_related("author").defer("search").last()
    if message and (step is None or message.created_at >= step.at):
        return f"{message.author} hat inzwischen zu dieser Meldung geschrieben ({message.get_kind_display()})."
    who = str(step.by) if step and step.by else "Jemand"
    what = f" ({step.get_kind_display()}{': ' + step.after if step.after else ''})" if step else ""
    return f"{who} hat diese Meldung inzwischen geändert{what}."


def move(ticket: Ticket, state: State, *, actor: Actor) -> None:
    """Set the next state on a locked report; refuse a step that the life cycle does not know."""
    current = State(ticket.state)
    if not may_follow(current, state, actor=actor):
        raise ValidationError(
            f"Eine Meldung im Status „{current.label}“ kann nicht auf „{state.label}“ gesetzt werden.", code="step"
        )
    ticket.state = state
    ticket.wakes_on = None


def stop_clock(ticket: Ticket, *, now: datetime) -> None:
    """Let the deadline stand still from now on; a clock that stands already is left alone."""
    ticket.paused_at = ticket.paused_at or now


def start_clock(ticket: Ticket, *, since: datetime | None, now: datetime) -> None:
    """Let the deadline run again and move it on by the service time that passed since it was stopped."""
    if since and (agreement := current_agreement()):
        ticket.paused_minutes += agreement.service_time.minutes_between(since, now)
        ticket.due_at = agreement.resolution_due(
            priority=Priority(ticket.priority), start=ticket.created_at, paused_minutes=ticket.paused_minutes
        )
    ticket.paused_at = None


def each_due(due: TicketQuerySet, step: Callable[[Ticket], object], *, most: int | None) -> int:
    """Take a step of the system on each report that is due, each locked for itself; return how many.

    What somebody works on at this moment, or is no longer due when it is locked, is passed over.
    """
    done = 0
    for pk in list(due.values_list("pk", flat=True)[:most]):
        with transaction.atomic():
            if current := due.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first():
                step(current)
                done += 1
    return done


def save(ticket: Ticket, *, now: datetime, fields: tuple[str, ...] = ()) -> None:
    """Store the named fields of a locked report and count its version on."""
    ticket.version += 1
    ticket.updated_at = now
    ticket.save(update_fields=[*fields, "wakes_on", "version", "updated_at"])


def record(
    ticket: Ticket,
    kind: TicketEvent.Kind,
    *,
    by: User | None,
    now: datetime,
    before: object = "",
    after: object = "",
    reason: str = "",
) -> None:
    """Write one entry into the timeline of a report."""
    event = TicketEvent.objects.create(
        ticket=ticket,
        kind=kind,
        by=by,
        at=now,
        before=str(before or ""),
        after=str(after or ""),
        reason=reason,
        is_public=kind in TicketEvent.PUBLIC,
    )
    announce(event=event.pk)
