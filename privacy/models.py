"""What data protection keeps: that something was deleted, and what an authority was given back when it left."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from customers.models import Authority
from files.models import StoredFile
from history.models import append_only, tracked
from privacy.querysets import DeletionProofQuerySet, ExitPackQuerySet
from ui.addresses import address

EXIT_PACK_IS_KEPT = timedelta(days=30)
"""So long a finished exit pack can be fetched; then its file is deleted."""


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


# What it holds stays out of the history: it goes with the file. Progress is no change.
@tracked(exclude=("file", "tables_done", "tables_all"))
class ExitPack(StoredFile):
    """Everything the system holds about one authority, as one file to be handed over when it leaves."""

    class State(models.TextChoices):
        """How far it is."""

        MAKING = "making", "wird erstellt"
        READY = "ready", "bereit"
        FAILED = "failed", "nicht gelungen"
        EXPIRED = "expired", "abgelaufen, Datei gelöscht"

    FOLDER = "exit-packs"

    authority = models.ForeignKey(Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="+")
    state = models.CharField("Stand", max_length=8, choices=State, default=State.MAKING)
    size = models.PositiveBigIntegerField("Größe in Byte", default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="angefordert von", on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField("angefordert am")
    made_at = models.DateTimeField("fertig seit", null=True, blank=True)
    sha256 = models.CharField("Prüfsumme (SHA-256)", max_length=64, blank=True)
    tables_done = models.PositiveSmallIntegerField("fertige Tabellen", default=0)
    tables_all = models.PositiveSmallIntegerField("Tabellen", default=0)

    objects = ExitPackQuerySet.as_manager()

    class Meta:
        verbose_name = "Austrittspaket"
        verbose_name_plural = "Austrittspakete"
        ordering = ["-uploaded_at", "-pk"]
        default_permissions = ()
        permissions = [("make_exit_pack", "Kann Austrittspakete erstellen und herunterladen")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="ready") & ~Q(file="") | ~Q(state="ready") & Q(file=""),
                name="exit_pack_has_file_while_ready",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("ready", "expired"), made_at__isnull=False) & ~Q(sha256="")
                | Q(state__in=("making", "failed"), made_at__isnull=True, sha256=""),
                name="exit_pack_made_has_moment_and_digest",
            ),
            models.UniqueConstraint(
                fields=["authority"], condition=Q(state="making"), name="exit_pack_one_in_the_making",
                violation_error_message="Für diese Behörde wird gerade ein Austrittspaket erstellt.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["-uploaded_at", "-id"], name="exit_pack_newest")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page on which it is made and fetched."""
        return address("privacy:exit-pack", self.pk)

    @classmethod
    def without_verdict(cls) -> "models.QuerySet[ExitPack]":
        """None: it was put together here, from files that the scanner was asked about one by one."""
        return cls._default_manager.none()

    @property
    def is_in_the_making(self) -> bool:
        """Whether a job is at work."""
        return self.state == self.State.MAKING

    @property
    def is_ready(self) -> bool:
        """Whether it can be fetched."""
        return self.state == self.State.READY

    @property
    def expires_on(self) -> date | None:
        """The last day on which it can be fetched."""
        return timezone.localdate(self.made_at) + EXIT_PACK_IS_KEPT if self.made_at else None
