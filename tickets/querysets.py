"""Sets of reports and what belongs to them, who may see them, and how they are searched."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Q

from customers.access import narrowed
from tickets.lifecycle import ENDED, OPEN, WAITING

if TYPE_CHECKING:
    from accounts.models import User
    from tickets.models import Attachment, Draft, Macro, Mention, Message, TextModule, Ticket, TicketEvent, Watcher

AT_RISK_WITHIN = timedelta(hours=2)
WRITES_FOR = timedelta(seconds=60)
"""So long after the last save somebody counts as writing."""


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
        """Reports found by number, subject, text, person or workstation; internal notes only for staff.

        Each branch has an index of its own; the union keeps the database from reading every report.
        """
        words = words.replace("\x00", "").strip()
        if not words:
            return self
        from tickets.models import Message, Ticket  # noqa: PLC0415 – models import this module

        text = SearchQuery(words, config="german", search_type="websearch")
        messages = Message.objects.visible_to(user).filter(search=text)
        person = Q()
        for word in words.split()[:4]:
            person &= Q(requester__first_name__icontains=word) | Q(requester__last_name__icontains=word)
        branches = [
            Ticket.objects.filter(number__icontains=words).values("pk"),
            Ticket.objects.filter(subject__icontains=words).values("pk"),
            Ticket.objects.filter(search=text).values("pk"),
            Ticket.objects.filter(
                Q(workstation__inventory_number__icontains=words) | Q(workstation__name__icontains=words)
            ).values("pk"),
            Ticket.objects.filter(person).values("pk"),
            messages.values("ticket_id"),
        ]
        found = branches[0].order_by().union(*(branch.order_by() for branch in branches[1:]))
        return self.filter(pk__in=found)


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


class DraftQuerySet(models.QuerySet["Draft"]):
    """Texts that nobody has sent yet."""

    def visible_to(self, user: "User") -> "DraftQuerySet":
        """Only the writer reads what is not finished."""
        return self.filter(user=user) if user.is_service_staff else self.none()

    def being_written(self, now: datetime) -> "DraftQuerySet":
        """Those whose writer typed a moment ago; of others only the name may be told, never the text."""
        return self.filter(saved_at__gt=now - WRITES_FOR)


class WatcherQuerySet(models.QuerySet["Watcher"]):
    """Who wants to hear of a report."""

    def visible_to(self, user: "User") -> "WatcherQuerySet":
        """Everybody sees only what they watch themselves."""
        return self.filter(user=user) if user.is_service_staff else self.none()


class MentionQuerySet(models.QuerySet["Mention"]):
    """Colleagues whose attention a note asks for."""

    def visible_to(self, user: "User") -> "MentionQuerySet":
        """Staff, as the notes they stand in."""
        return self if user.is_service_staff else self.none()


class TextModuleQuerySet(models.QuerySet["TextModule"]):
    """Text modules."""

    def visible_to(self, user: "User") -> "TextModuleQuerySet":
        """Staff only."""
        return self if user.is_service_staff else self.none()

    def fitting(self, ticket: "Ticket") -> "TextModuleQuerySet":
        """Those to choose from at a report: of its team or of all, for its category or for any."""
        return self.filter(
            Q(team__isnull=True) | Q(team=ticket.team_id),
            Q(category__isnull=True) | Q(category=ticket.category_id),
            is_active=True,
        )


class MacroQuerySet(models.QuerySet["Macro"]):
    """Macros."""

    def visible_to(self, user: "User") -> "MacroQuerySet":
        """Staff only."""
        return self if user.is_service_staff else self.none()
