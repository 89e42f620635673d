"""What was reported at a workstation: what is open, and the last ones before."""

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
from workstations.models import Workstation

MOST_OPEN = 10
MOST_LAST = 5


def reports_of(row: Workstation, user: User) -> TicketQuerySet:
    """The reports of this workstation that this person may see."""
    return Ticket.objects.visible_to(user).filter(workstation=row).defer("description")


def open_reports(row: Workstation, user: User, now: datetime) -> Section:
    """The open ones with the nearest deadlines: perhaps the call is about one of them."""
    rows = reports_of(row, user).exclude(state__in=DONE).order_by(F("due_at").asc(nulls_last=True), "created_at", "pk")
    shown = [
        (report_link(ticket, user), _state(ticket, user), priority_mark(ticket.priority), deadline(ticket, now))
        for ticket in rows[:MOST_OPEN]
    ]
    headings = ("Meldung", "Stand", "Priorität", "Frist")
    return Section(
        "Offene Meldungen",
        headings=headings,
        rows=shown,
        hint="Zu diesem Platz ist nichts offen.",
        more=_all(row, user),
    )


def last_reports(row: Workstation, user: User, now: datetime) -> Section:
    """The last that were solved or taken back, since what comes back is often the same."""
    rows = reports_of(row, user).filter(state__in=DONE).order_by("-created_at", "-pk")
    shown = [
        (report_link(ticket, user), _state(ticket, user), cells.day(ticket.created_at)) for ticket in rows[:MOST_LAST]
    ]
    return Section("Letzte Meldungen", headings=("Meldung", "Stand", "Gemeldet"), rows=shown)


def _state(ticket: Ticket, user: User) -> str:
    return state_badge(ticket.state) if user.is_service_staff else standing_badge(ticket.state)


def _all(row: Workstation, user: User) -> Link | None:
    """The whole list; the portal has none by workstation."""
    if not user.is_service_staff:
        return None
    return Link("Alle Meldungen dieses Platzes", filtered("tickets:queue", view="all", workstation=row.pk))
