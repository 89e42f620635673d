"""Everything that was written and done about a report, in order, as far as a person may see it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch

from accounts.models import User
from customers.models import Contact
from tickets.models import Attachment, MajorIncident, Message, Particular, Ticket, TicketEvent

SYSTEM = "Der Servicebetrieb"
"""Whose step it is when nobody took it."""

EVENT_ICONS = {
    TicketEvent.Kind.OPENED: "flag",
    TicketEvent.Kind.TAKEN: "person_add",
    TicketEvent.Kind.ASSIGNED: "person_add",
    TicketEvent.Kind.RELEASED: "undo",
    TicketEvent.Kind.TEAM: "groups",
    TicketEvent.Kind.STATE: "sync",
    TicketEvent.Kind.PRIORITY: "flag",
    TicketEvent.Kind.CATEGORY: "category",
    TicketEvent.Kind.RESOLVED: "check_circle",
    TicketEvent.Kind.CONFIRMED: "verified",
    TicketEvent.Kind.REOPENED: "undo",
    TicketEvent.Kind.CLOSED: "lock",
    TicketEvent.Kind.CANCELLED: "cancel",
    TicketEvent.Kind.WOKEN: "alarm",
    TicketEvent.Kind.MALWARE: "warning",
    TicketEvent.Kind.EDITED: "edit",
    TicketEvent.Kind.WARNED: "timer",
    TicketEvent.Kind.BREACHED: "error",
    TicketEvent.Kind.LINKED: "link",
    TicketEvent.Kind.UNLINKED: "link_off",
    TicketEvent.Kind.MERGED: "merge",
    TicketEvent.Kind.SPLIT: "call_split",
    TicketEvent.Kind.OUTAGE: "campaign",
    TicketEvent.Kind.APPROVED: "fact_check",
    TicketEvent.Kind.REFUSED: "block",
    TicketEvent.Kind.OVERRIDDEN: "gavel",
    TicketEvent.Kind.REMINDED: "alarm",
}


@dataclass(frozen=True)
class Post:
    """Something written: the report itself, a reply or a note."""

    at: datetime
    author: str
    place: str
    text: str
    by_staff: bool
    is_note: bool
    files: list[Attachment] = field(default_factory=list)
    is_report: bool = False
    particulars: list[Particular] = field(
        default_factory=list
    )  # instead of the text, which repeats them for the search
    is_post = True


@dataclass(frozen=True)
class Step:
    """Something done."""

    at: datetime
    who: str
    words: str
    icon: str
    reason: str = ""
    is_post = False


def timeline(ticket: Ticket, user: User) -> list[Post | Step]:
    """Posts and steps of a report in the order they happened; needs the same few queries whatever the length.

    What was written in reports that were merged into this one stands here too, with the number it came under.
    """
    absorbed = Ticket.objects.visible_to(user).absorbed_by(ticket)
    told = {row.pk: row for row in absorbed.select_related("requester", "authority")}
    told[ticket.pk] = ticket
    files: dict[tuple[int, int | None], list[Attachment]] = {}
    for attachment in Attachment.objects.visible_to(user).filter(ticket__in=told):
        files.setdefault((attachment.ticket_id, attachment.message_id), []).append(attachment)
    reports = [_report(row, files.get((row.pk, None), []), ticket) for row in told.values() if row is not ticket]
    messages = Message.objects.visible_to(user).filter(ticket__in=told)
    contacts = Prefetch("author__contacts", Contact.objects.select_related("authority"))
    writers = ("author__staff_member__team", "contact__authority")
    posts = [
        _post(message, told[message.ticket_id], files.get((message.ticket_id, message.pk), []), ticket)
        for message in messages.select_related(*writers).prefetch_related(contacts)
    ]
    events = TicketEvent.objects.visible_to(user).filter(ticket=ticket).select_related("by")
    declared = _declaring(ticket, user, [event for event in events if event.kind == TicketEvent.Kind.OUTAGE])
    steps = [
        _step(event, for_staff=user.is_service_staff, declared=event == declared)
        for event in events
        if event.kind != TicketEvent.Kind.OPENED
    ]
    later: list[Post | Step] = [*reports, *posts, *steps]
    asks = ticket.kind == Ticket.Kind.SERVICE_REQUEST
    filled_in = list(Particular.objects.visible_to(user).filter(ticket=ticket)) if asks else []
    return [
        _report(ticket, files.get((ticket.pk, None), []), ticket, filled_in),
        *sorted(later, key=lambda entry: entry.at),
    ]


def _declaring(ticket: Ticket, user: User, told: list[TicketEvent]) -> TicketEvent | None:
    """The step that made a report lead an outage: the last of its kind, since what leads becomes no part of another."""
    leads = bool(told) and MajorIncident.objects.visible_to(user).filter(ticket=ticket).exists()
    return told[-1] if leads else None


def _report(row: Ticket, files: list[Attachment], shown_in: Ticket, filled_in: list[Particular] | None = None) -> Post:
    """What was reported; of a merged report its subject too, which stands nowhere else on the page."""
    is_own, is_planned = row is shown_in, row.channel == Ticket.Channel.PLANNED
    who = f"für {row.requester}" if is_planned else row.requester.function
    parts = [row.description or row.subject] if is_own else [row.subject, row.description]
    return Post(
        at=row.created_at,
        author=SYSTEM if is_planned else str(row.requester),
        place=_with_number([who, row.authority.short_name], row, shown_in),
        text="" if filled_in else "\n\n".join(filter(None, parts)),
        by_staff=is_planned,
        is_note=False,
        files=files,
        is_report=True,
        particulars=filled_in or [],
    )


def _with_number(place: list[str], row: Ticket, shown_in: Ticket) -> str:
    return ", ".join(filter(None, [*place, "" if row is shown_in else f"aus {row.number}"]))


def _post(message: Message, ticket: Ticket, files: list[Attachment], shown_in: Ticket) -> Post:
    return Post(
        at=message.created_at,
        author=str(message.writer),
        place=_with_number([_place(message, ticket)], ticket, shown_in),
        text=message.body,
        by_staff=message.author_is_staff,
        is_note=message.is_note,
        files=files,
    )


def _place(message: Message, ticket: Ticket) -> str:
    """Where somebody writes from: their team, or what they are at the authority (for its Amt, what they are there)."""
    if member := getattr(message.author, "staff_member", None):
        return str(member.team.name)
    known = message.author.contacts.all() if message.author else [message.contact] if message.contact else []
    contacts = sorted(known, key=lambda contact: contact.authority_id != ticket.authority_id)
    return ", ".join(filter(None, [contacts[0].function, contacts[0].authority.short_name])) if contacts else ""


def _step(event: TicketEvent, *, for_staff: bool, declared: bool) -> Step:
    kind = TicketEvent.Kind
    words = {
        kind.TAKEN: "hat die Meldung übernommen",
        kind.ASSIGNED: f"hat die Meldung {event.after} zugewiesen",
        kind.RELEASED: "hat die Meldung in die Liste zurückgegeben",
        kind.TEAM: f"hat die Meldung von {event.before} an {event.after} gegeben",
        kind.STATE: _change_of_state(event),
        kind.PRIORITY: f"hat die Priorität von {event.before} auf {event.after} gesetzt",
        kind.CATEGORY: f"hat die Kategorie von „{event.before}“ auf „{event.after}“ geändert",
        kind.RESOLVED: "hat die Meldung gelöst",
        kind.CONFIRMED: "hat die Lösung bestätigt",
        kind.REOPENED: "hat die Meldung wieder geöffnet",
        kind.CLOSED: "hat die Meldung geschlossen",
        kind.CANCELLED: "hat die Meldung zurückgezogen",
        kind.WOKEN: f"hat die Meldung wieder vorgelegt (bis dahin: {event.before})",
        kind.MALWARE: f"hat in der Datei „{event.after}“ Schadsoftware gefunden und die Datei entfernt",
        kind.EDITED: f"hat {event.after} geändert",
        kind.WARNED: f"hat gewarnt: {event.after}",
        kind.BREACHED: f"hat gemeldet: {event.after}",
        kind.LINKED: f"hat die Meldung verknüpft: {event.after}",
        kind.UNLINKED: f"hat die Verknüpfung gelöst: {event.after}",
        kind.MERGED: f"hat zusammengeführt: {event.after}",
        kind.SPLIT: f"hat aufgeteilt: {event.after}",
        kind.OUTAGE: _of_outage(event.after, for_staff=for_staff, declared=declared),
        kind.APPROVED: "hat die Bestellung freigegeben",
        kind.REFUSED: "hat die Bestellung nicht freigegeben",
        kind.OVERRIDDEN: "hat die Bestellung anstelle der Behörde freigegeben",
        kind.REMINDED: "hat an die Freigabe erinnert",
    }[kind(event.kind)]
    return Step(
        at=event.at,
        who=SYSTEM if event.by_id is None else str(event.by),
        words=words,
        icon=EVENT_ICONS[kind(event.kind)],
        reason=event.reason,
    )


def _of_outage(title: str, *, for_staff: bool, declared: bool) -> str:
    if for_staff:
        return (
            f"hat die Großstörung „{title}“ ausgerufen"
            if declared
            else f"hat die Meldung der Großstörung „{title}“ zugeordnet"
        )
    return f"hat die Meldung {'als größere Störung eingestuft' if declared else 'einer größeren Störung zugeordnet'}: {title}"


def _change_of_state(event: TicketEvent) -> str:
    if event.before == event.after:
        return f"hat die Wiedervorlage geändert ({event.after})"
    return f"hat den Status von „{event.before}“ auf „{event.after}“ gesetzt"
