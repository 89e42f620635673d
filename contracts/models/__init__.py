"""What was agreed about time: when the service works, on which days it rests, and how quickly it answers."""

from contracts.models.agreements import Priority, ServiceAgreement, ServiceLevel
from contracts.models.blocked import BlockedTime, WeeklyBlockedTime
from contracts.models.calendars import Holiday, ServiceCalendar, ServiceHours

__all__ = [
    "BlockedTime",
    "Holiday",
    "Priority",
    "ServiceAgreement",
    "ServiceCalendar",
    "ServiceHours",
    "ServiceLevel",
    "WeeklyBlockedTime",
]
