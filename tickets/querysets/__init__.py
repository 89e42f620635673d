"""Sets of reports and of all that belongs to them, and who may see them."""

from tickets.querysets.desk import (
    DraftQuerySet,
    MacroQuerySet,
    MentionQuerySet,
    SavedViewQuerySet,
    SearchEntryQuerySet,
    TextModuleQuerySet,
    TicketReadQuerySet,
    WatcherQuerySet,
)
from tickets.querysets.entries import (
    AttachmentQuerySet,
    ClockPauseQuerySet,
    MessageQuerySet,
    RatingQuerySet,
    TicketEventQuerySet,
)
from tickets.querysets.relations import AffectedAuthorityQuerySet, MajorIncidentQuerySet, TicketLinkQuerySet
from tickets.querysets.reports import AT_RISK_WITHIN, TicketQuerySet
from tickets.querysets.work import (
    ChecklistItemQuerySet,
    ChecklistQuerySet,
    ChecklistTemplateQuerySet,
    RecurringRunQuerySet,
    RecurringTicketQuerySet,
    ReminderQuerySet,
    TimeEntryQuerySet,
)

__all__ = [
    "AT_RISK_WITHIN",
    "AffectedAuthorityQuerySet",
    "AttachmentQuerySet",
    "ChecklistItemQuerySet",
    "ChecklistQuerySet",
    "ChecklistTemplateQuerySet",
    "ClockPauseQuerySet",
    "DraftQuerySet",
    "MacroQuerySet",
    "MajorIncidentQuerySet",
    "MentionQuerySet",
    "MessageQuerySet",
    "RatingQuerySet",
    "RecurringRunQuerySet",
    "RecurringTicketQuerySet",
    "ReminderQuerySet",
    "SavedViewQuerySet",
    "SearchEntryQuerySet",
    "TextModuleQuerySet",
    "TicketEventQuerySet",
    "TicketLinkQuerySet",
    "TicketQuerySet",
    "TicketReadQuerySet",
    "TimeEntryQuerySet",
    "WatcherQuerySet",
]
