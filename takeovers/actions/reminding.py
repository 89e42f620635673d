"""Whose steps come near or are late: noted every morning, so that people are told once for each number of days."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from takeovers.models import CaseTask, Side, TaskReminder

TELL = "notifications.tasks.tell_of_steps"
"""Named, not imported: how people are told is decided on a floor above."""
WITHIN = 7
"""Days before, and days from one word about what is late to the next."""


@transaction.atomic
def remind(*, now: datetime) -> int:
    """Note which steps somebody in charge should hear of, and let them be told; how many were not told of yet."""
    today = timezone.localdate(now)
    near = CaseTask.objects.open().filter(due_on__lte=today + timedelta(days=WITHIN))
    due = [
        TaskReminder(
            task=task, side=side, due_on=task.due_on, days_after=days_after(task.due_on, today), created_at=now
        )
        for task in near
        if task.due_on
        for side in _sides_in_charge(task)
    ]
    TaskReminder.objects.bulk_create(due, ignore_conflicts=True)
    untold = TaskReminder.objects.filter(mailed_at=None, task__in=near).count()
    if untold:
        app.configure_task(TELL, lock="tell-of-steps").defer()
    return untold


def days_after(due_on: date, today: date) -> int:
    """Which word about a step is due: a week before, on the day, and each week that it is late."""
    late = (today - due_on).days
    return -WITHIN if late < 0 else late // WITHIN * WITHIN


def note_reminded(*, reminders: Iterable[TaskReminder], now: datetime) -> None:
    """These have been told."""
    TaskReminder.objects.filter(pk__in=[row.pk for row in reminders]).update(mailed_at=now)


def _sides_in_charge(task: CaseTask) -> list[Side]:
    return [side for side, key in ((Side.SERVICE, task.owner_id), (Side.AUTHORITY, task.contact_id)) if key]
