"""When the service works, and when its clock stands still."""

from datetime import time

from django.db import models
from django.db.models import F, Q

from contracts.querysets import BlockedTimeQuerySet
from customers.models import Authority
from customers.models.service_points import Weekday
from history.models import SourcedRecord, tracked


@tracked()
class Holiday(SourcedRecord):
    """A public holiday in Mecklenburg-Vorpommern: the service clock stands still."""

    day = models.DateField("Tag", unique=True)
    name = models.CharField("Name", max_length=80)

    objects = models.Manager()

    class Meta:
        verbose_name = "Feiertag"
        verbose_name_plural = "Feiertage"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.name} {self.day:%d.%m.%Y}"


@tracked()
class ServiceCalendar(SourcedRecord):
    """A set of service hours."""

    name = models.CharField("Name", max_length=80, unique=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "Servicezeitkalender"
        verbose_name_plural = "Servicezeitkalender"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class ServiceHours(models.Model):
    """A span of a weekday in which faults are taken and worked on, by everybody or by those on call."""

    class Kind(models.TextChoices):
        """Normal hours rest on holidays; on-call hours do not, and count only for levels that say so."""

        NORMAL = "normal", "Servicezeit"
        ON_CALL = "on_call", "Rufbereitschaft"

    calendar = models.ForeignKey(
        ServiceCalendar, verbose_name="Kalender", on_delete=models.CASCADE, related_name="hours"
    )
    kind = models.CharField("Art", max_length=7, choices=Kind, default=Kind.NORMAL)
    weekday = models.PositiveSmallIntegerField("Wochentag", choices=Weekday)
    opens_at = models.TimeField("von")
    closes_at = models.TimeField("bis", help_text="0:00 bedeutet: bis Mitternacht.")

    objects = models.Manager()

    class Meta:
        verbose_name = "Servicezeit"
        verbose_name_plural = "Servicezeiten"
        ordering = ["calendar_id", "weekday", "opens_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")) | Q(closes_at=time(0)), name="service_hours_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.UniqueConstraint(
                fields=["calendar", "kind", "weekday", "opens_at"], name="service_hours_unique",
                violation_error_message="Diese Servicezeit ist schon eingetragen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens_at:%H:%M}–{self.closes_at:%H:%M}"


@tracked()
class BlockedTime(SourcedRecord):
    """A stretch in which nothing is worked on, in one calendar or for one authority: the clock stands still."""

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
    starts_at = models.DateTimeField("von")
    ends_at = models.DateTimeField("bis")
    reason = models.CharField("Grund", max_length=120)

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
