"""What the agreements in the database say about the deadlines of a report."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from contracts.models import Holiday, Priority, ServiceHours, ServiceLevel
from tickets.sla import ServiceTime


@dataclass(frozen=True)
class Agreement:
    """Service time and the minutes to answer and to solve, per priority."""

    service_time: ServiceTime
    minutes: dict[Priority, tuple[int, int]]

    def response_due(self, *, priority: Priority, start: datetime) -> datetime | None:
        """When a report must have been answered, or None without a level for its priority."""
        return self.service_time.add(start, self.minutes[priority][0]) if priority in self.minutes else None

    def resolution_due(self, *, priority: Priority, start: datetime, paused_minutes: int = 0) -> datetime | None:
        """When a report must be solved; every minute the clock stood still moves it on."""
        return self.service_time.add(start, self.minutes[priority][1] + paused_minutes) if priority in self.minutes else None


def current_agreement() -> Agreement | None:
    """The calendar that holds for all with its levels and holidays, or None when nothing was agreed."""
    hours: dict[int, list[tuple]] = {}
    for row in ServiceHours.objects.filter(calendar__is_default=True).order_by("weekday", "opens_at"):
        hours.setdefault(row.weekday, []).append((row.opens_at, row.closes_at))
    if not hours:
        return None
    levels = ServiceLevel.objects.filter(calendar__is_default=True)
    return Agreement(
        service_time=ServiceTime(
            hours=hours,
            holidays=frozenset(Holiday.objects.values_list("day", flat=True)),
            zone=ZoneInfo(settings.TIME_ZONE),
        ),
        minutes={Priority(level.priority): (level.response_minutes, level.resolution_minutes) for level in levels},
    )
