"""Changes, whom they affect and who is told of them; how Fachverfahren stand; keys of calendars."""

from changes.models.affected import AffectedByChange, ChangeNotice
from changes.models.calendar import CalendarKey
from changes.models.changes import (
    Change,
    ChangeCounter,
    ChangedApplication,
    ChangedItem,
    ReachedApplication,
    WeakenedApplication,
)
from changes.models.standing import ServiceStatus

__all__ = [
    "AffectedByChange",
    "CalendarKey",
    "Change",
    "ChangeCounter",
    "ChangeNotice",
    "ChangedApplication",
    "ChangedItem",
    "ReachedApplication",
    "ServiceStatus",
    "WeakenedApplication",
]
