"""Outages that hit several authorities at once, and whom they hit."""

from collections.abc import Iterable
from hashlib import sha256

from django.db import models
from django.db.models import F, Q

from applications.models import SpecialistApplication
from customers.models import Authority
from history.models import tracked
from tickets.models.tickets import Category, Ticket
from tickets.querysets import AffectedAuthorityQuerySet, MajorIncidentQuerySet
from ui.addresses import address


@tracked()
class MajorIncident(models.Model):
    """A Großstörung: the report that leads it collects those of all authorities concerned.

    Authorities read title and text; the leading report belongs to one of them and is never shown to the others. What
    they need of it stands here again.
    """

    ticket = models.OneToOneField(
        Ticket, verbose_name="führende Meldung", on_delete=models.CASCADE, related_name="major_incident"
    )
    title = models.CharField("Was ist gestört?", max_length=120)
    text = models.TextField("Text für die Behörden")
    category = models.ForeignKey(Category, verbose_name="Kategorie", on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(
        SpecialistApplication,
        verbose_name="Fachverfahren",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="major_incidents",
    )
    authorities = models.ManyToManyField(
        Authority, verbose_name="betroffene Behörden", through="AffectedAuthority", related_name="major_incidents"
    )
    started_at = models.DateTimeField("Beginn")
    expected_until = models.DateTimeField("voraussichtlich behoben", null=True, blank=True)
    ended_at = models.DateTimeField("behoben", null=True, blank=True)

    objects = MajorIncidentQuerySet.as_manager()

    class Meta:
        verbose_name = "Großstörung"
        verbose_name_plural = "Großstörungen"
        ordering = [F("ended_at").desc(nulls_first=True), "-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")), name="major_incident_order"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="major_incident_has_words"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the outage in the workspace."""
        return address("tickets:outage", self.pk)

    @property
    def is_running(self) -> bool:
        """Whether it still goes on."""
        return self.ended_at is None

    def stamp(self, authorities: Iterable[int]) -> str:
        """Differs whenever somebody changed what is read, or which authorities (by their keys) read it."""
        words = (self.title, self.text, str(self.expected_until), *(str(key) for key in sorted(authorities)))
        return sha256("\0".join(words).encode()).hexdigest()[:16]


@tracked()
class AffectedAuthority(models.Model):
    """An authority that a Großstörung concerns; it alone reads of it."""

    incident = models.ForeignKey(
        MajorIncident, verbose_name="Großstörung", on_delete=models.CASCADE, related_name="affected"
    )
    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.CASCADE, related_name="affected_by"
    )

    objects = AffectedAuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = "betroffene Behörde"
        verbose_name_plural = "betroffene Behörden"
        ordering = ["authority_id"]
        constraints = [models.UniqueConstraint(fields=["incident", "authority"], name="affected_authority_once")]

    def __str__(self) -> str:
        return f"Betroffene Behörde {self.pk or 'neu'}"
