"""Reports of agents: that they came, what became of them, and what they say of the device itself."""

from django.db import models
from django.db.models import Q

from customers.models import Authority
from inventory.models.tokens import AgentToken
from inventory.querysets import InventoryReportQuerySet
from inventory.recognition import Mark
from workstations.models import Device


class Outcome(models.TextChoices):
    """What became of a report."""

    TAKEN = "taken", "übernommen"
    REVIEW = "review", "zu prüfen"
    DISCARDED = "discarded", "verworfen"


class InventoryReport(models.Model):
    """What one agent said; the same said again is no new report. Software is kept beside, people and addresses never."""

    token = models.ForeignKey(
        AgentToken, verbose_name="Agentenschlüssel", on_delete=models.PROTECT, related_name="reports"
    )
    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="inventory_reports"
    )
    agent_id = models.CharField("Kennung des Agenten", max_length=120)
    agent = models.CharField("Agent", max_length=121, blank=True)
    received_at = models.DateTimeField("eingegangen am")
    last_received_at = models.DateTimeField("zuletzt gleich eingegangen am")
    times = models.PositiveIntegerField("so oft gleich eingegangen", default=1)
    digest = models.CharField("Prüfsumme", max_length=64)
    facts = models.JSONField("Angaben", default=dict)
    device = models.ForeignKey(
        Device,
        verbose_name="Gerät",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="inventory_reports",
    )
    recognised_by = models.CharField("Wiedererkennung", max_length=8, choices=Mark, blank=True)
    outcome = models.CharField("Ergebnis", max_length=9, choices=Outcome)
    is_demo = models.BooleanField("Demodaten", default=False, editable=False)

    objects = InventoryReportQuerySet.as_manager()

    class Meta:
        verbose_name = "Inventarmeldung"
        verbose_name_plural = "Inventarmeldungen"
        ordering = ["-last_received_at", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["authority", "agent_id", "-last_received_at"], name="report_of_agent"),
            models.Index(fields=["device", "-last_received_at"], name="report_of_device"),
            models.Index(fields=["token", "-last_received_at"], name="report_by_token"),
            models.Index(fields=["last_received_at"], name="report_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="taken") | Q(device__isnull=True), name="report_taken_only_for_a_device"
            ),
            models.CheckConstraint(
                condition=Q(last_received_at__gte=models.F("received_at")), name="report_last_after_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facts.get('name') or self.agent_id}, {self.received_at:%d.%m.%Y}"
