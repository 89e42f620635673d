"""Processing agreements (Art. 28 DSGVO), their signed papers, and the Fachverfahren that they cover."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.models import Provider
from applications.models import SpecialistApplication
from contracts.models import Agreement
from customers.models import Authority
from files.models import StoredFile
from history.models import INVENTED, SourcedRecord, tracked
from history.validity import check_order, holds, period
from processing.querysets import OfAgreementQuerySet, ProcessingAgreementQuerySet
from ui.addresses import address


@tracked()
class ProcessingAgreement(SourcedRecord):
    """An authority lets a provider process data on its behalf: since when, on which terms, and when that is looked at again."""

    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="processing_agreements"
    )
    provider = models.ForeignKey(
        Provider, verbose_name="Auftragsverarbeiter", on_delete=models.PROTECT, related_name="processing_agreements"
    )
    number = models.CharField("Nummer", max_length=60, help_text="Zum Beispiel AVV-2026-07 oder das Aktenzeichen.")
    subject = models.CharField(
        "Gegenstand", max_length=300, help_text="Wozu der Auftragsverarbeiter die Daten verarbeitet."
    )
    contract = models.ForeignKey(
        Agreement, verbose_name="gehört zur Vereinbarung", on_delete=models.PROTECT, null=True, blank=True,
        related_name="processing_agreements",
    )  # fmt: skip
    signed_on = models.DateField("unterzeichnet am", null=True, blank=True, help_text="Leer heißt: noch ein Entwurf.")
    valid_from = models.DateField("gilt ab", null=True, blank=True)
    valid_until = models.DateField(
        "gilt bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres."
    )
    instructions = models.TextField(
        "Weisungen", blank=True, max_length=4000, help_text="Wer Weisungen erteilt und in welcher Form."
    )
    breach_contact = models.CharField(
        "Verletzungen werden gemeldet an", max_length=200, blank=True,
        help_text="Eine Stelle, keine Person; zum Beispiel: behördliche Datenschutzbeauftragte.",
    )  # fmt: skip
    officer_contact = models.CharField(
        "Datenschutzbeauftragte Stelle der Behörde", max_length=200, blank=True,
        help_text="Stelle mit Telefon oder E-Mail, keine Person; steht im Verzeichnis der Verarbeitungen (Art. 30 DSGVO).",
    )  # fmt: skip
    review_on = models.DateField("zu prüfen am", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProcessingAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "Vereinbarung zur Auftragsverarbeitung"
        verbose_name_plural = "Vereinbarungen zur Auftragsverarbeitung"
        ordering = ["authority_id", "number", F("valid_from").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="processing_agreement_period_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(valid_from__isnull=False), name="processing_agreement_begins",
                violation_error_message="Zu einer unterzeichneten Vereinbarung gehört, ab wann sie gilt.",
            ),
            ExclusionConstraint(
                name="processing_agreement_periods_apart",
                expressions=[
                    ("authority", RangeOperators.EQUAL), ("provider", RangeOperators.EQUAL),
                    (Lower("number"), RangeOperators.EQUAL),
                    (period("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Unter dieser Nummer gibt es in diesem Zeitraum schon eine Vereinbarung dieser Behörde.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The agreement's page."""
        return address("processing:agreement", self.pk)

    def clean(self) -> None:
        """Each message stands at its field."""
        check_order(self, "valid_from", "valid_until")
        if self.signed_on and not self.valid_from:
            raise ValidationError({"valid_from": "Zu einer unterzeichneten Vereinbarung gehört, ab wann sie gilt."})
        if self.contract and self.contract.authority_id != self.authority_id:
            raise ValidationError({"contract": "Diese Vereinbarung gehört zu einer anderen Behörde."})

    def is_in_force(self, day: date) -> bool:
        """Whether it is signed and holds on a day."""
        return self.signed_on is not None and self.signed_on <= day and holds(self, day)


@tracked()
class SignedPaper(StoredFile):
    """A signed paper of a processing agreement in one version; what a later one replaced stays."""

    FOLDER: ClassVar[str] = "processing_agreements"

    agreement = models.ForeignKey(
        ProcessingAgreement, verbose_name="Vereinbarung", on_delete=models.CASCADE, related_name="papers"
    )
    title = models.CharField("Titel", max_length=200)
    edition = models.PositiveSmallIntegerField("Fassung", default=1)

    objects = OfAgreementQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        abstract = False
        verbose_name = "Papier zur Auftragsverarbeitung"
        verbose_name_plural = "Papiere zur Auftragsverarbeitung"
        ordering = ["title", "-edition"]
        constraints = [
            *StoredFile.Meta.constraints,
            models.UniqueConstraint(
                "agreement", Lower("title"), "edition", name="processing_paper_edition",
                violation_error_message="Diese Fassung des Papiers gibt es schon.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title}, Fassung {self.edition}"


@tracked()
class CoveredApplication(models.Model):
    """A processing agreement covers a Fachverfahren for a time."""

    agreement = models.ForeignKey(
        ProcessingAgreement, verbose_name="Vereinbarung", on_delete=models.CASCADE, related_name="covered"
    )
    application = models.ForeignKey(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.PROTECT, related_name="covered_by"
    )
    since = models.DateField("seit")
    until = models.DateField("bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres.")
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = OfAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "von einer AVV erfasstes Fachverfahren"
        verbose_name_plural = "von einer AVV erfasste Fachverfahren"
        ordering = ["agreement_id", "application_id", "-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="covered_application_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.UniqueConstraint(
                fields=["agreement", "application"], condition=Q(until__isnull=True), name="covered_application_open_once",
                violation_error_message="Dieses Fachverfahren ist von der Vereinbarung schon erfasst.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Erfasstes Fachverfahren {self.pk or 'neu'}"

    def clean(self) -> None:
        """The end comes after the beginning."""
        check_order(self, "since", "until")
