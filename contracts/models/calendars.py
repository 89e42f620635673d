"""When the service works, and on which days it rests."""

from datetime import time

from django.db import models
from django.db.models import F, Q

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
