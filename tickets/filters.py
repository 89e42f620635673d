"""Filters of the lists of reports."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import StaffMember, Team
from accounts.signed_in import signed_in
from applications.models import SpecialistApplication
from contracts.models import Priority
from customers.models import Authority, Contact, ServicePoint
from knowledge.models import Article
from tickets.lifecycle import State
from tickets.models import Category, Ticket
from tickets.querysets import MOST_MATCHING, keys_matching
from ui.filters import AnyOf, BaseFilterSet, ByLink, Day, OneOf
from workstations.models import Workstation

NEWEST_ONLY = (
    f"Sehr viele Treffer: Die Liste berücksichtigt die {f'{MOST_MATCHING:,}'.replace(',', '.')} neuesten. "
    "Mit einem weiteren Suchwort finden Sie auch ältere."
)
SMALLEST_GROUP = 5
"""The staff council's rule: what is counted about fewer people is about each of them."""


def visible_authorities(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities that a person may narrow the list to: those that are served, and former ones that left reports."""
    rows = Authority.objects.visible_to(signed_in(request))
    left_reports = Exists(Ticket.objects.filter(authority=OuterRef("pk")))
    return (rows.served(timezone.localdate()) | rows.filter(left_reports)).only("name")


def visible_rows(model: type[Model]) -> Callable[[HttpRequest], QuerySet[Any]]:
    """Rows whose pages lead to their reports, as far as a person may see them."""
    return lambda request: model._default_manager.visible_to(signed_in(request))  # type: ignore[attr-defined]  # every such model has it


def is_large_enough(team: Team) -> bool:
    """Whether a number about a team is no number about single people."""
    return StaffMember.objects.working().filter(team=team)[:SMALLEST_GROUP].count() >= SMALLEST_GROUP


class SearchedFilter(BaseFilterSet):
    """Reports by what somebody looks for in them; says so where only the newest of very many are listed."""

    search_fields: ClassVar[tuple[str, ...]] = ("subject",)  # the search itself looks further, see `search`
    finds_newest_only = False

    def search(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By number, subject, text, person and workstation, in what the person may read."""
        if not value.replace("\x00", "").strip():
            return rows
        authority = self.form.cleaned_data.get("authority")
        found = keys_matching(value, signed_in(self.request), authority=authority and authority.pk)
        self.finds_newest_only = len(found) > MOST_MATCHING
        return rows.filter(pk__in=found[:MOST_MATCHING])

    def problems(self) -> list[str]:
        """Besides filters that cannot be read: matches that are not looked at, so that nobody takes the rest for all."""
        _ = self.qs  # has searched
        return super().problems() + ([NEWEST_ONLY] if self.finds_newest_only else [])


class TicketFilter(SearchedFilter):
    """Reports by state, urgency, place, team and time."""

    further = (
        "category",
        "kind",
        "team",
        "overdue",
        "created_from",
        "created_until",
        "resolved_from",
        "resolved_until",
    )

    persons = ("requester", "workstation")  # a workstation stands for whoever works at it
    search_finds_people = True

    state = AnyOf(label="Status", choices=State.choices)
    priority = AnyOf(label="Priorität", choices=Priority.choices)
    category = OneOf(label="Kategorie", queryset=lambda request: Category.objects.all())
    authority = OneOf(label="Behörde", queryset=visible_authorities)
    kind = AnyOf(label="Art", choices=Ticket.Kind.choices)
    team = OneOf(label="Team", queryset=lambda request: Team.objects.all())
    overdue = AnyOf(label="Frist", choices=[("true", "überschritten")], method="only_overdue")
    workstation = ByLink(label="Arbeitsplatz", queryset=visible_rows(Workstation))
    application = ByLink(label="Fachverfahren", queryset=visible_rows(SpecialistApplication))
    article = ByLink(label="Artikel", queryset=visible_rows(Article), field_name="article_uses__article")
    requester = ByLink(label="Gemeldet von", queryset=visible_rows(Contact))
    service_point = ByLink(
        label="Service-Point", queryset=visible_rows(ServicePoint), field_name="authority__service_points"
    )
    created_from = Day(label="Gemeldet ab", method="from_day")
    created_until = Day(label="Gemeldet bis", method="until_day")
    resolved_from = Day(label="Gelöst ab", method="from_day")
    resolved_until = Day(label="Gelöst bis", method="until_day")

    def may_count(self) -> bool:
        """Neither for one person nor for a team so small that its number is one about its people."""
        team = self.form.cleaned_data.get("team") if self.is_bound else None
        return super().may_count() and (team is None or is_large_enough(team)) and not self._shows_a_colleagues_work()

    def _shows_a_colleagues_work(self) -> bool:
        """Among one's own reports stand those of a colleague who is away: whoever knows both sums, knows the colleague's."""
        if self.data.get("view") != "mine":
            return False
        user: Any = signed_in(self.request)
        if not hasattr(user, "stands_in_today"):  # asked for every saved view, and the same for all of them
            user.stands_in_today = StaffMember.objects.stood_in_for_by(user, timezone.localdate()).exists()
        return bool(user.stands_in_today)

    def search(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """All views but one show open reports alone: these are few, and each of them is looked at."""
        if self.data.get("view") == "all":
            return super().search(rows, name, value)
        found: QuerySet[Any] = rows.each_matching(value, signed_in(self.request))  # type: ignore[attr-defined]  # rows are reports
        return found

    def only_overdue(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Whose deadline has passed while the clock runs."""
        late: QuerySet[Any] = rows.overdue(timezone.now()) if value else rows  # type: ignore[attr-defined]  # rows are reports
        return late

    def from_day(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """From the beginning of a day on."""
        return rows.filter(**{f"{_moment_of(name)}__gte": _start_of(value)})

    def until_day(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Up to the end of a day."""
        return rows.filter(**{f"{_moment_of(name)}__lt": _start_of(value + timedelta(days=1))})


def _moment_of(name: str) -> str:
    return "created_at" if name.startswith("created") else "resolved_at"


def _start_of(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
