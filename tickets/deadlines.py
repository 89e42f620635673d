"""What the agreements in the database say about the deadlines of a report."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from contracts.models import Holiday, Priority, ServiceHours, ServiceLevel
from tickets.models import Ticket
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
        return (
            self.service_time.add(start, self.minutes[priority][1] + paused_minutes)
            if priority in self.minutes
            else None
        )


def current_agreement() -> Agreement | None:
    """The calendar that holds for all with its levels and holidays, or None when nothing was agreed."""
    hours: dict[int, list[tuple[time, time]]] = {}
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


@dataclass(frozen=True)
class Clock:
    """How much of the agreed service time a report has used, in minutes; the pauses are not counted."""

    used: int
    agreed: int

    @property
    def percent(self) -> int:
        """The used share in whole per cent; more than 100 when the deadline has passed."""
        return self.used * 100 // self.agreed if self.agreed else 0

    @property
    def warns_at(self) -> int:
        """From here on the rest is short: three quarters of the agreed time."""
        return self.agreed * 3 // 4

    @property
    def left(self) -> int:
        """What is left; negative when the deadline has passed."""
        return self.agreed - self.used

    @property
    def over(self) -> int:
        """By how much the agreed time is exceeded."""
        return self.used - self.agreed


def clock_of(ticket: Ticket, now: datetime) -> Clock | None:
    """The clock of a report as it stands at `now`, or None when nothing was agreed for it."""
    agreement = current_agreement() if ticket.due_at else None
    if agreement is None or ticket.priority not in agreement.minutes:
        return None
    stopped_at = ticket.resolved_at or ticket.closed_at or ticket.paused_at or now
    used = agreement.service_time.minutes_between(ticket.created_at, stopped_at) - ticket.paused_minutes
    return Clock(used=max(used, 0), agreed=agreement.minutes[Priority(ticket.priority)][1])
