"""The choice of one step for many reports."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from accounts.models import StaffMember, Team, User
from contracts.models import Priority
from tickets import actions
from tickets.lifecycle import WAITING, State
from tickets.models import Category, Ticket
from tickets.priorities import Impact, Urgency, priority_of
from ui.bulk import BulkStep, Group
from ui.forms import KernForm
from ui.together import Again, Together


def all_teams(page: Together) -> Iterable[Team]:
    """To whom a report can be given."""
    return page.objects(Team, Team.objects.all, "name", words="teams")


def active_categories(page: Together) -> Iterable[Category]:
    """What a report can be about from now on."""
    return page.objects(Category, Category.objects.active, "name", words="categories")


def steps_for(user: User, day: date, page: Together) -> list[Group]:
    """What can be done with the chosen reports on a day, in groups, as a selection list shows it."""

    def members() -> QuerySet[Any, Any]:
        rows = StaffMember.objects.visible_to(user).working().with_stand_in(day)
        return rows.values("pk", "display_name", "stand_in")  # type: ignore[misc]  # annotated

    colleagues = page.rows(members, words=("steps", day, user.reach))
    teams = page.rows(lambda: Team.objects.values("pk", "name"), words="names of teams")
    categories = page.rows(lambda: Category.objects.active().values("pk", "name"), words="names of categories")
    return [
        (
            "Bearbeitung",
            Again(
                lambda: [
                    ("take", "Mir zuweisen"),
                    ("release", "Zurück in die Liste geben"),
                    *(
                        (f"assign:{row['pk']}", f"An {row['display_name']}{_away(row['stand_in'])}")
                        for row in colleagues
                    ),
                ]
            ),
        ),
        ("Team", Again(lambda: [(f"team:{row['pk']}", row["name"]) for row in teams])),
        STATES,
        ("Kategorie", Again(lambda: [(f"category:{row['pk']}", row["name"]) for row in categories])),
        PRIORITIES,
    ]


def _away(stand_in: str | None) -> str:
    return f" (heute abwesend, Vertretung: {stand_in})" if stand_in else ""


def _short(choice: Impact | Urgency) -> str:
    return str(choice.label).partition(" (")[0]


STATES: Group = (
    "Status",
    [
        (f"state:{State.IN_PROGRESS}", State.IN_PROGRESS.label),
        *((f"state:{state}", state.label) for state in WAITING),
        ("close", "Schließen"),
    ],
)
PRIORITIES: Group = (
    "Auswirkung und Dringlichkeit",
    [
        (f"priority:{impact}-{urgency}", f"{_short(impact)}, {_short(urgency)}: {Priority(priority).label}")
        for impact in Impact
        for urgency in Urgency
        for priority in (priority_of(impact, urgency),)
    ],
)


class WakingDay(KernForm):
    """On which day reports come back that wait."""

    wakes_on = forms.DateField(label="Wiedervorlage am", required=False)


class Bulk(forms.Form):
    """What is to be done, and on which day the reports come back if they wait."""

    do = forms.ChoiceField(error_messages={"invalid_choice": "Diese Auswahl gibt es nicht mehr."})
    wakes_on = forms.DateField(required=False)

    def __init__(self, *args: Any, groups: list[Group], **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["do"]
        choice.choices = groups

    def words(self) -> str:
        """The chosen step as the list names it, with its group where that says more."""
        group, label = next(
            (group, label)
            for group, steps in self.fields["do"].choices  # type: ignore[attr-defined]  # a field of choices
            for value, label in steps
            if value == self.cleaned_data["do"]
        )
        return str(label) if group == "Bearbeitung" else f"{group}: {label}"

    def step(self) -> BulkStep[Ticket]:
        """The step of a valid form."""
        kind, _, value = self.cleaned_data["do"].partition(":")
        perform, facts = STEPS[kind](value, self.cleaned_data["wakes_on"])
        return BulkStep(self.words(), perform, facts)


Perform = Callable[[Ticket, User, Any, int | None], Ticket]
Facts = Callable[[Ticket], str]


def _assignee(ticket: Ticket) -> str:
    return f"{ticket.assignee or 'niemand'} · {ticket.team}"


def _state(ticket: Ticket) -> str:
    until = f" bis {ticket.wakes_on:%d.%m.%Y}" if ticket.wakes_on else ""
    return f"{State(ticket.state).label}{until}"


def _urgency(ticket: Ticket) -> str:
    parts = _short(Impact(ticket.impact)), _short(Urgency(ticket.urgency))
    return f"{Priority(ticket.priority).label} ({', '.join(parts)})"


def _row(model: type[Model], value: str) -> Any:
    return model._default_manager.get(pk=int(value))


def _take(value: str, wakes_on: date | None) -> tuple[Perform, Facts]:
    return lambda ticket, by, now, version: actions.take(ticket=ticket, by=by, now=now), _assignee


def _release(value: str, wakes_on: date | None) -> tuple[Perform, Facts]:
    return (lambda ticket, by, now, version: actions.release(ticket=ticket, by=by, now=now, version=version)), _assignee


def _assign(value: str, wakes_on: date | None) -> tuple[Perform, Facts]:
    member = _row(StaffMember, value)
    return (
        lambda ticket, by, now, version: actions.assign(ticket=ticket, to=member, by=by, now=now, version=version)
    ), _assignee


def _team(value: str, wakes_on: date | None) -> tuple[Perform, Facts]:
    team = _row(Team, value)
    return (
        lambda ticket, by, now, version: actions.change_team(ticket=ticket, team=team, by=by, now=now, version=version)
    ), _assignee


def _category(value: str, wakes_on: date | None) -> tuple[Perform, Facts]:
    category = _row(Category, value)
    return (
        lambda ticket, by, now, version: actions.change_category(
            ticket=ticket, category=category, by=by, now=now, version=version
        )
    ), lambda ticket: str(ticket.category)


def _priority(value: str, wakes_on: date | None) -> tuple[Perform, Facts]:
    impact, urgency = (int(part) for part in value.split("-"))
    return (
        lambda ticket, by, now, version: actions.change_priority(
            ticket=ticket, impact=Impact(impact), urgency=Urgency(urgency), by=by, now=now, version=version
        )
    ), _urgency


def _change_state(value: str, wakes_on: date | None) -> tuple[Perform, Facts]:
    state = State(value)
    if state == State.IN_PROGRESS:
        return (lambda ticket, by, now, version: actions.resume(ticket=ticket, by=by, now=now, version=version)), _state
    return (
        lambda ticket, by, now, version: actions.wait(
            ticket=ticket, state=state, by=by, now=now, wakes_on=wakes_on, version=version
        )
    ), _state


def _close(value: str, wakes_on: date | None) -> tuple[Perform, Facts]:
    return (lambda ticket, by, now, version: actions.close(ticket=ticket, by=by, now=now, version=version)), _state


STEPS: dict[str, Callable[[str, date | None], tuple[Perform, Facts]]] = {
    "take": _take,
    "release": _release,
    "assign": _assign,
    "team": _team,
    "category": _category,
    "priority": _priority,
    "state": _change_state,
    "close": _close,
}
"""How each kind of step becomes an action on one report."""
