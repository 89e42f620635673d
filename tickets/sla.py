"""Service time: moving a moment forward by minutes of service, counting the minutes between two moments, and showing the sum.

Pure arithmetic without database. All moments are aware. Spans of a day are local wall-clock times, so a day on which
the clocks change is as long as the clock on the wall says; a span that ends at 0:00 lasts until midnight.
It counts in whole minutes: the seconds of every moment are cut off, so that a person can follow the sum.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

LONGEST_SEARCH = timedelta(days=3660)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
MIDNIGHT = time(0)

Interval = tuple[datetime, datetime]
"""From a moment (included) to another (excluded)."""
Hours = Mapping[int, Sequence[tuple[time, time]]]
"""Spans per weekday; Monday is 0."""


class Piece(NamedTuple):
    """A stretch of service time on one day: counted, or not counted because of a pause or a blocked time."""

    begins: datetime
    ends: datetime
    why_not: str = ""

    @property
    def minutes(self) -> int:
        """How long it is."""
        return (self.ends - self.begins) // MINUTE


class Day(NamedTuple):
    """One day of the sum: its pieces in order, what they add, and the total so far."""

    day: date
    pieces: Sequence[Piece]
    total: int
    is_holiday: bool
    has_hours: bool
    clock_change: timedelta

    @property
    def counted(self) -> int:
        """Minutes of service that this day adds."""
        return sum(piece.minutes for piece in self.pieces if not piece.why_not)


@dataclass(frozen=True)
class ServiceTime:
    """When the service works: spans per weekday in local time except on holidays, and on-call hours on every day.

    In a blocked time the clock stands still, whatever the hours say.
    """

    hours: Hours
    holidays: Collection[date]
    zone: tzinfo
    on_call: Hours = field(default_factory=dict)
    blocked: Sequence[Interval] = ()

    def add(self, start: datetime, minutes: int, pauses: Iterable[Interval] = ()) -> datetime:
        """The first moment at which `minutes` of service time outside of the pauses have passed since `start`.

        No minutes have passed at once, at any time of the day: that is the minute of `start` itself. Raises ValueError
        when the calendar has no service time within ten years.
        """
        left = timedelta(minutes=minutes)
        if not left:
            return _whole(start)
        for opens, closes in self._running(start, list(pauses)):
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise ValueError("no service time within ten years")

    def minutes_between(self, start: datetime, end: datetime, pauses: Iterable[Interval] = ()) -> int:
        """Minutes of service time from `start` to `end` outside of the pauses; negative when `end` comes first."""
        if end < start:
            return -self.minutes_between(end, start, pauses)
        last = _whole(end)
        total = timedelta()
        for opens, closes in self._running(start, list(pauses)):
            if opens >= last:
                break
            total += min(closes, last) - opens
        return total // MINUTE

    def is_open(self, moment: datetime) -> bool:
        """Whether the service works at this moment."""
        spans = _without(self._hours_of(self._local_day(moment)), self.blocked)
        return any(opens <= moment < closes for opens, closes in spans)

    def account(self, start: datetime, end: datetime, pauses: Iterable[Interval] = ()) -> list[Day]:
        """The sum from `start` to `end` day by day: what counts, what does not and why, and the total so far."""
        first, last, stops = _whole(start), _whole(end), list(pauses)
        day, total, days = self._local_day(first), 0, []
        while day <= self._local_day(last):
            worked = _clipped(self._hours_of(day), first, last)
            unblocked = _without(worked, self.blocked)
            running = _without(unblocked, stops)
            pieces = [Piece(*span) for span in running]
            pieces += [Piece(*span, why_not="blocked") for span in _without(worked, unblocked)]
            pieces += [Piece(*span, why_not="pause") for span in _without(unblocked, running)]
            total += sum(piece.minutes for piece in pieces if not piece.why_not)
            days.append(
                Day(
                    day=day,
                    pieces=sorted(pieces, key=lambda piece: piece.begins),
                    total=total,
                    is_holiday=day in self.holidays,
                    has_hours=bool(self._hours_of(day)),
                    clock_change=self._offset(day + DAY) - self._offset(day),
                )
            )
            day += DAY
        return days

    def _running(self, start: datetime, pauses: Sequence[Interval]) -> Iterator[Interval]:
        """Stretches in which the clock runs from `start` on, in UTC, in order."""
        begin = _whole(start)
        first = self._local_day(begin)
        stops = [*self.blocked, *pauses]
        for offset in range(LONGEST_SEARCH.days):
            spans = self._hours_of(first + timedelta(days=offset))
            yield from _without(_clipped(spans, begin, None), stops)

    def _hours_of(self, day: date) -> list[Interval]:
        """The spans of a day in which the service works, in UTC, in order, none touching another."""
        weekday = day.weekday()
        normal = () if day in self.holidays else self.hours.get(weekday, ())
        return _merged(
            span for clocks in (*normal, *self.on_call.get(weekday, ())) for span in self._moments(day, *clocks)
        )

    def _moments(self, day: date, opens: time, closes: time) -> Iterator[Interval]:
        """When the clock on the wall shows something from `opens` to before `closes` on this day.

        Where the clock is put back it shows an hour twice, where it is put forward it leaves one out.
        """
        before, after = self._offset(day), self._offset(day + DAY)
        begin = datetime.combine(day, opens, UTC)
        end = datetime.combine(day + DAY if closes == MIDNIGHT else day, closes, UTC)
        if before == after:
            yield begin - before, end - before
            return
        change = self._moment_of_change(day)
        yield begin - before, min(end - before, change)
        yield max(begin - after, change), end - after

    def _moment_of_change(self, day: date) -> datetime:
        """The first minute of a day that is counted with the offset of its end."""
        low = datetime.combine(day, MIDNIGHT, self.zone).astimezone(UTC)
        high = datetime.combine(day + DAY, MIDNIGHT, self.zone).astimezone(UTC)
        after = self._offset(day + DAY)
        while high - low > MINUTE:
            middle = low + (high - low) // MINUTE // 2 * MINUTE
            if middle.astimezone(self.zone).utcoffset() == after:
                high = middle
            else:
                low = middle
        return high

    def _offset(self, day: date) -> timedelta:
        """How far the clock on the wall is ahead of UTC at the beginning of a day."""
        return datetime.combine(day, MIDNIGHT, self.zone).utcoffset() or timedelta()

    def _local_day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()


def _whole(moment: datetime) -> datetime:
    """The beginning of the minute, in UTC."""
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def _clipped(spans: Iterable[Interval], begin: datetime, end: datetime | None) -> list[Interval]:
    """What of the spans lies between two moments."""
    cut = [(max(opens, begin), min(closes, end) if end else closes) for opens, closes in spans]
    return [(opens, closes) for opens, closes in cut if opens < closes]


def _merged(spans: Iterable[Interval]) -> list[Interval]:
    """The same moments as spans in order, none touching another; what ends before it begins is left out."""
    merged: list[Interval] = []
    for opens, closes in sorted(span for span in spans if span[0] < span[1]):
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return merged


def _without(spans: Sequence[Interval], stops: Sequence[Interval]) -> list[Interval]:
    """What is left of spans in order when the stops are taken out."""
    left = list(spans)
    for begin, end in stops:
        first, last = _whole(begin), _whole(end)
        left = [
            part
            for opens, closes in left
            for part in ((opens, min(closes, first)), (max(opens, last), closes))
            if part[0] < part[1]
        ] if first < last else left  # fmt: skip
    return left
