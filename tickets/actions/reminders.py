"""What people want to be reminded of: asked for, moved and done by the person alone."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from tickets.actions.steps import one_line, require_staff
from tickets.models import Reminder, Ticket


@transaction.atomic
def remind(*, ticket: Ticket, due_at: datetime, by: User, now: datetime, note: str = "") -> Reminder:
    """Ask to be reminded of a report at a moment; whoever asks twice for the same moment is reminded once."""
    require_staff(by)
    if due_at <= now:
        raise ValidationError({"due_at": "Bitte wählen Sie einen Zeitpunkt in der Zukunft."})
    note = one_line(note)[:200]
    there = Reminder.objects.open().filter(user=by, ticket=ticket, due_at=due_at).first()
    return there or Reminder.objects.create(user=by, ticket=ticket, due_at=due_at, note=note)


@transaction.atomic
def finish_reminder(*, reminder: Reminder, by: User, now: datetime) -> None:
    """Tick off a reminder of one's own."""
    if reminder.user_id != by.pk:
        raise PermissionDenied
    Reminder.objects.open().filter(pk=reminder.pk).update(done_at=now)
