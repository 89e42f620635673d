"""How reports are linked with each other, and parted again."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from accounts.models import User
from tickets.actions.steps import lock, record, require_staff
from tickets.models import MajorIncident, Ticket, TicketEvent, TicketLink

Kind = TicketLink.Kind
FAMILY = "tickets.family"
"""The name of the lock that whoever changes parents holds: two such changes at once could close a circle."""


@transaction.atomic
def link(*, source: Ticket, target: Ticket, kind: TicketLink.Kind, by: User, now: datetime) -> TicketLink:
    """Say that two reports are related, or that the first stands above the second; both timelines tell it.

    Raises ValidationError for a report with itself, for what is linked already, for a second parent and for a circle.
    """
    require_staff(by)
    if kind not in (Kind.RELATED, Kind.PARENT):
        raise ValueError(f"{kind} follows from merging or splitting")
    if source.pk == target.pk:
        raise ValidationError("Eine Meldung kann nicht mit sich selbst verknüpft werden.", code="self")
    source, target = lock_both(source, target)
    if already := between(source, target):
        if already.kind == kind and (kind == Kind.RELATED or already.source_id == source.pk):
            return already
        raise ValidationError(
            f"{source.number} und {target.number} sind schon verknüpft ({already.get_kind_display()}). "
            "Bitte lösen Sie zuerst diese Verknüpfung.",
            code="linked",
        )
    if kind == Kind.PARENT:
        _check_family(source, target)
    made = TicketLink.objects.create(source=source, target=target, kind=kind, created_at=now)
    _tell(made, TicketEvent.Kind.LINKED, by=by, now=now)
    return made


@transaction.atomic
def unlink(*, found: TicketLink, by: User, now: datetime) -> None:
    """Part two reports again; what was merged or split stays so. A second time does nothing."""
    require_staff(by)
    source, target = lock_both(found.source, found.target)
    current = TicketLink.objects.filter(pk=found.pk).first()
    if current is None:
        return
    if current.kind not in (Kind.RELATED, Kind.PARENT):
        raise ValidationError("Diese Verknüpfung gehört zur Geschichte der Meldung und bleibt bestehen.", code="kept")
    current.source, current.target = source, target
    _tell(current, TicketEvent.Kind.UNLINKED, by=by, now=now)
    current.delete()


def lock_both(first: Ticket, second: Ticket) -> tuple[Ticket, Ticket]:
    """Both reports as they stand now, locked in the order of their keys, so that two people never wait for each other."""
    locked = {ticket.pk: lock(ticket) for ticket in sorted((first, second), key=lambda ticket: ticket.pk)}
    return locked[first.pk], locked[second.pk]


def between(one: Ticket, other: Ticket) -> TicketLink | None:
    """The link of two reports, whichever way it reads."""
    return TicketLink.objects.of(one).of(other).first()


def in_words(found: TicketLink, ticket: Ticket) -> str:
    """What the other report is to this one, with its number and nothing else of it."""
    is_source = found.source_id == ticket.pk
    other = found.target if is_source else found.source
    words = {Kind.RELATED: "verwandt mit", Kind.PARENT: "übergeordnet zu" if is_source else "Teil von"}
    return f"{words[Kind(found.kind)]} {other.number}"


def hold_family() -> None:
    """Let nobody else change who stands above whom until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [FAMILY])


def _check_family(parent: Ticket, child: Ticket) -> None:
    hold_family()
    if above := TicketLink.objects.filter(kind=Kind.PARENT, target=child).select_related("source").first():
        raise ValidationError(f"{child.number} ist schon Teil von {above.source.number}.", code="second-parent")
    if MajorIncident.objects.filter(ticket=child).exists():
        raise ValidationError(f"{child.number} führt selbst eine Großstörung.", code="leads")
    if child.pk in set(_ancestors(parent)):
        raise ValidationError(
            f"{parent.number} ist selbst schon Teil von {child.number}; das ergäbe einen Kreis.", code="circle"
        )


def _ancestors(ticket: Ticket) -> Iterable[int]:
    """The keys of what stands above a report, the nearest first."""
    current: int | None = ticket.pk
    while current is not None:
        current = TicketLink.objects.filter(kind=Kind.PARENT, target=current).values_list("source", flat=True).first()
        if current is not None:
            yield current


def _tell(found: TicketLink, kind: TicketEvent.Kind, *, by: User, now: datetime) -> None:
    """Tell both timelines; the authority reads that its report belongs to an outage, and nothing else of it."""
    record(found.source, kind, by=by, now=now, after=in_words(found, found.source))
    outage = MajorIncident.objects.filter(ticket=found.source).first() if found.kind == Kind.PARENT else None
    if outage and kind == TicketEvent.Kind.LINKED:
        record(found.target, TicketEvent.Kind.OUTAGE, by=by, now=now, after=outage.title)
    else:
        record(found.target, kind, by=by, now=now, after=in_words(found, found.target))
