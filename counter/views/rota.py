"""The rota of a service point: one week, day by day, and where somebody is missing."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.models import Absence
from accounts.signed_in import signed_in
from contracts.opening import schedules
from counter.wording import day_in_words, spans_in_words, who_is_there
from customers.actions.rota import WEEK, duty_of
from customers.forms import DayForm
from customers.models import ServicePoint, Shift
from customers.opening import Day
from customers.rota import monday_of, uncovered
from ui.pages import Link, VisibleRows


class PlannedShift(NamedTuple):
    """Somebody on duty, as a day of the rota shows it."""

    pk: int
    hours: str
    who: str
    deputy: str | None


class PlannedDay(NamedTuple):
    """One day of the rota; `missing` says in words when nobody is there although it is open."""

    day: date
    title: str
    opening: str
    why: str
    shifts: list[PlannedShift]
    missing: str
    add_url: str


class RotaPage(PermissionRequiredMixin, VisibleRows, TemplateView):
    """Who is on duty in a week. Nothing is counted here, by day or by person."""

    permission_required = "customers.view_shift"
    template_name = "counter/rota.html"
    model = ServicePoint

    def get_rows(self) -> QuerySet[ServicePoint]:
        rows = ServicePoint.objects.visible_to(signed_in(self.request))
        return rows.prefetch_related("opening_hours", "opening_exceptions")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        place = get_object_or_404(self.get_rows(), pk=kwargs["pk"])
        form, today = DayForm(self.request.GET), timezone.localdate()
        monday = monday_of(within_reach((form.is_valid() and form.cleaned_data["day"]) or today, today))
        address = reverse("counter:rota", args=[place.pk])
        may_plan = self.request.user.has_perm("customers.add_shift")
        copy = f"{reverse('counter:copy_week', args=[place.pk])}?source={monday:%Y-%m-%d}"
        return super().get_context_data(
            place=place,
            page_title=f"Dienstplan {place}",
            breadcrumb=[Link("Service-Points", reverse("counter:service_points")), Link(str(place), place.get_absolute_url())],
            week=f"{monday:%d.%m.} bis {monday + WEEK:%d.%m.%Y}",
            number=monday.isocalendar().week,
            days=planned_days(place, monday, today=today, may_plan=may_plan),
            earlier=f"{address}?day={monday - timedelta(days=7):%Y-%m-%d}",
            later=f"{address}?day={monday + timedelta(days=7):%Y-%m-%d}",
            this_week="" if monday == monday_of(today) else address,
            may_plan=may_plan,
            copy_url=copy if may_plan else "",
            **kwargs,
        )  # fmt: skip


def within_reach(day: date, today: date) -> date:
    """A day that is not so far away that arithmetic with it fails; nobody plans for it."""
    year = timedelta(days=366)
    return min(max(day, today - year), today + year)


def planned_days(place: ServicePoint, monday: date, *, today: date, may_plan: bool) -> list[PlannedDay]:
    """A week of the rota. Who is away on another day than today is told to those who plan, and to nobody else."""
    sunday = monday + WEEK
    absent = Absence.objects.by_day(monday, sunday)
    away: dict[date, Collection[int]] = {day: keys if may_plan or day == today else () for day, keys in absent.items()}
    shifts: dict[date, list[Shift]] = {}
    for shift in place.shifts.between(monday, sunday):
        shifts.setdefault(shift.day, []).append(shift)
    schedule = schedules([place], since=monday)[place.pk]
    return [
        _planned(place, day, shifts.get(day.day, []), away[day.day], today=today, may_plan=may_plan)
        for day in schedule.days(monday, 7)
    ]


def _planned(
    place: ServicePoint, day: Day, shifts: list[Shift], away: Collection[int], *, today: date, may_plan: bool
) -> PlannedDay:
    missing = uncovered(day.spans, map(duty_of, shifts), away)
    add = f"{reverse('counter:add_shift', args=[place.pk])}?day={day.day:%Y-%m-%d}"
    return PlannedDay(
        day=day.day,
        title=day_in_words(day.day, today),
        opening=spans_in_words(day.spans),
        why=day.why,
        shifts=[
            PlannedShift(
                shift.pk,
                spans_in_words([(shift.begins_at, shift.ends_at)]),
                *who_is_there(shift, duty_of(shift).in_charge(away)),
            )
            for shift in shifts
        ],
        missing=spans_in_words(missing) if missing and day.day >= today else "",
        add_url=add if may_plan else "",
    )
