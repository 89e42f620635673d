"""What waits for a person, as the frame of every page shows it: where it is counted, and which rows."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from changes.models import Change
from handovers.models import Handover
from inventory.models import ReviewCase
from mailboxes.models import IncomingMail
from notifications.bell import unseen_reports
from tickets.models import Reminder, Stopwatch, Ticket
from ui.questions import MOMENT
from ui.together import Together
from workstations.models import Lease, Loan, StockMinimum

BELL, STOPWATCH, REMINDERS = "bell", "stopwatch", "tickets:reminders"
Rows = Callable[[User], QuerySet[Any]]

WAITING: Mapping[str, Rows] = {
    "portal:approvals": lambda user: Ticket.objects.to_approve(user, timezone.localdate()),
    REMINDERS: lambda user: Reminder.objects.visible_to(user).due(MOMENT),
    "changes:changes": lambda user: Change.objects.visible_to(user).waiting_for(user),
    "mailboxes:mails": lambda user: IncomingMail.objects.visible_to(user).to_review(),
    "inventory:cases": lambda user: ReviewCase.objects.visible_to(user).open(),
    "workstations:stock": lambda user: StockMinimum.objects.visible_to(user).short(),
    "workstations:loans": lambda user: Loan.objects.visible_to(user).overdue(timezone.localdate()),
    "workstations:leases": lambda user: Lease.objects.visible_to(user).due_for_return(timezone.localdate()),
    "handovers:handovers": lambda user: Handover.objects.visible_to(user).waiting_for(user),
    BELL: unseen_reports,
    STOPWATCH: Stopwatch.objects.visible_to,
}
"""By place in the menu, and for the head of the page. Which rows, follows from the person, what they may reach, and the day."""


def waiting_at(place: str, user: User, page: Together) -> Callable[[], int]:
    """How much waits there for a person, counted when it is shown and with everything else on the page; 0 where nothing is counted."""
    return page.count(partial(WAITING[place], user), words=("waiting", place, user.reach)) if place in WAITING else int
