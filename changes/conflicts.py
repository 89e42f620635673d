"""What stands against the time of a change: blocked times of authorities, and other work at the same things; and free windows."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from changes.models import Change
from changes.windows import DAY, Interval, is_free, next_at_this_hour, next_free
from contracts.planned_work import PlannedWork
from customers.models import Authority

LOOKED_AHEAD = timedelta(days=60)


class Conflict(NamedTuple):
    """One thing that stands against it: a blocked time of an authority, or another change."""

    begins: datetime
    ends: datetime
    reason: str
    authority: Authority | None = None
    other: Change | None = None

    @property
    def who(self) -> str:
        """On whose side it is."""
        return str(self.authority) if self.authority else f"Änderung {self.other.number}" if self.other else ""

    @property
    def when(self) -> str:
        """From when to when, in words."""
        return span_in_words(self.begins, self.ends)


class Room(NamedTuple):
    """The next windows in which nothing stands against it: at all, and at the same hour."""

    next: Interval | None
    at_this_hour: Interval | None


class Planning(NamedTuple):
    """Everything known about the time of a change: read once, asked for conflicts and for room."""

    change: Change
    authorities: dict[int, Authority]
    blocked: dict[int, PlannedWork]
    others: list[Change]

    @classmethod
    def of(cls, change: Change, *, now: datetime, authorities: Iterable[Authority] | None = None) -> "Planning":
        """Read what is blocked for the authorities concerned, and open changes at the same things: seven queries."""
        if authorities is None:
            authorities = Authority.objects.filter(
                affected_by_changes__change=change, affected_by_changes__is_left_out=False
            ).order_by("name")
        concerned = {row.pk: row for row in authorities}
        since = timezone.localdate(change.starts_at)
        blocked = PlannedWork.of_each(list(concerned), since=since) if concerned else {}
        return cls(change, concerned, blocked, _others(change, now))

    def conflicts(self) -> list[Conflict]:
        """What stands against the time it has now, the earliest first."""
        begin, end = self.change.starts_at, self.change.ends_at
        found = [
            Conflict(one.begins, one.ends, one.reason, authority=self.authorities[key])
            for key, work in self.blocked.items()
            for one in work.between(begin, end)
        ]
        found += [
            Conflict(max(one.starts_at, begin), min(one.ends_at, end), one.title, other=one)
            for one in self.others
            if one.starts_at < end and one.ends_at > begin
        ]
        return sorted(found, key=lambda one: (one.begins, one.who))

    def room(self, now: datetime) -> Room:
        """The next free windows as long as the change: none earlier than it was wanted or than now, and not the one it has."""
        begin, end = self.change.starts_at, self.change.ends_at
        length, base = end - begin, max(begin, now)
        until = base + LOOKED_AHEAD + length
        busy: list[Interval] = [
            (one.begins, one.ends) for work in self.blocked.values() for one in work.between(base, until + DAY)
        ]
        busy += [(one.starts_at, one.ends_at) for one in self.others]
        since = end if begin >= now and is_free(busy, begin, end) else max(begin, _next_quarter(now))
        zone = ZoneInfo(settings.TIME_ZONE)
        wanted = begin if begin >= now else _yesterday_at(begin, now, zone)
        later = next_at_this_hour([*busy, (wanted, base)], length, wanted, zone, days=LOOKED_AHEAD.days)
        return Room(next_free(busy, length, since, until), later)


def span_in_words(begins: datetime, ends: datetime) -> str:
    """„12.11.2026, 18:00 bis 20:00 Uhr“."""
    begins, ends = timezone.localtime(begins), timezone.localtime(ends)
    until = f"{ends:%H:%M} Uhr" if begins.date() == ends.date() else f"{ends:%d.%m.%Y, %H:%M} Uhr"
    return f"{begins:%d.%m.%Y, %H:%M} bis {until}"


def _others(change: Change, now: datetime) -> list[Change]:
    """Open changes that work at the same infrastructure or reach the same Fachverfahren, as far as windows are looked for."""
    begin, length = change.starts_at, change.ends_at - change.starts_at
    end = max(begin, now) + LOOKED_AHEAD + DAY + length
    rows = Change.objects.open().overlapping(begin, end).exclude(pk=change.pk)
    same = Q(items__in=change.items.order_by().values("pk")) | Q(reached__in=change.reached.order_by().values("pk"))
    keys = rows.filter(same).order_by().values("pk")
    return list(Change.objects.filter(pk__in=keys).order_by("starts_at", "pk"))


def _yesterday_at(moment: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """The hour of a past moment on the day before now, so that the next one is today's or tomorrow's."""
    day = now.astimezone(zone).date() - DAY
    return datetime.combine(day, moment.astimezone(zone).time(), zone).astimezone(now.tzinfo)


def _next_quarter(now: datetime) -> datetime:
    quarter = now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0)
    return quarter if quarter == now else quarter + timedelta(minutes=15)
