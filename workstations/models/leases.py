"""What is not owned but leased: from whom, how long, and whether it may be swapped."""

from datetime import date, timedelta

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from customers.models import Authority
from history.models import SourcedRecord, tracked
from history.validity import check_order
from ui.addresses import address
from workstations.querysets import LeaseQuerySet


@tracked()
class Lease(SourcedRecord):
    """A contract by which an authority leases devices, printers above all."""

    authority = models.ForeignKey(Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="leases")
    lessor = models.CharField("Leasinggeber", max_length=120)
    contract_number = models.CharField("Vertragsnummer", max_length=60)
    starts_on = models.DateField("Beginn")
    ends_on = models.DateField("Ende", null=True, blank=True, help_text="Leer heißt: läuft, bis jemand kündigt.")
    monthly_rate = models.DecimalField(
        "Rate im Monat",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="In Euro mit Umsatzsteuer, für alle Geräte zusammen.",
    )
    may_be_swapped = models.BooleanField(
        "Tauschrecht", default=False, help_text="Geräte können während der Laufzeit getauscht werden."
    )
    swap_terms = models.CharField("Bedingungen des Tauschs", max_length=300, blank=True)
    return_notice_days = models.PositiveSmallIntegerField(
        "Rückgabe ankündigen", default=90, help_text="So viele Tage vor dem Ende."
    )
    note = models.TextField("Bemerkung", blank=True)
    version = models.PositiveIntegerField("Fassung", default=1, editable=False)

    objects = LeaseQuerySet.as_manager()

    class Meta:
        verbose_name = "Leasingvertrag"
        verbose_name_plural = "Leasingverträge"
        ordering = ["ends_on", "pk"]
        indexes = [
            GinIndex(
                OpClass(Upper("lessor"), name="gin_trgm_ops"),
                OpClass(Upper("contract_number"), name="gin_trgm_ops"),
                name="lease_parts",
                fastupdate=False,
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                Upper("lessor"), Upper("contract_number"), name="lease_unique",
                violation_error_message="Diesen Vertrag gibt es schon.",
            ),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="lease_order"),
            models.CheckConstraint(
                condition=Q(monthly_rate__isnull=True) | Q(monthly_rate__gte=0), name="lease_rate_not_negative"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.lessor} {self.contract_number}"

    def get_absolute_url(self) -> str:
        """The lease's page in the workspace."""
        return address("workstations:lease", self.pk)

    @property
    def announce_by(self) -> date | None:
        """Until when the return has to be announced."""
        return self.ends_on - timedelta(days=self.return_notice_days) if self.ends_on else None

    def clean(self) -> None:
        check_order(self, "starts_on", "ends_on")
