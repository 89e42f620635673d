"""How a Fachverfahren stands when it does not stand as usual: said by hand, or by an outage."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from applications.models import SpecialistApplication
from changes.levels import Level, Source
from changes.querysets import ServiceStatusQuerySet
from customers.models import Authority
from history.models import tracked


@tracked()
class ServiceStatus(models.Model):
    """A Fachverfahren stands like this for one authority, or for all that use it, from a moment on.

    Periods may overlap: the worst of what holds is what people read. A running change counts by itself and has no row.
    """

    application = models.ForeignKey(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.CASCADE, related_name="statuses"
    )
    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.CASCADE, null=True, blank=True, related_name="statuses",
        help_text="Leer heißt: für alle, die es nutzen.",
    )  # fmt: skip
    level = models.PositiveSmallIntegerField("Stufe", choices=Level)
    since = models.DateTimeField("seit")
    until = models.DateTimeField("bis", null=True, blank=True, help_text="Leer heißt: bis auf Weiteres.")
    # What an outage is expected to take; it ends when the outage does.
    expected_until = models.DateTimeField("voraussichtlich bis", null=True, blank=True, editable=False)
    text = models.TextField(
        "Text für die Behörden", max_length=1000, help_text="Was nicht geht und wie man sich behilft."
    )
    source = models.CharField("Herkunft", max_length=8, choices=Source, default=Source.HAND, editable=False)
    incident = models.PositiveBigIntegerField("Nummer der Großstörung", null=True, blank=True, editable=False)
    is_text_by_hand = models.BooleanField("Text von Hand geändert", default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, help_text="Erfunden; betrifft keinen wirklichen Betrieb.")

    objects = ServiceStatusQuerySet.as_manager()

    class Meta:
        verbose_name = "Betriebszustand"
        verbose_name_plural = "Betriebszustände"
        ordering = ["-since", "-pk"]
        default_permissions = ("view", "add", "change")
        indexes = [
            models.Index(fields=["application", "-since"], name="service_status_newest"),
            models.Index(fields=["incident"], condition=Q(incident__isnull=False), name="service_status_of_incident"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="service_status_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(condition=Q(level__range=(1, 4)), name="service_status_level_known"),
            models.CheckConstraint(
                condition=Q(source="hand", incident__isnull=True) | Q(source="incident", incident__isnull=False),
                name="service_status_source",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.pk or 'neu'}"

    @property
    def follows_incident(self) -> bool:
        """Whether an outage has brought it about that still goes on: then it ends with the outage, not by hand."""
        return self.source == Source.INCIDENT and self.until is None

    def holds(self, moment: datetime) -> bool:
        """Whether it holds at a moment."""
        return self.since <= moment and (self.until is None or moment < self.until)
