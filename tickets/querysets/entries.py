"""Sets of what was written, added and done about reports, and who may see it."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models

from customers.access import narrowed

if TYPE_CHECKING:
    from accounts.models import User
    from tickets.models import (
        Attachment,
        ClockPause,
        Message,
        Rating,
        TicketEvent,
    )

WRITES_FOR = timedelta(seconds=60)
"""So long after the last save somebody counts as writing."""


class MessageQuerySet(models.QuerySet["Message"]):
    """Replies and internal notes."""

    def visible_to(self, user: "User") -> "MessageQuerySet":
        """Notes are for staff only; an authority sees the replies of the reports it sees."""
        rows = narrowed(self, user, authority="ticket__authority_id", person="ticket__requester_id")
        return rows if user.is_service_staff else rows.filter(kind="reply")


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Files of reports."""

    def visible_to(self, user: "User") -> "AttachmentQuerySet":
        """A file is seen by whoever sees the report and, if it hangs on one, the message."""
        rows = narrowed(self, user, authority="ticket__authority_id", person="ticket__requester_id")
        return rows if user.is_service_staff else rows.exclude(message__kind="note")

    def without_verdict(self) -> "AttachmentQuerySet":
        """Files of which no scanner has said anything yet."""
        return self.filter(scan__in=("waiting", "unscanned"))


class TicketEventQuerySet(models.QuerySet["TicketEvent"]):
    """Entries of the timeline."""

    def visible_to(self, user: "User") -> "TicketEventQuerySet":
        """Inner moves such as team and assignee are for staff only."""
        rows = narrowed(self, user, authority="ticket__authority_id", person="ticket__requester_id")
        return rows if user.is_service_staff else rows.filter(is_public=True)


class RatingQuerySet(models.QuerySet["Rating"]):
    """Words of authorities on solved reports."""

    def visible_to(self, user: "User") -> "RatingQuerySet":
        """Seen by whoever sees the report."""
        return narrowed(self, user, authority="ticket__authority_id", person="ticket__requester_id")


class ClockPauseQuerySet(models.QuerySet["ClockPause"]):
    """Stretches in which the clock of a report stood still."""

    def visible_to(self, user: "User") -> "ClockPauseQuerySet":
        """Whoever sees the report."""
        return narrowed(self, user, authority="ticket__authority_id", person="ticket__requester_id")

    def over(self) -> "ClockPauseQuerySet":
        """Those that do not last any more."""
        return self.filter(ended_at__isnull=False)
