"""Sets of what was written, added and done about reports, and who may see it."""

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

from customers.access import narrowed

if TYPE_CHECKING:
    from accounts.models import User
    from tickets.models import Attachment, ClockPause, Message, Particular, TicketEvent


Row = TypeVar("Row", bound=models.Model, covariant=True)


class OfReportQuerySet(models.QuerySet[Row]):
    """Rows that hang on a report."""

    def visible_to(self, user: "User") -> Self:
        """Seen by whoever sees the report."""
        return narrowed(self, user, authority="ticket__authority_id", person="ticket__requester_id")


class MessageQuerySet(OfReportQuerySet["Message"]):
    """Replies and internal notes."""

    def visible_to(self, user: "User") -> Self:
        """Notes are for staff only; an authority sees the replies of the reports it sees."""
        rows = super().visible_to(user)
        return rows if user.is_service_staff else rows.filter(kind="reply")


class AttachmentQuerySet(OfReportQuerySet["Attachment"]):
    """Files of reports."""

    def visible_to(self, user: "User") -> Self:
        """A file is seen by whoever sees the report and, if it hangs on one, the message."""
        rows = super().visible_to(user)
        return rows if user.is_service_staff else rows.exclude(message__kind="note")


class TicketEventQuerySet(OfReportQuerySet["TicketEvent"]):
    """Entries of the timeline."""

    def visible_to(self, user: "User") -> Self:
        """Inner moves such as team and assignee are for staff only."""
        rows = super().visible_to(user)
        return rows if user.is_service_staff else rows.filter(is_public=True)

    def agreed_anew(self) -> "TicketEventQuerySet":
        """Those since which other deadlines hold: another priority, or another kind of report."""
        kind = models.Q(kind="edited", after__startswith="Art: ")
        return self.filter(models.Q(kind="priority") & ~models.Q(before=models.F("after")) | kind)


class ParticularQuerySet(OfReportQuerySet["Particular"]):
    """Answers of the form with which something was ordered."""


class ClockPauseQuerySet(OfReportQuerySet["ClockPause"]):
    """Stretches in which the clock of a report stood still."""

    def over(self) -> "ClockPauseQuerySet":
        """Those that do not last any more."""
        return self.filter(ended_at__isnull=False)
