"""What people decided about single devices, other than the rules say."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from history.models import tracked
from replacements.querysets import ForPlanningQuerySet
from workstations.models import Device, DeviceModel, InfrastructureItem

FIRST_YEAR, LAST_YEAR = 2020, 2100


@tracked()
class PlannedReplacement(models.Model):
    """That one device or piece of infrastructure is replaced in another year, for another price, or not at all."""

    device = models.OneToOneField(
        Device,
        verbose_name="Gerät",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="planned_replacement",
    )
    item = models.OneToOneField(
        InfrastructureItem,
        verbose_name="Infrastrukturelement",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="planned_replacement",
    )
    is_kept = models.BooleanField("wird nicht ersetzt", default=False)
    year = models.PositiveSmallIntegerField(
        "Jahr",
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text="Leer heißt: das berechnete Jahr.",
    )
    price = models.DecimalField(
        "Preis",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="In Euro mit Umsatzsteuer. Leer heißt: der berechnete Preis.",
    )
    replacement_model = models.ForeignKey(
        DeviceModel,
        verbose_name="Ersatz durch",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.CharField("Begründung", max_length=300)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="entschieden von", on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("entschieden am")

    objects = ForPlanningQuerySet.as_manager()

    class Meta:
        verbose_name = "abweichende Planung"
        verbose_name_plural = "abweichende Planungen"
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(device__isnull=False, item__isnull=True) | Q(device__isnull=True, item__isnull=False),
                name="planned_replacement_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(is_kept=True) | Q(year__isnull=True, price__isnull=True, replacement_model__isnull=True),
                name="planned_replacement_kept_costs_nothing",
                violation_error_message="Was nicht ersetzt wird, hat weder Jahr noch Preis.",
            ),
            models.CheckConstraint(
                condition=Q(is_kept=True) | Q(year__isnull=False) | Q(price__isnull=False) | Q(replacement_model__isnull=False),
                name="planned_replacement_says_something",
                violation_error_message="Bitte geben Sie an, was anders geplant wird.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="planned_replacement_has_reason",
                violation_error_message="Bitte nennen Sie den Grund.",
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(FIRST_YEAR, LAST_YEAR)), name="planned_replacement_year",
                violation_error_message="Bitte geben Sie ein Jahr mit vier Ziffern an.",
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0), name="planned_replacement_price",
                violation_error_message="Ein Preis ist nicht negativ.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.in_words()

    def in_words(self) -> str:
        """What was decided, e.g. „2029 statt berechnet, 900,00 €“, without its reason."""
        if self.is_kept:
            return "wird nicht ersetzt"
        parts = [
            f"im Jahr {self.year}" if self.year else "",
            f"durch {self.replacement_model}" if self.replacement_model else "",
            f"für {self.price:.2f} €".replace(".", ",") if self.price is not None else "",
        ]
        return "Ersatz " + " ".join(part for part in parts if part)
