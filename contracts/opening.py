"""When service points are open, with their exceptions and the public holidays of the country."""

from collections.abc import Iterable
from datetime import date, timedelta

from contracts.models import Holiday
from customers.models import ServicePoint
from customers.opening import LOOK_AHEAD, Exceptional, Schedule, Span


def schedules(places: Iterable[ServicePoint], *, since: date) -> dict[int, Schedule]:
    """The schedule of each service point from a day on; hours and exceptions should have been fetched with them."""
    until = since + timedelta(days=LOOK_AHEAD)
    holidays = dict(Holiday.objects.filter(day__range=(since, until)).values_list("day", "name"))
    return {place.pk: _schedule(place, holidays) for place in places}


def _schedule(place: ServicePoint, holidays: dict[date, str]) -> Schedule:
    weekly: dict[int, list[Span]] = {}
    for hours in place.opening_hours.all():
        weekly.setdefault(hours.weekday, []).append((hours.opens_at, hours.closes_at))
    exceptions = [
        Exceptional(
            row.first_day,
            row.last_day,
            [(row.opens_at, row.closes_at)] if row.opens_at and row.closes_at else [],
            row.reason,
        )
        for row in place.opening_exceptions.all()
    ]
    return Schedule(weekly, exceptions, holidays)
