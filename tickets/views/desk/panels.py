"""The parts beside the timeline, each with what it shows: one line in `PANELS` for every part."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import StaffMember, User
from customers.models import Contact
from tickets.deadlines import clock_of
from tickets.forms.bulk import active_categories, all_teams
from tickets.lifecycle import WAITING, Actor, State, may_follow, steps_of
from tickets.models import Rating, Ticket
from tickets.priorities import Impact, Urgency
from tickets.views.desk import approval, articles, checklists, effort, reminders, things
from tickets.views.desk.relations import relations_panel
from ui.pages import admin_links
from ui.together import Together

STEP_WORDS = {
    State.IN_PROGRESS: "In Bearbeitung nehmen",
    State.WAITING_FOR_CUSTOMER: "Wartet auf Rückmeldung der Behörde",
    State.WAITING_FOR_VENDOR: "Wartet auf den Hersteller",
    State.WAITING_FOR_CHANGE: "Wartet auf eine Änderung oder Umstellung",
    State.WAITING_FOR_VISIT: "Wartet auf einen Termin vor Ort",
    State.CLOSED: "Schließen",
}

BY_PHONE_ALONE = "nicht von selbst, bitte anrufen"
MOST_EARLIER = 5
OF_COLLEAGUE = ["pk", "display_name", "stand_in"]


def menu_of(ticket: Ticket) -> list[State]:
    """The steps of the menu; what solves a report is written in an answer."""
    return [state for state in steps_of(State(ticket.state), Actor.STAFF) if state in STEP_WORDS]


class Panel(NamedTuple):
    """One part of the page: its template below `tickets/aside/`, and the variables that it shows.

    The names of the variables are shared with all other panels and the head of the page. What they are made of is read
    together with everything else there: such a variable is a function, which a template calls.
    """

    name: str
    context: Callable[[Ticket, User, datetime, Together], dict[str, Any]]

    @property
    def template(self) -> str:
        return f"tickets/aside/{self.name}.html"


def _clock(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    return {"clock": cache(clock_of(ticket, now, page))}


def _facts(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    choices = _choices(ticket, user, now, page) if ticket.is_open and user.has_perm("tickets.work_ticket") else {}
    return choices | {
        "steps": [(state.value, STEP_WORDS[state]) for state in menu_of(ticket) if state not in WAITING],
        "waits": [(state.value, STEP_WORDS[state]) for state in menu_of(ticket) if state in WAITING],
        "may_cancel": may_follow(State(ticket.state), State.CANCELLED, actor=Actor.STAFF),
        "tomorrow": timezone.localdate(now) + timedelta(days=1),
        "impacts": Impact.choices,
        "urgencies": Urgency.choices,
    }


def _choices(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    """Whom and what a report can be given; asked only where somebody may do that."""

    def members(team: int) -> QuerySet[StaffMember, Any]:
        rows = StaffMember.objects.visible_to(user).working().filter(team_id=team)
        return rows.with_stand_in(timezone.localdate(now)).values(*OF_COLLEAGUE)

    return {
        "colleagues": page.rows(members, words=("colleagues", user.reach), given=[ticket.team_id]),
        "teams": all_teams(page),
        "categories": active_categories(page),
    }


def _rating(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    if ticket.is_open:
        return {"rating": None}
    rows = page.objects(
        Rating, lambda report: Rating.objects.visible_to(user).filter(ticket=report),
        "satisfaction", "comment", "rated_at", words=("rating", user.reach), given=[ticket.pk],
    )  # fmt: skip
    return {"rating": rows.first}


def _person(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    """How an answer reaches the person: in the portal, by mail, or only if somebody calls."""
    if ticket.requester.user_id:
        return {"reads_answers": "im Portal"}
    if not settings.NOTIFY_BY_MAIL:
        return {"reads_answers": BY_PHONE_ALONE}
    today = timezone.localdate(now)
    is_served = page.count(
        lambda contact: Contact.objects.served_by_mail(today).filter(pk=contact),
        words=("served by mail", today), given=[ticket.requester_id],
    )  # fmt: skip
    return {"reads_answers": lambda: "per E-Mail" if is_served() else BY_PHONE_ALONE}


def _earlier(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    """What else was reported about the same workstation, or else by the same person."""
    same = "workstation" if ticket.workstation_id else "requester"

    def newest(report: int, key: int) -> QuerySet[Ticket]:
        rows = Ticket.objects.visible_to(user).exclude(pk=report).filter(**{same: key})
        return rows.order_by("-created_at")[:MOST_EARLIER]

    rows = page.objects(
        Ticket, newest, "number", "subject", "state", "created_at",
        words=("earlier of", same, user.reach), given=[ticket.pk, ticket.workstation_id or ticket.requester_id],
    )  # fmt: skip
    return {"earlier": lambda: rows.made}


def _master_data(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    return {"admin_links": admin_links(user, ticket)}


PANELS = (
    Panel("approval", approval.context),
    Panel("clock", _clock),
    Panel("rating", _rating),
    Panel("facts", _facts),
    Panel("person", _person),
    Panel("workstation", things.workstation),
    Panel("application", things.application),
    Panel("articles", articles.panel),
    Panel("relations", relations_panel),
    Panel("checklists", checklists.context),
    Panel("effort", effort.context),
    Panel("reminders", reminders.context),
    Panel("earlier", _earlier),
    Panel("master-data", _master_data),
)
"""From top to bottom."""
