"""When service points are open, with their exceptions and the public holidays of the country."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from django.db.models import QuerySet

from accounts.models import User
from contracts.models import Holiday
from customers.models import OpeningException, OpeningHours, ServicePoint
from customers.opening import LOOK_AHEAD, Exceptional, Schedule, Span
from ui.together import Together


def schedules(places: Iterable[ServicePoint], *, since: date) -> dict[int, Schedule]:
    """The schedule of each service point from a day on; hours and exceptions should have been fetched with them."""
    holidays = dict(_holidays(since).values_list("day", "name"))
    return {
        place.pk: _schedule(place.opening_hours.all(), place.opening_exceptions.all(), holidays) for place in places
    }


def ask_schedules(page: Together, user: User, *, since: date) -> Callable[[], Mapping[int, Schedule]]:
    """The schedules of the service points that a person sees, by their keys; asked together with the rest of a page."""
    hours = page.objects(OpeningHours, lambda: OpeningHours.objects.visible_to(user), words=("hours", user.reach))
    exceptions = page.objects(
        OpeningException, lambda: OpeningException.objects.visible_to(user), words=("exceptions", user.reach)
    )
    days = page.rows(lambda: _holidays(since).values("day", "name"), words=("holidays", since))

    def found() -> Mapping[int, Schedule]:
        holidays = {date.fromisoformat(row["day"]): row["name"] for row in days}
        weekly: dict[int, list[OpeningHours]] = defaultdict(list)
        others: dict[int, list[OpeningException]] = defaultdict(list)
        for usual in hours:
            weekly[usual.service_point_id].append(usual)
        for other in exceptions:
            others[other.service_point_id].append(other)
        return {key: _schedule(weekly[key], others[key], holidays) for key in {*weekly, *others}}

    return found


def _holidays(since: date) -> QuerySet[Holiday]:
    return Holiday.objects.filter(day__range=(since, since + timedelta(days=LOOK_AHEAD)))


def _schedule(
    week: Iterable[OpeningHours], others: Iterable[OpeningException], holidays: Mapping[date, str]
) -> Schedule:
    weekly: dict[int, list[Span]] = {}
    for hours in week:
        weekly.setdefault(hours.weekday, []).append((hours.opens_at, hours.closes_at))
    exceptions = [
        Exceptional(
            row.first_day,
            row.last_day,
            [(row.opens_at, row.closes_at)] if row.opens_at and row.closes_at else [],
            row.reason,
        )
        for row in others
    ]
    return Schedule(weekly, exceptions, holidays)
