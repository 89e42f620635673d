"""The workstations as they were on the day on which operation changed hands; later deviations are seen against it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from contracts.querysets import OfWholeAuthorityQuerySet
from customers.models import Authority, TaskTransfer
from history.models import SourcedRecord, tracked
from takeovers.models.cases import CaseScope
from takeovers.querysets import OfSnapshotQuerySet
from ui.addresses import address
from workstations.models import Workstation


@tracked()
class InventorySnapshot(SourcedRecord):
    """How many workstations were there on a day, and how many of them were taken over; signed off, it stands."""

    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="inventory_snapshots"
    )
    case_scope = models.OneToOneField(
        CaseScope,
        verbose_name="Aufgabe des Vorhabens",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="snapshot",
    )
    scope = models.CharField("Aufgabe", max_length=20, choices=TaskTransfer.Scope, default=TaskTransfer.Scope.CORE_IT)
    effective_on = models.DateField("Stichtag")
    counted = models.PositiveIntegerField("vorgefunden", help_text="So viele IT-Arbeitsplätze waren da.")
    taken_over = models.PositiveIntegerField("übernommen")
    note = models.TextField("Bemerkung", blank=True)
    signed_off_on = models.DateField("bestätigt am", null=True, blank=True)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="bestätigt von",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = OfWholeAuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = "Bestandsaufnahme zum Stichtag"
        verbose_name_plural = "Bestandsaufnahmen zum Stichtag"
        ordering = ["-effective_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "scope", "effective_on"], name="inventory_snapshot_once",
                violation_error_message="Zu diesem Stichtag gibt es schon eine Bestandsaufnahme.",
            ),
            models.CheckConstraint(
                condition=Q(taken_over__lte=F("counted")), name="inventory_snapshot_counts",
                violation_error_message="Es können nicht mehr übernommen sein als vorgefunden.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.taken_over} von {self.counted} am {self.effective_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        """The snapshot's page."""
        return address("takeovers:snapshot", self.pk)


@tracked()
class SnapshotItem(models.Model):
    """One workstation as it was found on that day; who sat there is not kept."""

    snapshot = models.ForeignKey(
        InventorySnapshot, verbose_name="Bestandsaufnahme", on_delete=models.CASCADE, related_name="items"
    )
    workstation = models.ForeignKey(
        Workstation, verbose_name="IT-Arbeitsplatz", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    inventory_number = models.CharField("Inventarnummer", max_length=30)
    name = models.CharField("Rechnername", max_length=60, blank=True)
    place = models.CharField("Standort und Raum", max_length=200, blank=True)
    network = models.CharField("Netz", max_length=20, choices=Workstation.Network, blank=True)
    is_taken_over = models.BooleanField("übernommen", default=True)
    reason = models.CharField("nicht übernommen, weil", max_length=200, blank=True)

    objects = OfSnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = "Arbeitsplatz einer Bestandsaufnahme"
        verbose_name_plural = "Arbeitsplätze der Bestandsaufnahmen"
        ordering = ["snapshot_id", "inventory_number"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "inventory_number"], name="snapshot_item_once"),
            models.CheckConstraint(
                condition=Q(is_taken_over=True) | ~Q(reason=""), name="snapshot_item_says_why_not",
                violation_error_message="Bitte nennen Sie den Grund, warum dieser Arbeitsplatz nicht übernommen wird.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.inventory_number
