"""The register of processing (Art. 30 Abs. 2 DSGVO) and the measures that protect the data (Art. 32 DSGVO)."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.models import Provider
from accounts.querysets import ForServiceQuerySet
from applications.models import SpecialistApplication
from history.models import SourcedRecord, tracked
from history.validity import check_order, period
from ui.addresses import address
from ui.ordering import GermanOrder


def unchanged_once_issued() -> pgtrigger.Trigger:
    """What a document says of a measure stays to be found: its words change by a new edition only."""
    return pgtrigger.Trigger(
        name="stays_as_issued",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func="""
            IF (TG_OP = 'DELETE'
                    OR (NEW.provider_id, NEW.code, NEW.edition, NEW."group", NEW.title, NEW.text, NEW.valid_from)
                    IS DISTINCT FROM (OLD.provider_id, OLD.code, OLD.edition, OLD."group", OLD.title, OLD.text, OLD.valid_from))
                AND EXISTS (SELECT FROM processing_issueddocument d WHERE d.content @> jsonb_build_object(
                    'measures', jsonb_build_array(jsonb_build_object('key', OLD.id)))) THEN
                RAISE EXCEPTION 'pgtrigger: measure % stands in a document and is not changed any more', OLD.id;
            END IF;
            RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
        """,
    )


@tracked()
class SecurityMeasure(SourcedRecord):
    """A technical or organisational measure of a provider in one edition; another wording is an edition of its own."""

    class Group(models.TextChoices):
        """What it is for."""

        PHYSICAL = "physical", "Zutritt zu Räumen"
        SYSTEM = "system", "Zugang zu Systemen"
        DATA = "data", "Zugriff auf Daten"
        SEPARATION = "separation", "Trennung der Behörden"
        TRANSPORT = "transport", "Übertragung"
        INPUT = "input", "Protokoll der Eingaben"
        AVAILABILITY = "availability", "Verfügbarkeit"
        RECOVERY = "recovery", "Wiederherstellung und ihre Erprobung"
        PSEUDONYMISATION = "pseudonyms", "Pseudonymisierung"
        ENCRYPTION = "encryption", "Verschlüsselung"
        ORDERS = "orders", "Kontrolle der Aufträge"
        REVIEW = "review", "regelmäßige Prüfung"

    provider = models.ForeignKey(
        Provider, verbose_name="Unternehmen", on_delete=models.PROTECT, related_name="security_measures"
    )
    group = models.CharField("Bereich", max_length=12, choices=Group)
    code = models.CharField("Kürzel", max_length=20, help_text="Bleibt in allen Fassungen gleich, zum Beispiel Z-01.")
    edition = models.PositiveSmallIntegerField("Fassung", default=1, editable=False)
    title = models.CharField("Bezeichnung", max_length=160)
    text = models.TextField("Maßnahme", max_length=4000)
    valid_from = models.DateField("gilt ab")
    valid_until = models.DateField(
        "gilt bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres."
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ForServiceQuerySet["SecurityMeasure"].as_manager()

    class Meta:
        verbose_name = "technische oder organisatorische Maßnahme"
        verbose_name_plural = "technische und organisatorische Maßnahmen"
        ordering = ["provider_id", GermanOrder("code"), "-edition"]
        triggers = [unchanged_once_issued()]
        constraints = [
            models.UniqueConstraint(
                "provider", Lower("code"), "edition", name="security_measure_edition",
                violation_error_message="Dieses Kürzel gibt es schon. Legen Sie dort eine neue Fassung an.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="security_measure_period_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            ExclusionConstraint(
                name="security_measure_periods_apart",
                expressions=[
                    ("provider", RangeOperators.EQUAL), (Lower("code"), RangeOperators.EQUAL),
                    (period("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Eine andere Fassung gilt in diesem Zeitraum schon.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        """The measure's page."""
        return address("processing:measure", self.pk)

    def clean(self) -> None:
        """The end comes after the beginning."""
        check_order(self, "valid_from", "valid_until")


@tracked()
class RegisterEntry(SourcedRecord):
    """What the register says of a Fachverfahren; kinds of data, persons and periods stand at the Fachverfahren itself."""

    application = models.OneToOneField(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.PROTECT, related_name="register_entry"
    )
    purpose = models.TextField("Zweck", max_length=2000)
    processing_kinds = models.TextField(
        "Kategorien von Verarbeitungen", max_length=2000,
        help_text="Was der Auftragsverarbeiter tut: betreiben, sichern, fernwarten, beraten.",
    )  # fmt: skip
    recipients = models.TextField(
        "Empfänger", blank=True, max_length=2000, help_text="Wer die Daten regelmäßig erhält."
    )
    third_country = models.CharField(
        "Übermittlung in ein Drittland", max_length=300, blank=True, help_text="Wohin und an wen; leer heißt: keine."
    )
    third_country_safeguard = models.TextField(
        "Garantien für das Drittland", blank=True, max_length=1000,
        help_text="Angemessenheitsbeschluss, Standardvertragsklauseln oder anderes (Art. 44 ff. DSGVO).",
    )  # fmt: skip
    erasure = models.TextField(
        "abweichende Löschregel", blank=True, max_length=1000,
        help_text="Nur, wenn sie von den Löschfristen am Fachverfahren abweicht.",
    )  # fmt: skip
    special_reason = models.TextField(
        "Grund für besondere Kategorien", blank=True, max_length=1000,
        help_text="Warum Daten nach Art. 9 oder 10 DSGVO verarbeitet werden dürfen.",
    )  # fmt: skip
    review_on = models.DateField("zu prüfen am", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ForServiceQuerySet["RegisterEntry"].as_manager()

    class Meta:
        verbose_name = "Eintrag im Verzeichnis der Verarbeitungen"
        verbose_name_plural = "Einträge im Verzeichnis der Verarbeitungen"
        ordering = [GermanOrder("application__name"), "pk"]

    def __str__(self) -> str:
        return f"Verzeichniseintrag {self.pk or 'neu'}"

    def get_absolute_url(self) -> str:
        """The entry's page."""
        return address("processing:entry", self.pk)
