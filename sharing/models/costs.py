"""What an instance costs in a year."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from applications.models import SpecialistApplication
from history.models import INVENTED, tracked
from sharing.querysets import OfServiceQuerySet

FIRST_YEAR, LAST_YEAR = 2000, 2100
YEAR_VALIDATORS = [
    MinValueValidator(FIRST_YEAR, "Bitte geben Sie ein Jahr mit vier Ziffern an."),
    MaxValueValidator(LAST_YEAR, "Bitte geben Sie ein Jahr mit vier Ziffern an."),
]


class CostKind(models.TextChoices):
    """What is paid for."""

    LICENCE = "licence", "Lizenz"
    MAINTENANCE = "maintenance", "Wartung und Pflege"
    OPERATION = "operation", "Betrieb"
    STAFF = "staff", "Personal"
    DEPRECIATION = "depreciation", "Abschreibung"
    SERVICE = "service", "Dienstleistung"
    OTHER = "other", "Sonstiges"
    CREDIT = "credit", "Gutschrift"


@tracked()
class CostItem(models.Model):
    """One cost of an instance in a year; a credit is one with a minus."""

    application = models.ForeignKey(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.PROTECT, related_name="cost_items"
    )
    year = models.PositiveSmallIntegerField("Jahr", validators=YEAR_VALIDATORS)
    kind = models.CharField("Art", max_length=12, choices=CostKind)
    label = models.CharField("Bezeichnung", max_length=120)
    amount = models.DecimalField(
        "Betrag in Euro",
        max_digits=12,
        decimal_places=2,
        help_text="Mit Umsatzsteuer, soweit sie getragen wird, zum Beispiel 12400,50. Eine Gutschrift steht mit Minus.",
    )
    is_one_off = models.BooleanField(
        "einmalige Kosten",
        default=False,
        help_text="Zum Beispiel eine Einführung; wird geteilt, aber nicht mit den jährlichen Kosten eines Angebots verglichen.",
    )
    source = models.CharField("Beleg", max_length=300, help_text="Zum Beispiel Rechnung, Vertrag oder Kostenrechnung.")
    dated_on = models.DateField("Datum des Belegs", null=True, blank=True)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "Kosten eines Fachverfahrens"
        verbose_name_plural = "Kosten der Fachverfahren"
        ordering = ["application_id", "-year", "is_one_off", "kind", "pk"]
        indexes = [models.Index(fields=["application", "year"], name="cost_item_of_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)), name="cost_item_year",
                violation_error_message="Bitte geben Sie ein Jahr mit vier Ziffern an.",
            ),
            models.CheckConstraint(
                condition=Q(kind="credit", amount__lt=0) | ~Q(kind="credit") & Q(amount__gt=0), name="cost_item_sign",
                violation_error_message="Kosten stehen ohne, eine Gutschrift steht mit Minus; null kostet nichts.",
            ),
            models.CheckConstraint(
                condition=~Q(source=""), name="cost_item_has_source",
                violation_error_message="Bitte geben Sie an, woher der Betrag kommt.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label
