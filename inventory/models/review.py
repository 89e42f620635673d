"""Cases that a person has to decide, because a report says too little or too much."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from customers.models import Authority
from history.models import tracked
from inventory.models.tokens import AgentToken
from inventory.querysets import ReviewCaseQuerySet
from inventory.recognition import Doubt
from inventory.reports import Report
from ui.addresses import address
from workstations.models import Device


class Decision(models.TextChoices):
    """What a person decided about a case."""

    DEVICE = "device", "bekanntes Gerät"
    NEW = "new", "neues Gerät"
    DISCARDED = "discarded", "verworfen"
    SETTLED = "settled", "von selbst erledigt"
    WITHDRAWN = "withdrawn", "zurückgenommen"


@tracked(exclude=("report", "replaced", "last_reported_at"))
class ReviewCase(models.Model):
    """A doubt about a device: what was reported, which devices it may be, and what was decided.

    The report is kept as long as the case is open. What was decided holds for all reports that bear the same marks,
    until somebody takes it back; for that is kept what the report replaced on the device.
    """

    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="review_cases"
    )
    token = models.ForeignKey(
        AgentToken, verbose_name="Agentenschlüssel", on_delete=models.PROTECT, related_name="review_cases"
    )
    kind = models.CharField("Anlass", max_length=15, choices=Doubt)
    sentence = models.CharField("Woran es liegt", max_length=300)
    title = models.CharField("Gemeldet als", max_length=120)
    identity = models.CharField("Prüfsumme der Merkmale", max_length=64)
    report = models.JSONField("Meldung", default=dict, blank=True)
    candidates = ArrayField(models.BigIntegerField(), verbose_name="mögliche Geräte", default=list, blank=True)
    opened_at = models.DateTimeField("eingegangen am")
    last_reported_at = models.DateTimeField("zuletzt gemeldet")
    decision = models.CharField("Entscheidung", max_length=9, choices=Decision, blank=True)
    device = models.ForeignKey(
        Device, verbose_name="Gerät", on_delete=models.SET_NULL, null=True, blank=True, related_name="review_cases"
    )
    replaced = models.JSONField("Ersetzte Angaben", default=dict, blank=True, editable=False)
    reason = models.CharField("Grund", max_length=300, blank=True)
    decided_at = models.DateTimeField("entschieden am", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="entschieden von",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    is_demo = models.BooleanField("Demodaten", default=False, editable=False)

    objects = ReviewCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "Prüffall"
        verbose_name_plural = "Prüffälle"
        ordering = ["-opened_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("review", "Kann über Inventarmeldungen entscheiden")]
        indexes = [
            models.Index(fields=["opened_at"], condition=Q(decision=""), name="case_open"),
            models.Index(fields=["authority", "identity", "-decided_at"], name="case_by_identity"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "identity"], condition=Q(decision=""), name="case_open_once_for_a_device"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(decision="") & Q(decided_at__isnull=False, report={}),
                name="case_decided_has_moment_and_no_report",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["device", "new", "discarded", "withdrawn"]) | Q(decided_by__isnull=False),
                name="case_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(decision="discarded") | ~Q(reason=""), name="case_discarded_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page on which it is decided."""
        return address("inventory:case", self.pk)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return not self.decision

    @property
    def reported(self) -> Report:
        """What was reported, as long as the case is open."""
        stored: dict[str, Any] = self.report
        return Report.from_json(stored) if stored else Report()
