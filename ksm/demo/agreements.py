"""When the service works and how quickly it answers: assumptions of the demo until KSM names its own values."""

from datetime import date, datetime, time

from django.utils import timezone

from applications.models import SpecialistApplication
from contracts.models import BlockedTime, Priority, ServiceAgreement, ServiceCalendar, ServiceHours, ServiceLevel
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
ON_CALL = {
    **dict.fromkeys((Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY), (time(17), time(21))),
    Weekday.FRIDAY: (time(14), time(21)),
    **dict.fromkeys((Weekday.SATURDAY, Weekday.SUNDAY), (time(8), time(18))),
}
MOVE = ((2026, 11, 13, 12), (2026, 11, 13, 14))
"""A Friday on which nothing could be worked on."""
COUNTER_HOURS = {
    Weekday.MONDAY: ((time(8), time(12)),),
    Weekday.TUESDAY: ((time(8), time(12)), (time(13), time(17))),
    Weekday.THURSDAY: ((time(8), time(12)), (time(13), time(16))),
    Weekday.FRIDAY: ((time(8), time(12)),),
}


def agree() -> None:
    """The agreement for all with its calendar and levels, unless somebody has entered one, and the service point's hours."""
    assumed = {"source": ASSUMED, "certainty": Certainty.ASSUMED, "is_demo": True}
    if not ServiceAgreement.objects.filter(authority__isnull=True, application__isnull=True).exists():
        calendar = ServiceCalendar.objects.create(name="Servicezeit (Demo)", **assumed)
        for weekday, (opens_at, closes_at) in SERVICE_HOURS.items():
            ServiceHours.objects.create(calendar=calendar, weekday=weekday, opens_at=opens_at, closes_at=closes_at)
        agreement = ServiceAgreement.objects.create(
            name="Grundvereinbarung (Demo)", version="2020", calendar=calendar, valid_from=date(2020, 1, 1),
            workaround_counts=True, **assumed,
        )  # fmt: skip
        for priority, (response, resolution) in LEVELS.items():
            ServiceLevel.objects.create(
                agreement=agreement, priority=priority, response_minutes=response, resolution_minutes=resolution,
                **assumed,
            )  # fmt: skip
        BlockedTime.objects.create(
            calendar=calendar, reason="Umzug ins neue Rechenzentrum", stops_clock=True, starts_at=_local(*MOVE[0]), ends_at=_local(*MOVE[1]),
            **assumed,
        )  # fmt: skip
    for point in ServicePoint.objects.filter(opening_hours__isnull=True):
        for weekday, spans in COUNTER_HOURS.items():
            for opens_at, closes_at in spans:
                OpeningHours.objects.create(
                    service_point=point, weekday=weekday, opens_at=opens_at, closes_at=closes_at, is_demo=True
                )


def agree_on_call(application: SpecialistApplication) -> None:
    """For one Fachverfahren critical faults are worked on in the evening, at weekends and on holidays too."""
    assumed = {"source": ASSUMED, "certainty": Certainty.ASSUMED, "is_demo": True}
    calendar = ServiceCalendar.objects.create(name="Servicezeit mit Rufbereitschaft (Demo)", **assumed)
    hours = [
        *((day, span, ServiceHours.Kind.NORMAL) for day, span in SERVICE_HOURS.items()),
        *((day, span, ServiceHours.Kind.ON_CALL) for day, span in ON_CALL.items()),
    ]
    for weekday, (opens_at, closes_at), kind in hours:
        ServiceHours.objects.create(
            calendar=calendar, kind=kind, weekday=weekday, opens_at=opens_at, closes_at=closes_at
        )
    agreement = ServiceAgreement.objects.create(
        name=f"{application} mit Rufbereitschaft (Demo)", version="2020", application=application, calendar=calendar,
        valid_from=date(2020, 1, 1), workaround_counts=True, **assumed,
    )  # fmt: skip
    for priority, (response, resolution) in LEVELS.items():
        ServiceLevel.objects.create(
            agreement=agreement, priority=priority, response_minutes=response, resolution_minutes=resolution,
            counts_on_call=priority == Priority.CRITICAL, **assumed,
        )  # fmt: skip


def _local(year: int, month: int, day: int, hour: int) -> datetime:
    return timezone.make_aware(datetime(year, month, day, hour))  # noqa: DTZ001 – made aware at once
