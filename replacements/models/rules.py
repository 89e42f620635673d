"""What a replacement follows from: how long things of a kind serve and what they cost, and which systems are changed."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from history.models import SourcedRecord, tracked
from replacements.querysets import ForPlanningQuerySet, ReplacementRuleQuerySet
from workstations.models import DeviceKind, OperatingSystem


@tracked()
class ReplacementRule(SourcedRecord):
    """How long devices of a kind serve and what a new one costs, from a day on; a later rule takes its place."""

    kind = models.CharField("Geräteart", max_length=20, choices=DeviceKind)
    valid_from = models.DateField("gilt ab", help_text="Der Preis ist der dieses Jahres.")
    service_years = models.PositiveSmallIntegerField(
        "Nutzungsdauer in Jahren", validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    price = models.DecimalField(
        "Preis eines neuen Geräts",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="In Euro mit Umsatzsteuer. Leer heißt: kein Preis hinterlegt.",
    )
    growth = models.DecimalField(
        "Steigerung je Jahr",
        max_digits=4,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(0), MaxValueValidator(25)],
        help_text="In Prozent, zum Beispiel 2,5.",
    )
    warranty_counts = models.BooleanField(
        "Garantieende zählt",
        default=False,
        help_text="Geräte dieser Art werden spätestens ersetzt, wenn die Garantie endet.",
    )

    objects = ReplacementRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "Vorgabe der Ersatzplanung"
        verbose_name_plural = "Vorgaben der Ersatzplanung"
        ordering = ["kind", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "valid_from"], name="replacement_rule_once",
                violation_error_message="Für diese Geräteart gilt ab diesem Tag schon eine Vorgabe.",
            ),
            models.CheckConstraint(
                condition=Q(service_years__range=(1, 30)), name="replacement_rule_years",
                violation_error_message="Die Nutzungsdauer liegt zwischen 1 und 30 Jahren.",
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0), name="replacement_rule_price",
                violation_error_message="Ein Preis ist nicht negativ.",
            ),
            models.CheckConstraint(
                condition=Q(growth__range=(0, 25)), name="replacement_rule_growth",
                violation_error_message="Die Steigerung liegt zwischen 0 und 25 Prozent.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ab {self.valid_from:%d.%m.%Y}"


@tracked()
class UpgradePath(models.Model):
    """That devices with an operating system get another one in time: the end of its support replaces none of them."""

    operating_system = models.OneToOneField(
        OperatingSystem, verbose_name="Betriebssystem", on_delete=models.CASCADE, related_name="upgrade_path"
    )
    note = models.CharField("Bemerkung", max_length=200, blank=True, help_text="Zum Beispiel, worauf gewechselt wird.")

    objects = ForPlanningQuerySet.as_manager()

    class Meta:
        verbose_name = "Wechsel des Betriebssystems"
        verbose_name_plural = "Wechsel von Betriebssystemen"
        ordering = ["operating_system__name", "operating_system__version"]

    def __str__(self) -> str:
        return str(self.operating_system)
