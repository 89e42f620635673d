"""Service time: moving a moment forward by minutes of service, and counting the minutes between two moments.

Pure arithmetic without database. All moments are aware; spans of a day are local wall-clock times, so a day on which
the clocks change is as long as the wall clock says.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

LONGEST_SEARCH = timedelta(days=3660)


@dataclass(frozen=True)
class ServiceTime:
    """When the service works: spans per weekday (Monday is 0) in local time, except on holidays."""

    hours: Mapping[int, Sequence[tuple[time, time]]]
    holidays: Collection[date]
    zone: tzinfo

    def add(self, start: datetime, minutes: int) -> datetime:
        """The moment at which `minutes` of service time have passed since `start`.

        Raises ValueError when the calendar has no service time within ten years.
        """
        left = timedelta(minutes=minutes)
        for opens, closes in self._spans_after(start):
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise ValueError("no service time within ten years")

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """Whole minutes of service time from `start` to `end`; negative when `end` comes first."""
        if end < start:
            return -self.minutes_between(end, start)
        total = timedelta()
        for opens, closes in self._spans_after(start):
            if opens >= end:
                break
            total += min(closes, end) - opens
        return total // timedelta(minutes=1)

    def _spans_after(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Spans of service from `start` on, in UTC, in order, cut off at `start`."""
        first = start.astimezone(self.zone).date()
        begin = start.astimezone(UTC)
        for offset in range(LONGEST_SEARCH.days):
            day = first + timedelta(days=offset)
            if day in self.holidays:
                continue
            for opens, closes in self.hours.get(day.weekday(), ()):
                opens_at = max(self._moment(day, opens), begin)
                closes_at = self._moment(day, closes)
                if opens_at < closes_at:
                    yield opens_at, closes_at

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)
