"""Sets of reports and of all that belongs to them, and who may see them."""

from tickets.querysets.desk import (
    DraftQuerySet,
    PreparedQuerySet,
    SavedViewQuerySet,
    SearchEntryQuerySet,
    TallyQuerySet,
    TicketTemplateQuerySet,
)
from tickets.querysets.entries import (
    AttachmentQuerySet,
    ClockPauseQuerySet,
    MessageQuerySet,
    OfReportQuerySet,
    ParticularQuerySet,
    TicketEventQuerySet,
)
from tickets.querysets.relations import AffectedAuthorityQuerySet, MajorIncidentQuerySet, TicketLinkQuerySet
from tickets.querysets.reports import AT_RISK_WITHIN, MOST_MATCHING, TicketQuerySet, keys_matching
from tickets.querysets.work import (
    CategoryQuerySet,
    ChecklistTemplateQuerySet,
    RecurringTicketQuerySet,
    ReminderQuerySet,
    TimeEntryQuerySet,
)

__all__ = [
    "AT_RISK_WITHIN",
    "MOST_MATCHING",
    "AffectedAuthorityQuerySet",
    "AttachmentQuerySet",
    "CategoryQuerySet",
    "ChecklistTemplateQuerySet",
    "ClockPauseQuerySet",
    "DraftQuerySet",
    "MajorIncidentQuerySet",
    "MessageQuerySet",
    "OfReportQuerySet",
    "ParticularQuerySet",
    "PreparedQuerySet",
    "RecurringTicketQuerySet",
    "ReminderQuerySet",
    "SavedViewQuerySet",
    "SearchEntryQuerySet",
    "TallyQuerySet",
    "TicketEventQuerySet",
    "TicketLinkQuerySet",
    "TicketQuerySet",
    "TicketTemplateQuerySet",
    "TimeEntryQuerySet",
    "keys_matching",
]
