"""Everything that was written and done about a report, in order, as far as a person may see it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from accounts.models import User
from customers.models import Contact
from tickets.happened import STEP_ICONS, words_of
from tickets.models import Attachment, MajorIncident, Message, Particular, Ticket, TicketEvent
from ui.together import Again, Together

Row = Mapping[str, Any]

SYSTEM = "Der Servicebetrieb"
"""Whose step it is when nobody took it."""


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
    particulars: list[Row] = field(default_factory=list)  # instead of the text, which repeats them for the search


class Step(NamedTuple):
    """Something done."""

    at: datetime
    who: str
    words: str
    icon: str
    reason: str = ""


def timeline(ticket: Ticket, user: User, page: Together) -> Iterable[Post | Step]:
    """Posts and steps of a report in the order they happened, read with all else on the page, whatever their number.

    What was written in reports that were merged into this one stands here too, with the number it came under; which
    these are the report says (`with_absorbed`).
    """
    absorbed: list[int] = ticket.absorbed  # type: ignore[attr-defined]  # from the query
    own, keys, reach = [ticket.pk], [ticket.pk, *absorbed], user.reach

    def messages(*reports: int) -> QuerySet[Message]:
        return Message.objects.visible_to(user).filter(ticket__in=reports)

    def authors(*reports: int) -> QuerySet[Contact]:
        return Contact.objects.filter(user__in=messages(*reports).values("author"))

    read = _Read(
        ticket=ticket,
        for_staff=user.is_service_staff,
        absorbed=page.rows(
            lambda *reports: Ticket.objects.visible_to(user).filter(pk__in=reports).values(*OF_REPORT),
            words=("absorbed", reach), given=absorbed,
        ),
        files=page.objects(
            Attachment, lambda *reports: Attachment.objects.visible_to(user).filter(ticket__in=reports), *OF_FILE,
            words=("files", reach), given=keys,
        ),
        messages=page.rows(
            lambda *reports: messages(*reports).values(*OF_MESSAGE), words=("messages", reach), given=keys
        ),
        contacts=page.rows(lambda *reports: authors(*reports).values(*OF_CONTACT), words=("authors", reach), given=keys),
        events=page.rows(
            lambda report: TicketEvent.objects.visible_to(user).filter(ticket=report).values(*OF_EVENT),
            words=("events", reach), given=own,
        ),
        leads_outage=page.count(
            lambda report: MajorIncident.objects.visible_to(user).filter(ticket=report),
            words=("leads an outage", reach), given=own,
        ),
        filled_in=page.rows(
            lambda report: Particular.objects.visible_to(user).filter(ticket=report).values(*OF_FORM),
            words=("filled in", reach), given=own,
        ),
    )  # fmt: skip
    return Again(read.entries)


OF_REPORT = (
    "pk", "number", "subject", "description", "channel", "created_at", "authority_id", "authority__short_name",
    "requester__first_name", "requester__last_name", "requester__function",
)  # fmt: skip
OF_FILE = ("ticket_id", "message_id", "name", "size", "content_type", "scan")
OF_MESSAGE = (
    "pk", "ticket_id", "kind", "author_is_staff", "body", "created_at", "author_id", "author__first_name",
    "author__last_name", "author__username", "author__staff_member__team__name", "contact__first_name",
    "contact__last_name", "contact__function", "contact__authority__short_name",
)  # fmt: skip
OF_CONTACT = ("user_id", "authority_id", "function", "authority__short_name")
OF_EVENT = ("kind", "at", "before", "after", "reason", "by_id", "by__first_name", "by__last_name", "by__username")
OF_FORM = ("label", "value")


class _Read(NamedTuple):
    """The rows that a timeline is made of."""

    ticket: Ticket
    for_staff: bool
    absorbed: Iterable[Row]
    files: Iterable[Attachment]
    messages: Iterable[Row]
    contacts: Iterable[Row]
    events: Iterable[Row]
    leads_outage: Callable[[], int]
    filled_in: Iterable[Row]

    def entries(self) -> list[Post | Step]:
        """Put in order; the report itself comes first."""
        files: dict[tuple[int, int | None], list[Attachment]] = {}
        for file in self.files:
            files.setdefault((file.ticket_id, file.message_id), []).append(file)
        own, told = _as_row(self.ticket), list(self.absorbed)
        later: list[Post | Step] = [
            *(_report(row, files.get((row["pk"], None), []), self.ticket) for row in told),
            *self._posts({row["pk"]: row for row in [*told, own]}, files),
            *self._steps(),
        ]
        first = _report(own, files.get((self.ticket.pk, None), []), self.ticket, list(self.filled_in))
        return [first, *sorted(later, key=lambda entry: entry.at)]

    def _posts(self, told: dict[int, Row], files: dict[tuple[int, int | None], list[Attachment]]) -> Iterable[Post]:
        contacts: dict[int, list[Row]] = {}
        for contact in self.contacts:
            contacts.setdefault(contact["user_id"], []).append(contact)
        for row in self.messages:
            report = told[row["ticket_id"]]
            yield Post(
                at=datetime.fromisoformat(row["created_at"]),
                author=_account(row, "author") if row["author_id"] else _person(row, "contact"),
                place=_with_number([_place(row, report, contacts.get(row["author_id"], []))], report, self.ticket),
                text=row["body"],
                by_staff=row["author_is_staff"],
                is_note=row["kind"] == Message.Kind.NOTE,
                files=files.get((row["ticket_id"], row["pk"]), []),
            )

    def _steps(self) -> Iterable[Step]:
        """The step that made a report lead an outage is the last of its kind, since what leads becomes no part of another."""
        rows = list(self.events)
        outages = [row for row in rows if row["kind"] == TicketEvent.Kind.OUTAGE]
        declared = outages[-1] if outages and self.leads_outage() else None
        for row in rows:
            if row["kind"] != TicketEvent.Kind.OPENED:
                yield _step(row, for_staff=self.for_staff, declared=row is declared)


def _as_row(ticket: Ticket) -> Row:
    """A report as the rows of those that were merged into it are."""
    person = ticket.requester
    return {
        "pk": ticket.pk, "number": ticket.number, "subject": ticket.subject, "description": ticket.description,
        "channel": ticket.channel, "created_at": ticket.created_at.isoformat(),
        "authority_id": ticket.authority_id, "authority__short_name": ticket.authority.short_name,
        "requester__first_name": person.first_name, "requester__last_name": person.last_name,
        "requester__function": person.function,
    }  # fmt: skip


def _report(row: Row, files: list[Attachment], shown_in: Ticket, filled_in: list[Row] | None = None) -> Post:
    """What was reported; of a merged report its subject too, which stands nowhere else on the page."""
    is_own, is_planned = row["pk"] == shown_in.pk, row["channel"] == Ticket.Channel.PLANNED
    requester = _person(row, "requester")
    who = f"für {requester}" if is_planned else row["requester__function"]
    parts = [row["description"] or row["subject"]] if is_own else [row["subject"], row["description"]]
    return Post(
        at=datetime.fromisoformat(row["created_at"]),
        author=SYSTEM if is_planned else requester,
        place=_with_number([who, row["authority__short_name"]], row, shown_in),
        text="" if filled_in else "\n\n".join(filter(None, parts)),
        by_staff=is_planned,
        is_note=False,
        files=files,
        is_report=True,
        particulars=filled_in or [],
    )


def _with_number(place: list[str], row: Row, shown_in: Ticket) -> str:
    return ", ".join(filter(None, [*place, "" if row["pk"] == shown_in.pk else f"aus {row['number']}"]))


def _person(row: Row, of: str) -> str:
    """The name of a contact, as the contact itself says it."""
    return f"{row[f'{of}__first_name']} {row[f'{of}__last_name']}".strip()


def _account(row: Row, of: str) -> str:
    """The name of an account, as the account itself says it."""
    return _person(row, of) or row[f"{of}__username"]


def _place(row: Row, report: Row, contacts: list[Row]) -> str:
    """Where somebody writes from: their team, or what they are at the authority (for its Amt, what they are there)."""
    if team := row["author__staff_member__team__name"]:
        return str(team)
    if row["author_id"] is None:
        return ", ".join(filter(None, [row["contact__function"], row["contact__authority__short_name"]]))
    there = sorted(contacts, key=lambda contact: contact["authority_id"] != report["authority_id"])[:1]
    return ", ".join(filter(None, (part for one in there for part in (one["function"], one["authority__short_name"]))))


def _step(event: Row, *, for_staff: bool, declared: bool) -> Step:
    kind = TicketEvent.Kind(event["kind"])
    return Step(
        at=datetime.fromisoformat(event["at"]),
        who=SYSTEM if event["by_id"] is None else _account(event, "by"),
        words=words_of(kind, event["before"], event["after"], for_staff=for_staff, declared=declared),
        icon=STEP_ICONS[kind],
        reason=event["reason"],
    )
