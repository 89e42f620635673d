"""When nothing is to be changed at an authority: once, or every week at the same hours."""

from django.db import models
from django.db.models import F, Q

from contracts.models.calendars import ServiceCalendar
from contracts.querysets import BlockedTimeQuerySet, WeeklyBlockedTimeQuerySet
from customers.models import Authority
from customers.models.service_points import Weekday
from history.models import INVENTED, SourcedRecord, tracked
from history.validity import check_order
from ui.addresses import address


class Kind(models.TextChoices):
    """Why nothing is to be changed."""

    ELECTION = "election", "Wahl"
    SESSION = "session", "Sitzung"
    COUNTER_HOURS = "counter_hours", "Sprechzeit"
    YEAR_END = "year_end", "Jahresabschluss"
    OTHER = "other", "Sonstiges"


@tracked()
class BlockedTime(SourcedRecord):
    """A stretch in which no work is planned, in one calendar or for one authority.

    Faults are still worked on and the clock of their deadlines runs, unless it is said that the clock stands still, too.
    """

    calendar = models.ForeignKey(
        ServiceCalendar,
        verbose_name="Kalender",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="blocked_times",
        help_text="Gilt für alle, deren Vereinbarung diesen Kalender nennt.",
    )
    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.CASCADE, null=True, blank=True, related_name="blocked_times"
    )
    kind = models.CharField("Art", max_length=15, choices=Kind, default=Kind.OTHER)
    starts_at = models.DateTimeField("von")
    ends_at = models.DateTimeField("bis")
    reason = models.CharField("Grund", max_length=120, help_text="Zum Beispiel: Landtagswahl.")
    stops_clock = models.BooleanField(
        "Fristen ruhen",
        default=False,
        help_text="In dieser Zeit wird auch an Störungen nicht gearbeitet; die Uhr der Fristen steht.",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BlockedTimeQuerySet.as_manager()

    class Meta:
        verbose_name = "Sperrzeit"
        verbose_name_plural = "Sperrzeiten"
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="blocked_time_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(calendar__isnull=True, authority__isnull=False)
                | Q(calendar__isnull=False, authority__isnull=True),
                name="blocked_time_of_calendar_or_authority",
                violation_error_message="Bitte wählen Sie entweder einen Kalender oder eine Behörde.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["ends_at"], name="blocked_time_by_end")]

    def __str__(self) -> str:
        return self.reason

    def get_absolute_url(self) -> str:
        """Its form."""
        return address("contracts:blocked_time", self.pk)


@tracked()
class WeeklyBlockedTime(models.Model):
    """Hours of a weekday in which no work is planned for an authority, such as those of its Bürgerbüro; no clock stops."""

    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.CASCADE, related_name="weekly_blocked_times"
    )
    kind = models.CharField("Art", max_length=15, choices=Kind, default=Kind.COUNTER_HOURS)
    weekday = models.PositiveSmallIntegerField("Wochentag", choices=Weekday)
    begins_at = models.TimeField("von")
    ends_at = models.TimeField("bis")
    reason = models.CharField("Grund", max_length=120, help_text="Zum Beispiel: Sprechzeit im Bürgerbüro.")
    valid_from = models.DateField("gilt ab", null=True, blank=True, help_text="Leer heißt: von Anfang an.")
    valid_until = models.DateField(
        "gilt bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres."
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = WeeklyBlockedTimeQuerySet.as_manager()

    class Meta:
        verbose_name = "Wöchentliche Sperrzeit"
        verbose_name_plural = "wöchentliche Sperrzeiten"
        ordering = ["weekday", "begins_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="weekly_blocked_time_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="weekly_blocked_time_period_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.begins_at:%H:%M} bis {self.ends_at:%H:%M} Uhr: {self.reason}"

    def get_absolute_url(self) -> str:
        """Its form."""
        return address("contracts:weekly_blocked_time", self.pk)

    def clean(self) -> None:
        """The end comes after the beginning, of the hours and of the period."""
        check_order(self, "begins_at", "ends_at")
        check_order(self, "valid_from", "valid_until")
