"""What every step of a report shares: who may take it, the lock on the row, the clock, and the entry in the timeline."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from customers.models import Contact
from history.versions import as_seen
from tickets.announcing import announce
from tickets.deadlines import agreement_of, set_deadlines
from tickets.lifecycle import Actor, State, may_follow
from tickets.models import ClockPause, Ticket, TicketEvent
from tickets.querysets import TicketQuerySet

Kind = TicketEvent.Kind


TOLD_BY = {
    "assignee_id": (Kind.TAKEN, Kind.ASSIGNED, Kind.RELEASED, Kind.TEAM),
    "team_id": (Kind.TEAM, Kind.ASSIGNED, Kind.TAKEN),
    "category_id": (Kind.CATEGORY,),
    "impact": (Kind.PRIORITY,),
    "state": (
        Kind.APPROVED,
        Kind.REFUSED,
        Kind.OVERRIDDEN,
        Kind.STATE,
        Kind.RESOLVED,
        Kind.REOPENED,
        Kind.CLOSED,
        Kind.CANCELLED,
        Kind.MERGED,
        Kind.WOKEN,
    ),
    "subject": (Kind.EDITED,),
    "kind": (Kind.EDITED,),
    "requester_id": (Kind.EDITED,),
    "workstation_id": (Kind.EDITED,),
    "application_id": (Kind.EDITED,),
}
"""Which entries of the timeline tell of a change of a field."""


def require_staff(by: User) -> None:
    """Only staff who may work on reports take this step."""
    if not (by.is_service_staff and by.has_perm("tickets.work_ticket")):
        raise PermissionDenied


def require_authority(by: User, ticket: Ticket) -> None:
    """Only a contact who sees this report takes this step."""
    if not by.access.contacts or not Ticket.objects.visible_to(by).filter(pk=ticket.pk).exists():
        raise PermissionDenied


def require_served_by_mail(contact: Contact, *, now: datetime) -> None:
    """Only a contact without an account who reports and is answered by mail takes this step."""
    if not Contact.objects.served_by_mail(timezone.localdate(now)).filter(pk=contact.pk).exists():
        raise PermissionDenied


def lock(ticket: Ticket, *, version: int | None = None, touches: Sequence[str] = ()) -> Ticket:
    """The report as it stands now, locked until the end of the transaction.

    Raises ValidationError with who changed it last when it is no longer the `version` the person had before them.
    A step that `touches` only some fields goes through as long as nobody else changed just these.
    """
    # No joins here: when a waiting lock is granted, PostgreSQL joins the new row with the old snapshot and may lose it.
    current = Ticket.objects.select_for_update().get(pk=ticket.pk)
    if version is None or current.version == version:
        return current
    seen = as_seen(current, version) if touches else None
    if seen is None or any(getattr(seen, name) != getattr(current, name) for name in touches):
        raise ValidationError(
            f"{last_change(current, touches)} Ihre Eingaben sind noch da. "
            "Bitte prüfen Sie den neuen Stand und senden Sie dann noch einmal ab.",
            code="stale",
        )
    return current


def last_change(ticket: Ticket, touched: Sequence[str] = ()) -> str:
    """Who did the last thing about a report, and what: a step, or a reply or note; with `touched` to these fields."""
    kinds = [kind for name in touched for kind in TOLD_BY.get(name, ())]
    if kinds and (told := ticket.events.filter(kind__in=kinds).select_related("by").last()):
        what = f"{told.get_kind_display()}{': ' + told.after if told.after else ''}"
        return f"{told.by or 'Jemand'} war schneller ({what})."
    step = ticket.events.select_related("by").last()
    message = ticket.messages.select_related("author", "contact").last()
    if message and (step is None or message.created_at >= step.at):
        return f"{message.writer} hat inzwischen zu dieser Meldung geschrieben ({message.get_kind_display()})."
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


def refuse_before_approval(ticket: Ticket) -> None:
    """Nobody works on what an authority has not approved yet."""
    if ticket.awaits_approval:
        raise ValidationError("Diese Bestellung wartet noch auf die Freigabe der Behörde.", code="approval")


def stop_clock(ticket: Ticket, *, now: datetime) -> None:
    """Let the deadline stand still from now on, in the state that the report has been moved to.

    A clock that stands already goes on standing; what it waited for until now is kept as a pause of its own.
    """
    ClockPause.objects.filter(ticket=ticket, ended_at__isnull=True).update(ended_at=now)
    ClockPause.objects.create(ticket=ticket, state=ticket.state, started_at=now)
    ticket.paused_at = ticket.paused_at or now


def start_clock(ticket: Ticket, *, since: datetime | None, now: datetime) -> None:
    """Let the deadline run again and compute it anew without the time since it was stopped."""
    if since:
        if not ClockPause.objects.filter(ticket=ticket, ended_at__isnull=True).update(ended_at=now):
            # Nobody stopped this clock: it ended with the solution, to which somebody objects now.
            ClockPause.objects.create(ticket=ticket, state=State.RESOLVED, started_at=since, ended_at=now)
        if agreement := agreement_of(ticket):
            set_deadlines(ticket, agreement)
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
    follows = {"due_at": "warns_at", "response_due_at": "response_warns_at"}
    warnings = [follows[name] for name in fields if name in follows]
    ticket.save(update_fields=[*fields, *warnings, "wakes_on", "version", "updated_at"])


def one_line(text: str) -> str:
    """What somebody typed into a field of one line: white space evened out, without what the database does not take."""
    return " ".join(text.replace("\x00", "").split())


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


def move_among(rows: Iterable[Any], pk: int, step: int) -> None:
    """Put one of some locked rows before (-1) or behind (1) its neighbour, and number all of them anew."""
    order = list(rows)
    place = next(index for index, row in enumerate(order) if row.pk == pk)
    other = min(max(place + step, 0), len(order) - 1)
    order[place], order[other] = order[other], order[place]
    for position, row in enumerate(order, start=1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
