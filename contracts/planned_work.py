"""What stands against planned work for an authority: the one place that planners ask."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F, Q

from contracts.blocking import Interval, Stretch, Weekly, at, blocking, room
from contracts.models import BlockedTime, ServiceAgreement, ServiceHours, WeeklyBlockedTime
from customers.models import Authority

MIDNIGHT = time(0)
LONG_AGO = date(1900, 1, 1)


class DayForWork(NamedTuple):
    """How much of a day is left for planned work, and what stands against the rest of it."""

    room: Sequence[Interval]
    blocked: Sequence[Stretch]

    @property
    def is_blocked(self) -> bool:
        """Whether nothing at all can be done on this day."""
        return not self.room


class PlannedWork(NamedTuple):
    """All that blocks planned work for one authority from a day on, read at once and asked as often as one likes."""

    zone: ZoneInfo
    own: Sequence[Stretch]
    weekly: Sequence[Weekly]
    agreements: Sequence[ServiceAgreement]
    of_calendar: Mapping[int, Sequence[Stretch]]
    hours: Mapping[int, Mapping[int, Sequence[tuple[time, time]]]]

    @classmethod
    def of(cls, authority: Authority, *, since: date) -> Self:
        """Read what is blocked for an authority and for the calendars agreed for it: four queries."""
        return cls.of_each([authority.pk], since=since)[authority.pk]

    @classmethod
    def of_each(cls, authorities: Collection[int], *, since: date) -> dict[int, Self]:
        """The same for many authorities (by their keys), in as many queries."""
        zone = ZoneInfo(settings.TIME_ZONE)
        scope = Q(authority__isnull=True) | Q(authority__in=authorities)
        agreements = ServiceAgreement.objects.filter(scope, application__isnull=True)
        agreements = agreements.order_by(F("authority").asc(nulls_last=True), "-valid_from")
        calendars = {row.calendar_id for row in agreements}
        own: dict[int, list[Stretch]] = defaultdict(list)
        of_calendar: dict[int, list[Stretch]] = defaultdict(list)
        rows = BlockedTime.objects.filter(Q(authority__in=authorities) | Q(calendar__in=calendars))
        for row in rows.filter(ends_at__gt=at(max(since, LONG_AGO), MIDNIGHT, zone)):
            stretch = Stretch(row.starts_at, row.ends_at, row.kind, row.reason)
            if row.calendar_id:
                of_calendar[row.calendar_id].append(stretch)
            elif row.authority_id:
                own[row.authority_id].append(stretch)
        hours: dict[int, dict[int, list[tuple[time, time]]]] = defaultdict(lambda: defaultdict(list))
        for span in ServiceHours.objects.filter(calendar__in=calendars, kind=ServiceHours.Kind.NORMAL):
            hours[span.calendar_id][span.weekday].append((span.opens_at, span.closes_at))
        weekly: dict[int, list[Weekly]] = defaultdict(list)
        held = WeeklyBlockedTime.objects.filter(authority__in=authorities).holding_between(since, date.max)
        for line in held:
            weekly[line.authority_id].append(
                Weekly(
                    line.weekday,
                    line.begins_at,
                    line.ends_at,
                    line.kind,
                    line.reason,
                    line.valid_from,
                    line.valid_until,
                )
            )
        return {
            key: cls(
                zone=zone,
                own=own[key],
                weekly=weekly[key],
                agreements=[row for row in agreements if row.authority_id in (None, key)],
                of_calendar=of_calendar,
                hours=hours,
            )
            for key in authorities
        }

    def between(self, begin: datetime, end: datetime) -> list[Stretch]:
        """What blocks planned work between two moments, the earliest first; of calendars, the one agreed at the beginning."""
        calendar = self._calendar_on(begin.astimezone(self.zone).date())
        common = self.of_calendar.get(calendar, ()) if calendar else ()
        return blocking([*self.own, *common], self.weekly, begin, end, self.zone)

    def on(self, day: date, *, since: time = MIDNIGHT) -> DayForWork:
        """What is left of the service hours of a day from a time on.

        Where there are none, whatever is blocked in the rest of the day takes all of it: nobody squeezes planned work in
        beside an election on a Sunday.
        """
        begin, end = at(day, since, self.zone), self._end_of(day)
        calendar = self._calendar_on(day)
        worked = [
            (max(at(day, opens, self.zone), begin), end if closes == MIDNIGHT else at(day, closes, self.zone))
            for opens, closes in self.hours.get(calendar or 0, {}).get(day.weekday(), ())
        ]
        spans = [span for span in worked if span[0] < span[1]]
        stretches = self.between(begin, end)
        if not spans:
            return DayForWork([] if stretches else [(begin, end)], stretches)
        touching = [
            row for row in stretches if any(row.begins < closes and opens < row.ends for opens, closes in spans)
        ]
        return DayForWork(room(spans, touching), touching)

    def _end_of(self, day: date) -> datetime:
        return at(day, time.max, self.zone) if day == date.max else at(day + timedelta(days=1), MIDNIGHT, self.zone)

    def _calendar_on(self, day: date) -> int | None:
        for row in self.agreements:
            if row.valid_from <= day and (row.valid_until is None or day <= row.valid_until):
                return row.calendar_id
        return None
