"""What was agreed about time: when the service works, on which days it rests, and how quickly it answers."""

from django.db import models
from django.db.models import F, Q

from customers.models.service_points import Weekday
from history.models import SourcedRecord, tracked


class Priority(models.IntegerChoices):
    """How soon a report is worked on; follows from impact and urgency."""

    CRITICAL = 1, "Kritisch"
    HIGH = 2, "Hoch"
    NORMAL = 3, "Normal"
    LOW = 4, "Niedrig"


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
    is_default = models.BooleanField("gilt für alle", default=False)

    objects = models.Manager()

    class Meta:
        verbose_name = "Servicezeitkalender"
        verbose_name_plural = "Servicezeitkalender"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="service_calendar_one_default",
                violation_error_message="Es gibt schon einen Kalender, der für alle gilt.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


@tracked()
class ServiceHours(models.Model):
    """A span of a weekday in which faults are taken and worked on."""

    calendar = models.ForeignKey(
        ServiceCalendar, verbose_name="Kalender", on_delete=models.CASCADE, related_name="hours"
    )
    weekday = models.PositiveSmallIntegerField("Wochentag", choices=Weekday)
    opens_at = models.TimeField("von")
    closes_at = models.TimeField("bis")

    objects = models.Manager()

    class Meta:
        verbose_name = "Servicezeit"
        verbose_name_plural = "Servicezeiten"
        ordering = ["calendar_id", "weekday", "opens_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="service_hours_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.UniqueConstraint(
                fields=["calendar", "weekday", "opens_at"], name="service_hours_unique",
                violation_error_message="Diese Servicezeit ist schon eingetragen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens_at:%H:%M}–{self.closes_at:%H:%M}"


@tracked()
class ServiceLevel(SourcedRecord):
    """How quickly a report of one priority is answered and solved, in service time."""

    calendar = models.ForeignKey(
        ServiceCalendar, verbose_name="Kalender", on_delete=models.CASCADE, related_name="levels"
    )
    priority = models.PositiveSmallIntegerField("Priorität", choices=Priority)
    response_minutes = models.PositiveIntegerField("Reaktion in Minuten Servicezeit")
    resolution_minutes = models.PositiveIntegerField("Lösung in Minuten Servicezeit")

    objects = models.Manager()

    class Meta:
        verbose_name = "Servicestufe"
        verbose_name_plural = "Servicestufen"
        ordering = ["calendar_id", "priority"]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "priority"], name="service_level_unique",
                violation_error_message="Für diese Priorität gibt es in diesem Kalender schon eine Servicestufe.",
            ),
            models.CheckConstraint(
                condition=Q(resolution_minutes__gte=F("response_minutes")), name="service_level_order",
                violation_error_message="Die Lösungszeit ist kürzer als die Reaktionszeit.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_priority_display()}: {self.response_minutes}/{self.resolution_minutes} Minuten"
