"""Sets of what is planned and done about reports, and who may see them: the service alone, reminders only their owner."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q, Sum

if TYPE_CHECKING:
    from accounts.models import User
    from tickets.models import (
        Checklist,
        ChecklistItem,
        ChecklistTemplate,
        RecurringRun,
        RecurringTicket,
        Reminder,
        Ticket,
        TimeEntry,
    )


class RecurringTicketQuerySet(models.QuerySet["RecurringTicket"]):
    """Reports that come again and again."""

    def visible_to(self, user: "User") -> "RecurringTicketQuerySet":
        """Staff plan them; an authority sees the reports that come of it."""
        return self if user.is_service_staff else self.none()

    def to_look_at(self, today: date) -> "RecurringTicketQuerySet":
        """Running, and something may be due up to a day."""
        return self.filter(is_active=True, starts_on__lte=today, planned_until__lt=today)


class RecurringRunQuerySet(models.QuerySet["RecurringRun"]):
    """Which recurring reports were opened for which day."""

    def visible_to(self, user: "User") -> "RecurringRunQuerySet":
        """Staff only."""
        return self if user.is_service_staff else self.none()


class ChecklistTemplateQuerySet(models.QuerySet["ChecklistTemplate"]):
    """Templates of checklists."""

    def visible_to(self, user: "User") -> "ChecklistTemplateQuerySet":
        """Staff only."""
        return self if user.is_service_staff else self.none()

    def active(self) -> "ChecklistTemplateQuerySet":
        """Those that can be chosen."""
        return self.filter(is_active=True)

    def for_report(self, ticket: "Ticket") -> "ChecklistTemplateQuerySet":
        """Those whose rule says category or kind of a report; where both are named, both have to fit."""
        fits = (Q(category=None) | Q(category=ticket.category_id)) & (Q(kind="") | Q(kind=ticket.kind))
        return self.active().filter(fits).exclude(category=None, kind="")


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    """Checklists of reports."""

    def visible_to(self, user: "User") -> "ChecklistQuerySet":
        """Staff only: how the service works is not the affair of an authority."""
        return self if user.is_service_staff else self.none()


class ChecklistItemQuerySet(models.QuerySet["ChecklistItem"]):
    """Points of checklists."""

    def visible_to(self, user: "User") -> "ChecklistItemQuerySet":
        """Staff only."""
        return self if user.is_service_staff else self.none()


class TimeEntryQuerySet(models.QuerySet["TimeEntry"]):
    """Time spent on reports."""

    def visible_to(self, user: "User") -> "TimeEntryQuerySet":
        """Staff see that time was spent; whose it was, no page says."""
        return self if user.is_service_staff else self.none()

    def seconds_by_kind(self, ticket: "Ticket") -> dict[str, int]:
        """Seconds spent on one report, by kind."""
        rows = self.filter(ticket=ticket).order_by().values("kind").annotate(total=Sum("seconds"))
        return {row["kind"]: row["total"] for row in rows}


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """What people want to be reminded of."""

    def visible_to(self, user: "User") -> "ReminderQuerySet":
        """One's own alone."""
        return self.filter(user=user) if user.is_service_staff else self.none()

    def open(self) -> "ReminderQuerySet":
        """Not done."""
        return self.filter(done_at=None)

    def due(self, now: datetime) -> "ReminderQuerySet":
        """Not done, and their moment has come."""
        return self.open().filter(due_at__lte=now)
