"""The panel „Erinnern Sie mich“: one's own open reminders of a report."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from tickets.models import Reminder, Ticket
from ui.together import Together


def context(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    """What the person asked for, and when the form proposes: the next morning at eight."""
    tomorrow = timezone.localtime(now) + timedelta(days=1)
    reminders = page.objects(
        Reminder, lambda report: Reminder.objects.visible_to(user).open().filter(ticket=report), "due_at", "note",
        words=("own reminders", user.reach), given=[ticket.pk],
    )  # fmt: skip
    return {
        "own_reminders": lambda: list(reminders),
        "next_morning": f"{tomorrow:%Y-%m-%d}T08:00",
    }
