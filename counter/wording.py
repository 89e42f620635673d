"""Days, hours and duties at a service point in words."""

from collections.abc import Sequence
from datetime import date

from customers.models import OpeningException, Shift
from customers.models.service_points import Weekday
from customers.opening import Span
from tickets import wording


def day_in_words(day: date, today: date) -> str:
    """„Montag, 16.11.“, and „heute“ beside it where it is."""
    words = f"{Weekday(day.weekday()).label}, {day:%d.%m.}"
    return f"{words} (heute)" if day == today else words


def spans_in_words(spans: Sequence[Span]) -> str:
    """„8:00 bis 12:00 und 13:00 bis 16:00 Uhr“, or „geschlossen“."""
    return wording.spans_in_words(spans) if spans else "geschlossen"


def days_in_words(exception: OpeningException) -> str:
    """The days of an exception."""
    first, last = exception.first_day, exception.last_day
    if first == last:
        return f"{Weekday(first.weekday()).label}, {first:%d.%m.%Y}"
    return f"{first:%d.%m.%Y} bis {last:%d.%m.%Y}"


def hours_in_words(exception: OpeningException) -> str:
    """When it is open on these days."""
    return spans_in_words(
        [(exception.opens_at, exception.closes_at)] if exception.opens_at and exception.closes_at else []
    )


def who_is_there(shift: Shift, in_charge: int | None) -> tuple[str, str | None]:
    """Who is on duty and who would step in; a deputy who has stepped in is named in the place of the other."""
    deputy = str(shift.deputy) if shift.deputy else None
    if in_charge == shift.member_id:
        return str(shift.member), deputy
    if in_charge is None:
        return "niemand: bitte umplanen", None
    return f"{deputy}, vertritt {shift.member}", None
