"""On which days something recurs: plain rules over days, without clock, database or Django.

A rule first names days by the calendar alone, such as every first Monday. A day that does not fit, since nobody works
or since it is blocked, is left out or moved on to the next day that fits. All of it is a function of the rule and of
the days given, never of the day on which one asks: whoever asks for March gets the same March.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

IsDay = Callable[[date], bool]
MOST_DAYS_MOVED = 31
"""A day that would have to be moved further is left out."""
LOOK_AHEAD = timedelta(days=366 * 9)
"""How far the next days are looked for; the 29th of February is at most eight years away."""
SATURDAY = 5


class Rhythm(StrEnum):
    """By which words the days are named."""

    WEEKLY = "weekly"
    WEEKDAY_OF_MONTH = "weekday_of_month"
    DAY_OF_MONTH = "day_of_month"
    LAST_WORKING_DAY = "last_working_day"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class Otherwise(StrEnum):
    """What becomes of a day that does not fit."""

    SKIP = "skip"
    NEXT = "next"


class Rule(NamedTuple):
    """When something recurs.

    `weekdays` count from Monday 0 (weekly: all of them; weekday of the month: the first named). `every_weeks` counts from
    the week of `starts_on`. `ordinal` is 1 to 4, or -1 for the last such weekday of the month. `day` and `month` name a
    day of the month, quarter (of its first month) or year; a month that is too short has it on its last day.
    """

    rhythm: Rhythm
    starts_on: date
    ends_on: date | None = None
    every_weeks: int = 1
    weekdays: frozenset[int] = frozenset()
    ordinal: int = 1
    day: int = 1
    month: int = 1
    on_working_days_only: bool = True
    avoids_blocked: bool = False
    otherwise: Otherwise = Otherwise.NEXT


def is_weekday(day: date) -> bool:
    """Monday to Friday."""
    return day.weekday() < SATURDAY


def never(day: date) -> bool:
    """No day is blocked."""
    return False


class Occasion(NamedTuple):
    """A day that the calendar names, and the day on which it comes; none where it is left out."""

    named: date
    day: date | None

    @property
    def is_as_named(self) -> bool:
        """Whether nothing stood against the day."""
        return self.day == self.named


def days_between(
    rule: Rule, first: date, last: date, *, is_working: IsDay = is_weekday, is_blocked: IsDay = never
) -> Iterator[date]:
    """The days from `first` to `last`, both included, each later than the one before."""
    for occasion in occasions(rule, first, last, is_working=is_working, is_blocked=is_blocked):
        if occasion.day:
            yield occasion.day


def occasions(
    rule: Rule, first: date, last: date, *, is_working: IsDay = is_weekday, is_blocked: IsDay = never
) -> Iterator[Occasion]:
    """What comes from `first` to `last`, each day later than the one before, and what is left out in that time."""
    newest = None
    day = max(rule.starts_on, _earlier(first, MOST_DAYS_MOVED))
    until = min(last, rule.ends_on or last)
    while day <= until:
        if _is_named(rule, day, is_working):
            moved = _moved(rule, day, is_working, is_blocked)
            if moved and first <= moved <= until and (newest is None or moved > newest):
                newest = moved
                yield Occasion(day, moved)
            elif moved is None and day >= first:
                yield Occasion(day, None)
        if day == date.max:
            return
        day += timedelta(days=1)


def next_occasions(
    rule: Rule, first: date, count: int, *, is_working: IsDay = is_weekday, is_blocked: IsDay = never
) -> list[Occasion]:
    """At most `count` occasions with a day from `first` on, and what is left out between them, at most as many again."""
    last = date.max if first > date.max - LOOK_AHEAD else first + LOOK_AHEAD
    found: list[Occasion] = []
    for occasion in islice(occasions(rule, first, last, is_working=is_working, is_blocked=is_blocked), 2 * count):
        found.append(occasion)
        if sum(one.day is not None for one in found) == count:
            break
    return found


def _is_named(rule: Rule, day: date, is_working: IsDay) -> bool:
    match rule.rhythm:
        case Rhythm.WEEKLY:
            weeks = (_monday(day) - _monday(rule.starts_on)) // 7
            return day.weekday() in rule.weekdays and weeks % rule.every_weeks == 0
        case Rhythm.WEEKDAY_OF_MONTH:
            return day.weekday() == min(rule.weekdays, default=0) and _has_ordinal(day, rule.ordinal)
        case Rhythm.DAY_OF_MONTH:
            return _is_day_of_month(day, rule.day)
        case Rhythm.LAST_WORKING_DAY:
            rest = range(day.day + 1, _length(day) + 1)
            return is_working(day) and not any(is_working(day.replace(day=later)) for later in rest)
        case Rhythm.QUARTERLY:
            return day.month % 3 == 1 and _is_day_of_month(day, rule.day)
        case Rhythm.YEARLY:
            return day.month == rule.month and _is_day_of_month(day, rule.day)


def _moved(rule: Rule, day: date, is_working: IsDay, is_blocked: IsDay) -> date | None:
    def fits(candidate: date) -> bool:
        rests = rule.on_working_days_only and not is_working(candidate)
        return not rests and not (rule.avoids_blocked and is_blocked(candidate))

    if rule.otherwise == Otherwise.SKIP:
        return day if fits(day) else None
    most = min(MOST_DAYS_MOVED, (date.max - day).days)
    return next((later for days in range(most + 1) if fits(later := day + timedelta(days=days))), None)


def _is_day_of_month(day: date, wanted: int) -> bool:
    return day.day == min(wanted, _length(day))


def _has_ordinal(day: date, ordinal: int) -> bool:
    if ordinal < 0:
        return day.day > _length(day) - 7
    return (day.day - 1) // 7 + 1 == ordinal


def _length(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()


def _earlier(day: date, days: int) -> date:
    return date.fromordinal(max(day.toordinal() - days, 1))
