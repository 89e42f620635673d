"""The proof that something was deleted or made nameless; it says that, when and why, but not what it was."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from history.models import append_only
from privacy.querysets import DeletionProofQuerySet


class DeletionProof(models.Model):
    """One step of deletion: which rule, up to which day, how many rows, and a digest of their keys. Kept for good."""

    class Kind(models.TextChoices):
        RETENTION = "retention", "Aufbewahrung abgelaufen"
        ERASURE = "erasure", "Person gelöscht"

    at = models.DateTimeField("Zeitpunkt", default=timezone.now)
    kind = models.CharField("Anlass", max_length=10, choices=Kind)
    rule = models.CharField("Löschklasse", max_length=30, blank=True)
    name = models.CharField("Bezeichnung", max_length=120)
    cut_off = models.DateField("Stichtag", null=True, blank=True)
    deleted = models.PositiveIntegerField("gelöscht", default=0)
    pseudonymised = models.PositiveIntegerField("unkenntlich gemacht", default=0)
    # Whoever still knows a key can show that it was among them; nobody can read the keys from it.
    digest = models.CharField("Prüfsumme", max_length=64)
    person_number = models.PositiveIntegerField("Nummer der gelöschten Person", null=True, blank=True)
    # No constraint: the proof outlives the account.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="durch",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = DeletionProofQuerySet.as_manager()

    class Meta:
        verbose_name = "Löschnachweis"
        verbose_name_plural = "Löschnachweise"
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        permissions = [
            ("view_person", "Kann Auskunft über gespeicherte Personendaten geben"),
            ("erase_person", "Kann Personen löschen"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person_number"], name="deletion_proof_one_per_person"),
            models.CheckConstraint(
                condition=Q(kind="retention", person_number__isnull=True, cut_off__isnull=False)
                | Q(kind="erasure", person_number__isnull=False),
                name="deletion_proof_of_its_kind",
            ),
        ]
        indexes = [models.Index(fields=["-at", "-id"], name="deletion_proof_newest")]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.name}, {timezone.localtime(self.at):%d.%m.%Y}"
