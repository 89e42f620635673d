"""When there is room for planned work: pure arithmetic over busy stretches of time, without database."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

Interval = tuple[datetime, datetime]
"""From a moment (included) to another (excluded)."""

QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)


def is_free(busy: Iterable[Interval], begin: datetime, end: datetime) -> bool:
    """Whether nothing busy lies between two moments."""
    return all(ends <= begin or end <= begins for begins, ends in busy)


def next_free(
    busy: Iterable[Interval], length: timedelta, since: datetime, until: datetime, *, step: timedelta = QUARTER
) -> Interval | None:
    """The first free window of a length that begins at full steps from `since` on and ends by `until`; None if there is none."""
    if length <= timedelta(0):
        return None
    begin = since
    for begins, ends in sorted(busy):
        if begins >= begin + length:
            break
        if ends > begin:
            begin = since + _steps(ends - since, step)
    return (begin, begin + length) if begin + length <= until else None


def next_at_this_hour(
    busy: Iterable[Interval], length: timedelta, wanted: datetime, zone: ZoneInfo, *, days: int
) -> Interval | None:
    """The first free window of a length on one of the following days at the same time as the clock on the wall says."""
    busy = list(busy)
    local = wanted.astimezone(zone)
    for number in range(1, days + 1):
        begin = (local.replace(tzinfo=None) + number * DAY).replace(tzinfo=zone).astimezone(wanted.tzinfo)
        if is_free(busy, begin, begin + length):
            return begin, begin + length
    return None


def _steps(span: timedelta, step: timedelta) -> timedelta:
    """The shortest number of full steps that is not shorter than a span."""
    return -(-span // step) * step
