"""When a service point is open: weekly hours, exceptions and public holidays put together, without clock or database.

An exception says more than a holiday, and a holiday more than the week: who opens on a holiday enters an exception.
Days and times are those of the clock on the wall.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

LOOK_AHEAD = 60
"""For so many days the next opening is looked for."""
Span = tuple[time, time]
"""From a time (included) to another (excluded)."""


class Exceptional(NamedTuple):
    """Days with other hours than usual; without any the place is closed."""

    first_day: date
    last_day: date
    spans: Sequence[Span]
    reason: str

    def holds_on(self, day: date) -> bool:
        """Whether it is about a day."""
        return self.first_day <= day <= self.last_day


class Day(NamedTuple):
    """The hours of one day, and why they are other than usual."""

    day: date
    spans: Sequence[Span]
    why: str = ""


@dataclass(frozen=True)
class Schedule:
    """When one service point is open."""

    weekly: Mapping[int, Sequence[Span]]
    exceptions: Sequence[Exceptional] = ()
    holidays: Mapping[date, str] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Whether anybody has said when it is open."""
        return bool(self.weekly or self.exceptions)

    def on(self, day: date) -> Day:
        """The hours of a day."""
        exception = next((row for row in self.exceptions if row.holds_on(day)), None)
        if exception:
            return Day(day, exception.spans, exception.reason)
        usual = self.weekly.get(day.weekday(), ())
        return Day(day, (), self.holidays[day]) if day in self.holidays else Day(day, usual)

    def days(self, first: date, count: int) -> list[Day]:
        """The hours of some days in a row."""
        return [self.on(first + timedelta(days=number)) for number in range(count)]

    def open_span(self, now: datetime) -> Span | None:
        """The span in which the place is open at a moment, or None."""
        clock = now.time()
        return next((span for span in self.on(now.date()).spans if span[0] <= clock < span[1]), None)

    def next_opening(self, now: datetime) -> tuple[date, time] | None:
        """When it opens next after a moment; None if that lies too far ahead."""
        return next((begin for begin in self._openings(now.date()) if begin > (now.date(), now.time())), None)

    def _openings(self, first: date) -> Iterator[tuple[date, time]]:
        for day in self.days(first, LOOK_AHEAD):
            yield from ((day.day, opens) for opens, _ in sorted(day.spans))
