"""When people report: mornings, Mondays, quiet Fridays and holidays, the Christmas dip, and one bad week."""

from bisect import bisect
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

from django.utils import timezone

DAYS = 365
WEEKDAYS = (1.4, 1.1, 1.0, 1.05, 0.6, 0.02, 0.015)
HOLIDAY = 0.02
CHRISTMAS = 0.15
SUMMER = 0.8
# Share of a day's reports that come in the hour that begins at 6, 7, 8 …
HOURS = (2, 13, 19, 15, 12, 8, 5, 8, 8, 6, 3, 1)
MONDAY_HOURS = (3, 22, 24, 15, 10, 6, 4, 6, 5, 4, 1, 0)
FRIDAY_HOURS = (3, 16, 22, 18, 15, 11, 7, 2, 1, 0, 0, 0)
FIRST_HOUR = 6
# The bad week lies so many weeks back: Tuesday and Wednesday the procedure of the registration offices stood still.
OUTAGE_WEEKS_AGO = 9
OUTAGE_SHARE = 0.018


class Arrival(NamedTuple):
    """A moment at which somebody reports, and whether it belongs to the outage."""

    at: datetime
    in_outage: bool = False


def arrivals(count: int, *, now: datetime, holidays: frozenset[date], random: Random) -> list[Arrival]:
    """So many moments in the year that ends now, in order."""
    outage = outage_day(now)
    in_outage = [
        Arrival(moment_on(random, outage + timedelta(days=random.choice((0, 0, 0, 1)))), True)
        for _ in range(round(count * OUTAGE_SHARE))
    ]
    today = timezone.localdate(now)
    days = [today - timedelta(days=back) for back in range(DAYS, -1, -1)]
    sums = list(accumulate(weight(day, holidays) for day in days))
    found = in_outage
    while len(found) < count:
        day = days[bisect(sums, random.random() * sums[-1])]
        at = moment_on(random, day)
        if at < now:
            found.append(Arrival(at))
    return sorted(found, key=lambda arrival: arrival.at)


def weight(day: date, holidays: frozenset[date]) -> float:
    """How much is reported on a day, compared with an ordinary Wednesday."""
    share = WEEKDAYS[day.weekday()]
    if day in holidays:
        return HOLIDAY
    if (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 2):
        return share * CHRISTMAS
    return share * (SUMMER if day.month in (7, 8) else 1)


def moment_on(random: Random, day: date) -> datetime:
    """A moment of a day as the hours of that weekday go."""
    shares = {0: MONDAY_HOURS, 4: FRIDAY_HOURS}.get(day.weekday(), HOURS)
    hour = FIRST_HOUR + random.choices(range(len(shares)), shares)[0]
    return timezone.make_aware(datetime.combine(day, time(hour, random.randrange(60), random.randrange(60))))


def outage_day(now: datetime) -> date:
    """The Tuesday on which the outage began."""
    today = timezone.localdate(now)
    return today - timedelta(days=today.weekday() - 1 + 7 * OUTAGE_WEEKS_AGO)
