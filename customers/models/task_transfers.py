"""Tasks that authorities hand to the provider, with the days of resolution, contract and operation."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from customers.models.organisations import Authority
from customers.querysets import OwnedByAuthorityQuerySet
from history.models import SourcedRecord, tracked
from history.validity import check_order, period


@tracked()
class TaskTransfer(SourcedRecord):
    """A task that an authority hands to the provider: resolved, contracted and started on days of their own."""

    class Scope(models.TextChoices):
        CORE_IT = "core_it", "gesamte IT"
        SCHOOL_IT = "school_it", "Schul-IT"
        PROCUREMENT_OFFICE = "procurement_office", "Vergabestelle"
        PAYROLL = "payroll", "Personalabrechnung"
        PRINT = "print", "Druck und Kuvertierung"
        PROCEDURE_ONLY = "procedure_only", "einzelnes Fachverfahren"

    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.CASCADE, related_name="task_transfers"
    )
    scope = models.CharField("Aufgabe", max_length=20, choices=Scope)
    subject = models.CharField(
        "Fachverfahren",
        max_length=120,
        blank=True,
        help_text="Nur bei einem einzelnen Fachverfahren: wie es heißt, zum Beispiel Haushaltsverfahren.",
    )
    resolved_on = models.DateField("beschlossen am", null=True, blank=True)
    contracted_on = models.DateField("Vertrag vom", null=True, blank=True)
    starts_on = models.DateField("Betrieb ab", null=True, blank=True, help_text="Leer heißt: nicht bekannt.")
    ends_on = models.DateField(
        "Betrieb bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres."
    )
    workstations_at_start = models.PositiveIntegerField("übernommene Arbeitsplätze", null=True, blank=True)
    note = models.TextField("Bemerkung", blank=True)

    objects = OwnedByAuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = "Aufgabenübertragung"
        verbose_name_plural = "Aufgabenübertragungen"
        ordering = ["authority_id", "scope", "subject", F("starts_on").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="task_transfer_period_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            ExclusionConstraint(
                name="task_transfer_periods_apart",
                expressions=[
                    ("authority", RangeOperators.EQUAL), ("scope", RangeOperators.EQUAL), ("subject", RangeOperators.EQUAL),
                    (period("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Diese Aufgabe ist in diesem Zeitraum schon übertragen.",
            ),
            models.CheckConstraint(
                condition=Q(scope="procedure_only") & ~Q(subject="") | ~Q(scope="procedure_only") & Q(subject=""),
                name="task_transfer_subject_of_procedure",
                violation_error_message="Nur ein einzelnes Fachverfahren hat einen Namen, und es braucht einen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_scope_display()}: {self.subject}" if self.subject else self.get_scope_display()

    def clean(self) -> None:
        """The end comes after the beginning, and a single Fachverfahren has a name."""
        check_order(self, "starts_on", "ends_on")
        if self.scope == self.Scope.PROCEDURE_ONLY and not self.subject:
            raise ValidationError({"subject": "Bitte nennen Sie das Fachverfahren."})
        if self.subject and self.scope != self.Scope.PROCEDURE_ONLY:
            raise ValidationError({"subject": "Einen Namen braucht nur ein einzelnes Fachverfahren."})
