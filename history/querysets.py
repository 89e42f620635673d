"""Sets of log entries, and who may see them."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from history.models import LogEntry


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """Entries of the log."""

    def visible_to(self, user: Any) -> "LogEntryQuerySet":
        """For members of the staff who hold the right to read the log, and for nobody else."""
        return self if user.is_service_staff and user.has_perm("history.view_logentry") else self.none()

    def about(self, user: Any) -> "LogEntryQuerySet":
        """What a person did, and what was done to their account."""
        return self.filter(Q(user=user) | Q(about=user))
