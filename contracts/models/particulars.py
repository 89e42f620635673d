"""What hangs on an agreement: service specifications, papers, and what was warned of."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.querysets import ForServiceQuerySet
from contracts.deadlines import Deadline, Kind
from contracts.models.agreements import ServiceAgreement
from contracts.models.contracts import Agreement
from contracts.querysets import AgreementDocumentQuerySet, ServiceSpecificationQuerySet
from files.models import StoredFile
from history.models import SourcedRecord, tracked
from history.validity import check_order, period


@tracked()
class ServiceSpecification(SourcedRecord):
    """What exactly is done under an agreement, how much of it and how quickly; a new version is a row of its own."""

    agreement = models.ForeignKey(
        Agreement, verbose_name="Vereinbarung", on_delete=models.CASCADE, related_name="specifications"
    )
    number = models.CharField("Nummer", max_length=40)
    version = models.PositiveSmallIntegerField("Fassung", default=1)
    title = models.CharField("Titel", max_length=200)
    text = models.TextField("Leistung", help_text="Was der Anbieter leistet und wobei die Behörde mitwirkt.")
    quantity_basis = models.CharField(
        "Mengenbasis", max_length=300, blank=True, help_text="Zum Beispiel: Zahl der IT-Arbeitsplätze am Monatsersten."
    )
    service_agreement = models.ForeignKey(
        ServiceAgreement,
        verbose_name="Servicevereinbarung",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="specifications",
        help_text="Sagt, wie schnell geantwortet und gelöst wird und wann Servicezeit ist.",
    )
    valid_from = models.DateField("gilt ab")
    valid_until = models.DateField(
        "gilt bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres."
    )

    objects = ServiceSpecificationQuerySet.as_manager()

    class Meta:
        verbose_name = "Leistungsschein"
        verbose_name_plural = "Leistungsscheine"
        ordering = ["number", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number", "version"], name="service_specification_version",
                violation_error_message="Diese Fassung des Leistungsscheins gibt es schon.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="service_specification_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            ExclusionConstraint(
                name="service_specification_periods_apart",
                expressions=[
                    ("agreement", RangeOperators.EQUAL), (Lower("number"), RangeOperators.EQUAL),
                    (period("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="In diesem Zeitraum gilt schon eine andere Fassung dieses Leistungsscheins.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.title}, Fassung {self.version}"

    def get_absolute_url(self) -> str:
        """It is read on the page of its agreement."""
        return f"{self.agreement.get_absolute_url()}#leistungsschein-{self.pk}"

    def clean(self) -> None:
        """The end comes after the beginning."""
        check_order(self, "valid_from", "valid_until")

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@tracked()
class AgreementDocument(StoredFile):
    """A paper of an agreement in one version; what a later one replaced stays."""

    class Kind(models.TextChoices):
        """What the paper is."""

        CONTRACT = "contract", "Vertrag"
        STATUTE = "statute", "Unternehmenssatzung"
        ANNEX = "annex", "Anlage"
        NOTICE = "notice", "Anzeige, Erklärung oder Kündigung"
        OTHER = "other", "Sonstiges"

    FOLDER = "agreements"

    agreement = models.ForeignKey(
        Agreement, verbose_name="Vereinbarung", on_delete=models.CASCADE, related_name="documents"
    )
    kind = models.CharField("Art", max_length=10, choices=Kind)
    title = models.CharField("Titel", max_length=200)
    version = models.PositiveSmallIntegerField("Fassung", default=1)
    is_internal = models.BooleanField(
        "nur für den Service", default=False, help_text="Die Behörde sieht das Dokument nicht."
    )

    objects = AgreementDocumentQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        abstract = False
        verbose_name = "Dokument einer Vereinbarung"
        verbose_name_plural = "Dokumente der Vereinbarungen"
        ordering = ["kind", "title", "-version"]
        constraints = [
            *StoredFile.Meta.constraints,
            models.UniqueConstraint(
                "agreement", "kind", Lower("title"), "version", name="agreement_document_version",
                violation_error_message="Diese Fassung des Dokuments gibt es schon.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title}, Fassung {self.version}"


class AgreementWarning(models.Model):
    """That a deadline of an agreement came so near that people are told of it; once for each number of days."""

    agreement = models.ForeignKey(
        Agreement, verbose_name="Vereinbarung", on_delete=models.CASCADE, related_name="warnings"
    )
    kind = models.CharField("Frist", max_length=10, choices=Kind)
    day = models.DateField("Tag der Frist")
    ends_on = models.DateField("Ende bei Kündigung", null=True, blank=True)
    days_before = models.PositiveSmallIntegerField("Tage vorher")
    created_at = models.DateTimeField("am")
    mailed_at = models.DateTimeField("verschickt am", null=True, blank=True)

    objects = ForServiceQuerySet["AgreementWarning"].as_manager()

    class Meta:
        verbose_name = "Hinweis auf eine Vertragsfrist"
        verbose_name_plural = "Hinweise auf Vertragsfristen"
        ordering = ["day", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind", "day", "days_before"], name="agreement_warning_once"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day:%d.%m.%Y}"

    @property
    def deadline(self) -> Deadline:
        """The deadline that is warned of."""
        return Deadline(Kind(self.kind), self.day, self.ends_on)
