"""The parts beside the timeline, each with what it shows: one line in `PANELS` for every part."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.models import StaffMember, Team, User
from customers.models import Contact
from tickets.deadlines import clock_of
from tickets.lifecycle import WAITING, Actor, State, may_follow, steps_of
from tickets.models import Category, Rating, Ticket
from tickets.priorities import Impact, Urgency
from tickets.views.desk import approval, articles, checklists, effort, reminders
from tickets.views.desk.relations import relations_panel
from ui.pages import admin_links

STEP_WORDS = {
    State.IN_PROGRESS: "In Bearbeitung nehmen",
    State.WAITING_FOR_CUSTOMER: "Wartet auf Rückmeldung der Behörde",
    State.WAITING_FOR_VENDOR: "Wartet auf den Hersteller",
    State.WAITING_FOR_CHANGE: "Wartet auf eine Änderung oder Umstellung",
    State.WAITING_FOR_VISIT: "Wartet auf einen Termin vor Ort",
    State.CLOSED: "Schließen",
}


def menu_of(ticket: Ticket) -> list[State]:
    """The steps of the menu; what solves a report is written in an answer."""
    return [state for state in steps_of(State(ticket.state), Actor.STAFF) if state in STEP_WORDS]


def _earlier_reports(ticket: Ticket, user: User) -> list[Ticket]:
    """What else was reported about the same workstation, or else by the same person."""
    rows = Ticket.objects.visible_to(user).exclude(pk=ticket.pk).only("number", "subject", "state", "created_at")
    same = (
        rows.filter(workstation=ticket.workstation_id)
        if ticket.workstation_id
        else rows.filter(requester=ticket.requester_id)
    )
    return list(same.order_by("-created_at")[:5])


@dataclass(frozen=True)
class Panel:
    """One part of the page: its template below `tickets/aside/`, and the variables that it shows.

    The names of the variables are shared with all other panels and the head of the page; at most two queries.
    """

    name: str
    context: Callable[[Ticket, User, datetime], dict[str, Any]]

    @property
    def template(self) -> str:
        return f"tickets/aside/{self.name}.html"


def _clock(ticket: Ticket, user: User, now: datetime) -> dict[str, Any]:
    return {"clock": clock_of(ticket, now)}


def _facts(ticket: Ticket, user: User, now: datetime) -> dict[str, Any]:
    return {
        "steps": [(state.value, STEP_WORDS[state]) for state in menu_of(ticket) if state not in WAITING],
        "waits": [(state.value, STEP_WORDS[state]) for state in menu_of(ticket) if state in WAITING],
        "may_cancel": may_follow(State(ticket.state), State.CANCELLED, actor=Actor.STAFF),
        "tomorrow": timezone.localdate(now) + timedelta(days=1),
        "colleagues": StaffMember.objects.visible_to(user)
        .working()
        .filter(team_id=ticket.team_id)
        .with_stand_in(timezone.localdate(now)),
        "teams": Team.objects.all(),
        "categories": Category.objects.filter(is_active=True),
        "impacts": Impact.choices,
        "urgencies": Urgency.choices,
    }


def _rating(ticket: Ticket, user: User, now: datetime) -> dict[str, Any]:
    found = None if ticket.is_open else Rating.objects.visible_to(user).filter(ticket=ticket).first()
    return {"rating": found}


def _person(ticket: Ticket, user: User, now: datetime) -> dict[str, Any]:
    """How an answer reaches the person: in the portal, by mail, or only if somebody calls."""
    if ticket.requester.user_id:
        return {"reads_answers": "im Portal"}
    served = settings.NOTIFY_BY_MAIL and Contact.objects.served_by_mail(timezone.localdate(now))
    is_served = served and served.filter(pk=ticket.requester_id).exists()
    return {"reads_answers": "per E-Mail" if is_served else "nicht von selbst, bitte anrufen"}


def _nothing_else(ticket: Ticket, user: User, now: datetime) -> dict[str, Any]:
    return {}


def _earlier(ticket: Ticket, user: User, now: datetime) -> dict[str, Any]:
    return {"earlier": _earlier_reports(ticket, user)}


def _master_data(ticket: Ticket, user: User, now: datetime) -> dict[str, Any]:
    return {"admin_links": admin_links(user, ticket)}


PANELS = (
    Panel("approval", approval.context),
    Panel("clock", _clock),
    Panel("rating", _rating),
    Panel("facts", _facts),
    Panel("person", _person),
    Panel("workstation", _nothing_else),
    Panel("application", _nothing_else),
    Panel("articles", articles.panel),
    Panel("relations", relations_panel),
    Panel("checklists", checklists.context),
    Panel("effort", effort.context),
    Panel("reminders", reminders.context),
    Panel("earlier", _earlier),
    Panel("master-data", _master_data),
)
"""From top to bottom."""
