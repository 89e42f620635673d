"""What stands against planned work between two moments, and how much room is left. Plain arithmetic, without database.

All moments are aware and compared in UTC; hours of a weekday are those of the clock on the wall.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

DAY = timedelta(days=1)
Interval = tuple[datetime, datetime]
"""From a moment (included) to another (excluded)."""


class Stretch(NamedTuple):
    """A blocked stretch of time, and why."""

    begins: datetime
    ends: datetime
    kind: str
    reason: str


class Weekly(NamedTuple):
    """The same hours of every such weekday are blocked, for a time."""

    weekday: int
    begins_at: time
    ends_at: time
    kind: str
    reason: str
    valid_from: date | None = None
    valid_until: date | None = None

    def on(self, day: date, zone: tzinfo) -> Stretch | None:
        """What it blocks of a day."""
        holds = (self.valid_from or date.min) <= day <= (self.valid_until or date.max)
        if not holds or day.weekday() != self.weekday:
            return None
        begins, ends = (at(day, clock, zone) for clock in (self.begins_at, self.ends_at))
        return Stretch(begins, ends, self.kind, self.reason) if begins < ends else None


def blocking(
    once: Iterable[Stretch], weekly: Sequence[Weekly], begin: datetime, end: datetime, zone: tzinfo
) -> list[Stretch]:
    """What blocks work between two moments: the parts that lie between them, the earliest first."""
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    found = []
    for stretch in (*once, *_of_the_week(weekly, begin, end, zone)):
        begins, ends = max(stretch.begins.astimezone(UTC), begin), min(stretch.ends.astimezone(UTC), end)
        if begins < ends:
            found.append(stretch._replace(begins=begins, ends=ends))
    return sorted(found, key=lambda stretch: (stretch.begins, stretch.ends, stretch.reason))


def room(spans: Iterable[Interval], stretches: Iterable[Stretch]) -> list[Interval]:
    """What is left of some spans when the blocked stretches are taken out."""
    left = sorted((begin.astimezone(UTC), end.astimezone(UTC)) for begin, end in spans)
    for stretch in stretches:
        begins, ends = stretch.begins.astimezone(UTC), stretch.ends.astimezone(UTC)
        left = [
            part
            for begin, end in left
            for part in ((begin, min(end, begins)), (max(begin, ends), end))
            if part[0] < part[1]
        ]
    return left


def at(day: date, clock: time, zone: tzinfo) -> datetime:
    """When the clock on the wall first shows a time on a day, in UTC."""
    return datetime.combine(day, clock, zone).astimezone(UTC)


def _of_the_week(weekly: Sequence[Weekly], begin: datetime, end: datetime, zone: tzinfo) -> Iterator[Stretch]:
    day, last = begin.astimezone(zone).date(), end.astimezone(zone).date()
    while weekly and day <= last:
        yield from (stretch for row in weekly if (stretch := row.on(day, zone)))
        day += DAY
