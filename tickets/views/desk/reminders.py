"""The panel „Erinnern Sie mich“: one's own open reminders of a report."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from tickets.models import Reminder, Ticket


def context(ticket: Ticket, user: User, now: datetime) -> dict[str, Any]:
    """What the person asked for, and when the form proposes: the next morning at eight."""
    tomorrow = timezone.localtime(now) + timedelta(days=1)
    return {
        "own_reminders": Reminder.objects.visible_to(user).open().filter(ticket=ticket),
        "next_morning": tomorrow.replace(hour=8, minute=0, second=0, microsecond=0),
    }
