"""What was reported at a workstation: what is open, and the last ones before."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import F

from accounts.models import User
from dashboards.authorities.operation import deadline, report_link
from tickets.badges import priority_mark, state_badge
from tickets.lifecycle import DONE
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet
from tickets.standing import standing_badge
from ui import cells
from ui.pages import Link, Section, filtered
from ui.together import Together
from workstations.models import Workstation

MOST_OPEN = 10
MOST_LAST = 5


COLUMNS = tuple(
    field.attname for field in Ticket._meta.concrete_fields if not field.primary_key and field.name != "description"
)


def open_reports(row: Workstation, user: User, now: datetime, page: Together) -> Callable[[], Section]:
    """The open ones with the nearest deadlines: perhaps the call is about one of them."""

    def rows(workstation: int) -> TicketQuerySet:
        found = Ticket.objects.visible_to(user).filter(workstation=workstation).exclude(state__in=DONE)
        return found.order_by(F("due_at").asc(nulls_last=True), "created_at", "pk")[:MOST_OPEN]

    found = page.objects(Ticket, rows, *COLUMNS, words=("open reports here", user.reach), given=[row.pk])
    return lambda: Section(
        "Offene Meldungen",
        headings=("Meldung", "Stand", "Priorität", "Frist"),
        rows=[
            (report_link(ticket, user), _state(ticket, user), priority_mark(ticket.priority), deadline(ticket, now))
            for ticket in found
        ],
        hint="Zu diesem Platz ist nichts offen.",
        more=_all(row, user),
    )


def last_reports(row: Workstation, user: User, now: datetime, page: Together) -> Callable[[], Section]:
    """The last that were solved or taken back, since what comes back is often the same."""

    def rows(workstation: int) -> TicketQuerySet:
        found = Ticket.objects.visible_to(user).filter(workstation=workstation, state__in=DONE)
        return found.order_by("-created_at", "-pk")[:MOST_LAST]

    found = page.objects(Ticket, rows, *COLUMNS, words=("last reports here", user.reach), given=[row.pk])
    return lambda: Section(
        "Letzte Meldungen",
        headings=("Meldung", "Stand", "Gemeldet"),
        rows=[(report_link(one, user), _state(one, user), cells.day(one.created_at)) for one in found],
    )


def _state(ticket: Ticket, user: User) -> str:
    return state_badge(ticket.state) if user.is_service_staff else standing_badge(ticket.state)


def _all(row: Workstation, user: User) -> Link | None:
    """The whole list; the portal has none by workstation."""
    if not user.is_service_staff:
        return None
    return Link("Alle Meldungen dieses Platzes", filtered("tickets:queue", view="all", workstation=row.pk))
