"""Sets of what is planned and done about reports, and who may see them: the service alone, reminders only their owner."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from accounts.querysets import ForServiceQuerySet, OnesOwnQuerySet

if TYPE_CHECKING:
    from tickets.models import Category, ChecklistTemplate, RecurringTicket, Reminder, TimeEntry


class CategoryQuerySet(QuerySet["Category"]):
    """What reports are about."""

    def active(self) -> "CategoryQuerySet":
        """Those that can be chosen."""
        return self.filter(is_active=True)


class RecurringTicketQuerySet(ForServiceQuerySet["RecurringTicket"]):
    """Reports that come again and again."""

    def to_look_at(self, today: date) -> "RecurringTicketQuerySet":
        """Running, and something may be due up to a day."""
        return self.filter(is_active=True, starts_on__lte=today, planned_until__lt=today)


class ChecklistTemplateQuerySet(ForServiceQuerySet["ChecklistTemplate"]):
    """Templates of checklists."""

    def active(self) -> "ChecklistTemplateQuerySet":
        """Those that can be chosen."""
        return self.filter(is_active=True)

    def for_report(self, category: int, kind: str) -> "ChecklistTemplateQuerySet":
        """Those whose rule says category or kind of a report; where both are named, both have to fit."""
        fits = (Q(category=None) | Q(category=category)) & (Q(kind="") | Q(kind=kind))
        return self.active().filter(fits).exclude(category=None, kind="")

    def missing_at(self, ticket: int) -> "ChecklistTemplateQuerySet":
        """Those that are not attached to a report yet."""
        from tickets.models import Checklist  # noqa: PLC0415 – models import this module

        return self.exclude(Exists(Checklist.objects.filter(ticket=ticket, template=OuterRef("pk"))))


class TimeEntryQuerySet(ForServiceQuerySet["TimeEntry"]):
    """Time spent on reports."""

    def seconds_by_kind(self) -> "QuerySet[TimeEntry, Any]":
        """Each `kind` with the seconds spent, `total`."""
        return self.order_by().values("kind").annotate(total=Sum("seconds"))

    def standing(self) -> "TimeEntryQuerySet":
        """Neither taken back nor taking another back."""
        return self.filter(corrects=None, correction=None)


class ReminderQuerySet(OnesOwnQuerySet["Reminder"]):
    """What people want to be reminded of."""

    def open(self) -> "ReminderQuerySet":
        """Not done."""
        return self.filter(done_at=None)

    def due(self, now: datetime) -> "ReminderQuerySet":
        """Not done, and their moment has come."""
        return self.open().filter(due_at__lte=now)
