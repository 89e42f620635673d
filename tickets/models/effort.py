"""How much time the service spent on a report: written once, put right by a counter-entry; and the watch that measures it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.querysets import OnesOwnQuerySet
from history.models import append_only
from tickets.models.tickets import Ticket
from tickets.querysets import TimeEntryQuerySet


class TimeEntry(models.Model):
    """Time spent on a report. Sums are per report and kind; whose time it was nobody sees but the person themselves."""

    class Kind(models.TextChoices):
        REMOTE = "remote", "aus der Ferne"
        ON_SITE = "on_site", "vor Ort"
        TRAVEL = "travel", "Fahrt"

    ticket = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="time_entries")
    kind = models.CharField("Art", max_length=7, choices=Kind)
    seconds = models.IntegerField("Sekunden")
    worked_on = models.DateField("Tag")
    note = models.CharField("Bemerkung", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="von", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("eingetragen am")
    corrects = models.OneToOneField(
        "self", verbose_name="nimmt zurück", on_delete=models.CASCADE, null=True, blank=True, related_name="correction"
    )

    objects = TimeEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "Zeiteintrag"
        verbose_name_plural = "Zeiteinträge"
        ordering = ["-worked_on", "-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, seconds__gt=0) | Q(corrects__isnull=False, seconds__lt=0),
                name="time_entry_only_corrections_take_back",
            ),
        ]
        indexes = [models.Index(fields=["ticket", "kind"], name="time_entry_of_ticket")]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.worked_on:%d.%m.%Y}"


class Stopwatch(models.Model):
    """Measures the time somebody works on a report until they enter it; one per person, seen by nobody else."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="für", on_delete=models.CASCADE, related_name="stopwatch"
    )
    ticket = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="+")
    began_at = models.DateTimeField("begonnen am")
    counted = models.PositiveIntegerField("Sekunden bis zum letzten Anhalten", default=0)
    # Empty while it is halted.
    runs_since = models.DateTimeField("läuft seit", null=True, blank=True)

    objects = OnesOwnQuerySet["Stopwatch"].as_manager()

    class Meta:
        verbose_name = "Stoppuhr"
        verbose_name_plural = "Stoppuhren"

    def __str__(self) -> str:
        return f"Stoppuhr zu {self.ticket.number}"

    def seconds(self, now: datetime) -> int:
        """What it shows at a moment."""
        running = (now - self.runs_since).total_seconds() if self.runs_since else 0
        return self.counted + max(int(running), 0)
