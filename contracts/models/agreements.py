"""How quickly the service answers and solves, for whom, and since when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from applications.models import SpecialistApplication
from contracts.models.calendars import ServiceCalendar
from contracts.querysets import ServiceAgreementQuerySet
from customers.models import Authority
from history.models import SourcedRecord, tracked
from history.validity import check_order, period


class Priority(models.IntegerChoices):
    """How soon a report is worked on; follows from impact and urgency."""

    CRITICAL = 1, "Kritisch"
    HIGH = 2, "Hoch"
    NORMAL = 3, "Normal"
    LOW = 4, "Niedrig"


@tracked()
class ServiceAgreement(SourcedRecord):
    """What holds for the reports of one authority, of one Fachverfahren, of both, or of all, for a time.

    A new version is a row of its own, so that a report keeps the one under which it was filed.
    """

    name = models.CharField("Name", max_length=120)
    version = models.CharField("Fassung", max_length=20, default="1")
    authority = models.ForeignKey(
        Authority,
        verbose_name="Behörde",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="service_agreements",
        help_text="Leer: gilt für alle Behörden.",
    )
    application = models.ForeignKey(
        SpecialistApplication,
        verbose_name="Fachverfahren",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="service_agreements",
        help_text="Leer: gilt für alle Meldungen, mit und ohne Fachverfahren.",
    )
    calendar = models.ForeignKey(
        ServiceCalendar, verbose_name="Kalender", on_delete=models.PROTECT, related_name="agreements"
    )
    valid_from = models.DateField("gilt ab")
    valid_until = models.DateField("gilt bis", null=True, blank=True)
    workaround_counts = models.BooleanField(
        "Übergangslösung zählt als Lösung",
        default=False,
        help_text="Kann wieder gearbeitet werden, ist die Frist zur Lösung eingehalten.",
    )

    objects = ServiceAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "Servicevereinbarung"
        verbose_name_plural = "Servicevereinbarungen"
        ordering = ["name", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "version"], name="service_agreement_version",
                violation_error_message="Diese Fassung gibt es schon.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="service_agreement_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            ExclusionConstraint(
                name="service_agreement_periods_apart",
                expressions=[
                    (Coalesce("authority", 0), RangeOperators.EQUAL), (Coalesce("application", 0), RangeOperators.EQUAL),
                    (period("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="In diesem Zeitraum gilt dafür schon eine andere Vereinbarung. Bitte beenden Sie diese zuerst.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}, Fassung {self.version}"

    def clean(self) -> None:
        """The end comes after the beginning."""
        check_order(self, "valid_from", "valid_until")


@tracked()
class ServiceLevel(SourcedRecord):
    """How quickly a report of one priority, or of one kind and priority, is answered and solved, in service time."""

    class Kind(models.TextChoices):
        """The kinds of reports; the same words as those of a report."""

        INCIDENT = "incident", "Störung"
        SERVICE_REQUEST = "service_request", "Anfrage"

    agreement = models.ForeignKey(
        ServiceAgreement, verbose_name="Vereinbarung", on_delete=models.CASCADE, related_name="levels"
    )
    priority = models.PositiveSmallIntegerField("Priorität", choices=Priority)
    kind = models.CharField("Art", max_length=20, choices=Kind, blank=True, help_text="Leer: gilt für alle Arten.")
    response_minutes = models.PositiveIntegerField("Reaktion in Minuten Servicezeit")
    resolution_minutes = models.PositiveIntegerField("Lösung in Minuten Servicezeit")
    counts_on_call = models.BooleanField("auch in der Rufbereitschaft", default=False)

    objects = models.Manager()

    class Meta:
        verbose_name = "Servicestufe"
        verbose_name_plural = "Servicestufen"
        ordering = ["agreement_id", "priority", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "priority", "kind"], name="service_level_unique",
                violation_error_message="Für diese Priorität gibt es in dieser Vereinbarung schon eine Servicestufe.",
            ),
            models.CheckConstraint(
                condition=Q(resolution_minutes__gte=F("response_minutes")), name="service_level_order",
                violation_error_message="Die Lösungszeit ist kürzer als die Reaktionszeit.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_priority_display()}: {self.response_minutes}/{self.resolution_minutes} Minuten"
