"""What a Fachverfahren would cost an authority that ran it alone: offers that were really made, never an estimate."""

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from applications.models import SpecialistApplication
from customers.models import Authority
from history.models import SourcedRecord, tracked
from history.validity import check_order
from sharing.querysets import QuoteQuerySet


@tracked()
class Quote(SourcedRecord):
    """An offer for the operation of a Fachverfahren by one authority alone."""

    application = models.ForeignKey(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.PROTECT, related_name="quotes"
    )
    authority = models.ForeignKey(Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="quotes")
    vendor = models.CharField(
        "Anbieter", max_length=120, help_text="Wer das Angebot gemacht hat, und wofür in einem Wort."
    )
    annual_amount = models.DecimalField(
        "jährliche Kosten in Euro",
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(0)],
        help_text="Für Alleinbetrieb, wie die Kosten hier mit Umsatzsteuer, zum Beispiel 4800,00.",
    )
    one_off_amount = models.DecimalField(
        "einmalige Kosten in Euro",
        max_digits=12,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
        help_text="Werden genannt, aber nicht in die jährliche Einsparung gerechnet.",
    )
    dated_on = models.DateField("Datum des Angebots")
    valid_until = models.DateField("gültig bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: offen.")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = "Angebot für den Alleinbetrieb"
        verbose_name_plural = "Angebote für den Alleinbetrieb"
        ordering = ["application_id", "authority_id", "-dated_on", "-pk"]
        indexes = [models.Index(fields=["application", "authority", "-dated_on"], name="quote_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(certainty=""), name="quote_has_source",
                violation_error_message="Bitte geben Sie an, woher das Angebot kommt und wie sicher es ist.",
            ),
            models.CheckConstraint(
                condition=Q(annual_amount__gte=0, one_off_amount__gte=0), name="quote_not_negative",
                violation_error_message="Ein Angebot ist nicht negativ.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("dated_on")), name="quote_period_order",
                violation_error_message="Das Ende liegt vor dem Datum des Angebots.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Angebot {self.vendor}"

    def clean(self) -> None:
        """It holds at least on its own day."""
        check_order(self, "dated_on", "valid_until")

    def holds_in(self, year: int) -> bool:
        """Whether it can be compared with the cost of a year: made by its end, and valid on a day of it."""
        return self.dated_on <= date(year, 12, 31) and (
            self.valid_until is None or self.valid_until >= date(year, 1, 1)
        )
