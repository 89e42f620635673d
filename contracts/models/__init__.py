"""What was decided and agreed: when the service works, on which days it rests, and how quickly it answers."""

from contracts.models.agreements import Priority, ServiceAgreement, ServiceLevel
from contracts.models.blocked import BlockedTime, WeeklyBlockedTime
from contracts.models.calendars import Holiday, ServiceCalendar, ServiceHours
from contracts.models.contracts import Agreement
from contracts.models.decisions import Decision
from contracts.models.particulars import AgreementDocument, AgreementWarning, ServiceSpecification

__all__ = [
    "Agreement",
    "AgreementDocument",
    "AgreementWarning",
    "BlockedTime",
    "Decision",
    "Holiday",
    "Priority",
    "ServiceAgreement",
    "ServiceCalendar",
    "ServiceHours",
    "ServiceLevel",
    "ServiceSpecification",
    "WeeklyBlockedTime",
]
