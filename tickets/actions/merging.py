"""How two reports of the same matter become one, and how one that holds two matters becomes two."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from tickets.actions.opening import open_ticket
from tickets.actions.relating import between, hold_family, lock_both
from tickets.actions.steps import lock, move, record, require_staff, save, start_clock
from tickets.lifecycle import ENDED, Actor, State
from tickets.models import (
    Attachment,
    Draft,
    MajorIncident,
    Message,
    Reminder,
    Stopwatch,
    Ticket,
    TicketEvent,
    TicketLink,
    Watcher,
)
from tickets.priorities import Impact, Urgency

Kind = TicketLink.Kind


@transaction.atomic
def merge(*, absorbed: Ticket, surviving: Ticket, by: User, now: datetime) -> Ticket:
    """Go on with one report for both; the other ends and its number leads here from now on.

    What was written in the absorbed report stays its own and is shown in the surviving one, so that nothing is lost,
    every note stays a note, and everybody goes on seeing exactly what they were allowed to see.
    """
    require_staff(by)
    if problem := obstacle(absorbed, surviving):
        raise ValidationError(problem, code="merge")
    absorbed, surviving = lock_both(absorbed, surviving)
    if problem := obstacle(absorbed, surviving):
        raise ValidationError(problem, code="merge")
    before = State(absorbed.state)
    _end(absorbed, now=now)
    # Whatever was merged into the absorbed one before leads to the surviving one too: one step from any old number.
    earlier = list(TicketLink.objects.filter(kind=Kind.MERGED, target=absorbed))
    pairs = [absorbed.pk, *(found.source_id for found in earlier)]
    TicketLink.objects.of(surviving).filter(source__in=pairs).exclude(kind=Kind.MERGED).delete()
    TicketLink.objects.of(surviving).filter(target__in=pairs).delete()
    for found in earlier:
        found.target = surviving
        found.save(update_fields=["target"])
    TicketLink.objects.create(source=absorbed, target=surviving, kind=Kind.MERGED, created_at=now)
    _stay_in_outage(absorbed, surviving)
    _take_along(absorbed, surviving)
    save(surviving, now=now)
    record(
        absorbed, TicketEvent.Kind.MERGED, by=by, now=now, before=before.label, after=f"weiter unter {surviving.number}"
    )
    record(surviving, TicketEvent.Kind.MERGED, by=by, now=now, after=f"{absorbed.number} geht hier weiter")
    return surviving


def _end(absorbed: Ticket, *, now: datetime) -> None:
    """End the absorbed report without an entry of its own: neither was it taken back, nor is its matter settled."""
    move(absorbed, State.CLOSED if absorbed.state == State.RESOLVED else State.CANCELLED, actor=Actor.STAFF)
    start_clock(absorbed, since=absorbed.paused_at, now=now)
    absorbed.closed_at = now
    save(absorbed, now=now, fields=("state", "paused_at", "paused_minutes", "due_at", "closed_at"))


def _take_along(absorbed: Ticket, surviving: Ticket) -> None:
    """Who watches it, wants to be reminded of it, measures time or has begun to write goes on with the surviving one."""
    watching = Watcher.objects.filter(ticket=surviving).values("user")
    Watcher.objects.filter(ticket=absorbed, user__in=watching).delete()
    Watcher.objects.filter(ticket=absorbed).update(ticket=surviving)
    writing = Draft.objects.filter(ticket=surviving).values("user")
    Draft.objects.filter(ticket=absorbed).exclude(user__in=writing).update(ticket=surviving)
    Reminder.objects.open().filter(ticket=absorbed).update(ticket=surviving)
    Stopwatch.objects.filter(ticket=absorbed).update(ticket=surviving)


def _stay_in_outage(absorbed: Ticket, surviving: Ticket) -> None:
    """What is answered to all of an outage goes on reaching whoever reported it."""
    hold_family()
    above = TicketLink.objects.filter(kind=Kind.PARENT, target=absorbed, source__major_incident__isnull=False).first()
    has_parent = TicketLink.objects.filter(kind=Kind.PARENT, target=surviving).exists()
    leads = MajorIncident.objects.filter(ticket=surviving).exists()
    if above and not has_parent and not leads and not between(above.source, surviving):
        above.target = surviving
        above.save(update_fields=["target"])


def obstacle(absorbed: Ticket, surviving: Ticket) -> str:
    """Why two reports cannot be merged, in a sentence; empty if they can."""
    if absorbed.pk == surviving.pk:
        return "Eine Meldung kann nicht mit sich selbst zusammengeführt werden."
    if absorbed.authority_id != surviving.authority_id:
        return (
            "Die beiden Meldungen kommen von verschiedenen Behörden. Zusammengeführt würde eine Behörde lesen, "
            "was die andere geschrieben hat. Sie können die Meldungen stattdessen verknüpfen."
        )
    for ticket in (absorbed, surviving):
        if ticket.state in ENDED:
            return f"{ticket.number} ist schon beendet ({State(ticket.state).label})."
        if ticket.awaits_approval:
            return f"{ticket.number} wartet noch auf die Freigabe der Behörde."
    if MajorIncident.objects.filter(ticket=absorbed.pk).exists():
        return f"{absorbed.number} führt eine Großstörung und kann nicht in einer anderen Meldung aufgehen."
    return ""


@transaction.atomic
def split(*, ticket: Ticket, messages: Sequence[Message], subject: str, description: str, by: User, now: datetime) -> Ticket:  # fmt: skip
    """Take a second matter out of a report: a new one for the same person, with the chosen messages and their files.

    The facts are copied, the messages move; both timelines and a link tell where they were.
    """
    require_staff(by)
    current = lock(ticket)
    if current.state in ENDED:
        raise ValidationError("Diese Meldung ist beendet und kann nicht mehr aufgeteilt werden.", code="done")
    keys = [message.pk for message in messages]
    chosen = Message.objects.filter(pk__in=keys, ticket=current)
    if chosen.count() != len(set(keys)):
        raise ValidationError("Ein Beitrag gehört nicht mehr zu dieser Meldung. Bitte wählen Sie noch einmal.")
    made = open_ticket(
        requester=current.requester, by=by, subject=subject, description=description, category=current.category,
        kind=Ticket.Kind(current.kind), impact=Impact(current.impact), urgency=Urgency(current.urgency), workstation=current.workstation,
        application=current.application, channel=Ticket.Channel(current.channel), now=now,
    )  # fmt: skip
    Attachment.objects.filter(message__in=keys).update(ticket=made)
    Message.objects.filter(pk__in=keys).update(ticket=made)
    TicketLink.objects.create(source=current, target=made, kind=Kind.SPLIT, created_at=now)
    save(current, now=now)
    moved = f"{len(keys)} {'Beitrag' if len(keys) == 1 else 'Beiträge'}" if keys else ""
    record(current, TicketEvent.Kind.SPLIT, by=by, now=now, after=f"weiter unter {made.number}", reason=moved)
    record(made, TicketEvent.Kind.SPLIT, by=by, now=now, after=f"aus {current.number}", reason=moved)
    return made
