"""What people want to be reminded of."""

from django.conf import settings
from django.db import models

from history.models import tracked
from tickets.models.tickets import Ticket
from tickets.querysets import ReminderQuerySet


@tracked()
class Reminder(models.Model):
    """A member of staff wants to be reminded of a report at a moment; nobody else sees it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="für", on_delete=models.CASCADE, related_name="reminders"
    )
    ticket = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="reminders")
    due_at = models.DateTimeField("erinnern am")
    note = models.CharField("Woran", max_length=200, blank=True)
    done_at = models.DateTimeField("erledigt am", null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "Erinnerung"
        verbose_name_plural = "Erinnerungen"
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["user", "due_at"], condition=models.Q(done_at=None), name="reminder_open")]

    def __str__(self) -> str:
        return self.note or "Erinnerung"
