"""When the service works and how quickly it answers: assumptions of the demo until KSM names its own values."""

from datetime import time

from contracts.models import Priority, ServiceCalendar, ServiceHours, ServiceLevel
from customers.models import OpeningHours, ServicePoint
from customers.models.service_points import Weekday
from history.models import Certainty

ASSUMED = "Annahme für die Demo; eigene Werte von KSM sind nicht bekannt"
HOUR = 60
WORKING_DAY = 10 * HOUR
"""Minutes of service time from Monday to Thursday."""

LEVELS = {
    Priority.CRITICAL: (30, 4 * HOUR),
    Priority.HIGH: (2 * HOUR, 8 * HOUR),
    Priority.NORMAL: (4 * HOUR, 3 * WORKING_DAY),
    Priority.LOW: (WORKING_DAY, 5 * WORKING_DAY),
}
SERVICE_HOURS = {
    **dict.fromkeys((Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY), (time(7), time(17))),
    Weekday.FRIDAY: (time(7), time(14)),
}
COUNTER_HOURS = {
    Weekday.MONDAY: ((time(8), time(12)),),
    Weekday.TUESDAY: ((time(8), time(12)), (time(13), time(17))),
    Weekday.THURSDAY: ((time(8), time(12)), (time(13), time(16))),
    Weekday.FRIDAY: ((time(8), time(12)),),
}


def agree() -> None:
    """The calendar for all with its four levels, unless somebody has entered one, and the service point's hours."""
    if not ServiceCalendar.objects.filter(is_default=True).exists():
        calendar = ServiceCalendar.objects.create(
            name="Servicezeit (Demo)", is_default=True, source=ASSUMED, certainty=Certainty.ASSUMED, is_demo=True
        )
        for weekday, (opens_at, closes_at) in SERVICE_HOURS.items():
            ServiceHours.objects.create(calendar=calendar, weekday=weekday, opens_at=opens_at, closes_at=closes_at)
        for priority, (response, resolution) in LEVELS.items():
            ServiceLevel.objects.create(
                calendar=calendar, priority=priority, response_minutes=response, resolution_minutes=resolution,
                source=ASSUMED, certainty=Certainty.ASSUMED, is_demo=True,
            )  # fmt: skip
    for point in ServicePoint.objects.filter(opening_hours__isnull=True):
        for weekday, spans in COUNTER_HOURS.items():
            for opens_at, closes_at in spans:
                OpeningHours.objects.create(
                    service_point=point, weekday=weekday, opens_at=opens_at, closes_at=closes_at, is_demo=True
                )
