"""What the elected body of an authority decided about the provider, and with how many votes."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from contracts.querysets import OfWholeAuthorityQuerySet
from customers.models import Authority
from history.models import SourcedRecord, tracked
from ui.addresses import address


class WebAddress(models.URLField):  # type: ignore[type-arg]  # holds text, as any URLField
    """An address in the web; without „https://“ in front it is meant to have it, in whichever form it is typed."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"assume_scheme": "https", **kwargs})

    def deconstruct(self) -> Any:
        """In migrations it is what it is to the database."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs


@tracked()
class Decision(SourcedRecord):
    """A resolution of a council: to prepare joining, to join, to let another authority in, to leave."""

    class Kind(models.TextChoices):
        """What it is about."""

        POLICY = "policy", "Grundsatzbeschluss"
        JOINING = "joining", "Beitritt"
        CONSENT = "consent", "Zustimmung zur Aufnahme"
        LEAVING = "leaving", "Austritt"
        OTHER = "other", "Sonstiger Beschluss"

    class Outcome(models.TextChoices):
        """What became of the paper."""

        ADOPTED = "adopted", "angenommen"
        REJECTED = "rejected", "abgelehnt"
        DEFERRED = "deferred", "vertagt"

    authority = models.ForeignKey(Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField("Art", max_length=10, choices=Kind)
    subject = models.CharField("Gegenstand", max_length=300)
    body = models.CharField(
        "Gremium", max_length=120, help_text="Zum Beispiel Stadtvertretung, Amtsausschuss oder Kreistag."
    )
    decided_on = models.DateField(
        "Tag der Sitzung", null=True, blank=True, help_text="Leer heißt: der Tag ist nicht bekannt."
    )
    paper_number = models.CharField("Nummer der Vorlage", max_length=60, blank=True)
    outcome = models.CharField("Ergebnis", max_length=10, choices=Outcome, default=Outcome.ADOPTED)
    votes_for = models.PositiveIntegerField("Ja-Stimmen", null=True, blank=True)
    votes_against = models.PositiveIntegerField("Nein-Stimmen", null=True, blank=True)
    abstentions = models.PositiveIntegerField("Enthaltungen", null=True, blank=True)
    biased = models.PositiveIntegerField(
        "befangen", null=True, blank=True, help_text="Mitglieder, die nach § 24 KV M-V nicht mitwirken durften."
    )
    link = WebAddress("Adresse im Ratsinformationssystem", max_length=500, blank=True)
    note = models.TextField("Bemerkung", blank=True, help_text="Liest nur der Service.")

    objects = OfWholeAuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = "Beschluss"
        verbose_name_plural = "Beschlüsse"
        ordering = [F("decided_on").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="adopted") | Q(votes_for__isnull=True) | Q(votes_against__isnull=True)
                | Q(votes_for__gt=F("votes_against")),
                name="decision_adopted_by_majority",
                violation_error_message="Angenommen ist ein Beschluss nur mit mehr Ja- als Nein-Stimmen.",
            ),
        ]  # fmt: skip

    def get_absolute_url(self) -> str:
        """The decision's page."""
        return address("contracts:decision", self.pk)

    def __str__(self) -> str:
        day = f" vom {self.decided_on:%d.%m.%Y}" if self.decided_on else ""
        return f"{self.get_kind_display()}, {self.body}{day}"
