"""Documents made of what stood in the data on a day: written once, in versions beside each other."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from customers.models import Authority
from files.models import StoredFile
from history.models import INVENTED, append_only
from processing.models.agreements import ProcessingAgreement
from processing.querysets import OfWholeAuthorityQuerySet
from ui.addresses import address


class IssuedDocument(StoredFile):
    """A register or an annex as it was issued: its words as data, the digest of these, and the PDF. Nobody changes it."""

    class Kind(models.TextChoices):
        """What it is."""

        REGISTER = "register", "Verzeichnis der Verarbeitungen"
        ANNEX = "annex", "Anlage zur Auftragsverarbeitung"

    FOLDER: ClassVar[str] = "processing"

    kind = models.CharField("Art", max_length=8, choices=Kind)
    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="processing_documents"
    )
    agreement = models.ForeignKey(
        ProcessingAgreement, verbose_name="Vereinbarung", on_delete=models.PROTECT, null=True, blank=True,
        related_name="issued",
    )  # fmt: skip
    number = models.PositiveIntegerField("Fassung")
    content = models.JSONField("Inhalt")
    sha256 = models.CharField("Prüfsumme des Inhalts (SHA-256)", max_length=64)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = OfWholeAuthorityQuerySet["IssuedDocument"].as_manager()

    class Meta(StoredFile.Meta):
        abstract = False
        verbose_name = "ausgestelltes Dokument"
        verbose_name_plural = "ausgestellte Dokumente"
        ordering = ["-uploaded_at", "-pk"]
        default_permissions = ("view", "add")
        triggers = [append_only()]
        constraints = [
            *StoredFile.Meta.constraints,
            models.UniqueConstraint(
                fields=["authority", "kind", "agreement", "number"], name="issued_document_number", nulls_distinct=False,
                violation_error_message="Diese Fassung gibt es schon.",
            ),
            models.CheckConstraint(
                condition=Q(kind="annex", agreement__isnull=False) | Q(kind="register", agreement__isnull=True),
                name="issued_document_of_agreement",
                violation_error_message="Genau die Anlage gehört zu einer Vereinbarung.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, Fassung {self.number}"

    def get_absolute_url(self) -> str:
        """The file itself."""
        return address("processing:document", self.pk)

    @classmethod
    def without_verdict(cls) -> "models.QuerySet[IssuedDocument]":
        """None: it was made here and not brought by anybody."""
        return cls._default_manager.none()
