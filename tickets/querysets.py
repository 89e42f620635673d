"""Sets of reports and what belongs to them, who may see them, and how they are searched."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models

from customers.access import narrowed
from tickets.lifecycle import ENDED, OPEN, WAITING
from tickets.search.words import Sought, understood

if TYPE_CHECKING:
    from accounts.models import User
    from tickets.models import Attachment, Message, SearchEntry, Ticket, TicketEvent

AT_RISK_WITHIN = timedelta(hours=2)


class TicketQuerySet(models.QuerySet["Ticket"]):
    """Reports."""

    def visible_to(self, user: "User") -> "TicketQuerySet":
        """Staff see all; a coordinator those of the authority; a reporter their own."""
        return narrowed(self, user, authority="authority_id", person="requester_id")

    def open(self) -> "TicketQuerySet":
        """Neither resolved nor closed."""
        return self.filter(state__in=OPEN)

    def not_ended(self) -> "TicketQuerySet":
        """Neither closed nor taken back: open, or solved and the authority may still object."""
        return self.exclude(state__in=ENDED)

    def waiting(self) -> "TicketQuerySet":
        """Waiting for somebody or something."""
        return self.filter(state__in=WAITING)

    def unassigned(self) -> "TicketQuerySet":
        """Open, and nobody has taken it."""
        return self.open().filter(assignee__isnull=True)

    def assigned_to(self, user: "User") -> "TicketQuerySet":
        """Open and taken by this person."""
        return self.open().filter(assignee__user=user)

    def overdue(self, now: datetime) -> "TicketQuerySet":
        """Open, the clock runs, and the deadline has passed."""
        return self.open().filter(due_at__lte=now, paused_at__isnull=True)

    def at_risk(self, now: datetime) -> "TicketQuerySet":
        """Open, the clock runs, and the deadline has passed or comes within two hours."""
        return self.open().filter(due_at__lte=now + AT_RISK_WITHIN, paused_at__isnull=True)

    def matching(self, words: str, user: "User") -> "TicketQuerySet":
        """Reports found by number, subject, text, files, person or workstation; internal notes only for staff."""
        from tickets.models import SearchEntry  # noqa: PLC0415 – models import this module

        if not words.replace("\x00", "").strip():
            return self
        sought = understood(words)
        if not sought:
            return self.none()
        return self.filter(pk__in=SearchEntry.objects.searched_by(user).saying(sought).values("ticket_id"))


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """The words of reports."""

    def visible_to(self, user: "User") -> "SearchEntryQuerySet":
        """Entries with the words of internal notes are for staff only; an authority has those of the reports it sees."""
        rows = narrowed(self, user, authority="authority_id", person="ticket__requester_id")
        return rows if user.is_service_staff else rows.filter(is_internal=False)

    def searched_by(self, user: "User") -> "SearchEntryQuerySet":
        """The one entry of each visible report that says all of it that a person may read."""
        rows = self.visible_to(user)
        return rows.filter(for_staff=True) if user.is_service_staff else rows

    def saying(self, sought: Sought) -> "SearchEntryQuerySet":
        """Entries that have every word, be it as part of a longer one or misspelt."""
        return self.filter(vector=sought.somehow())


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
