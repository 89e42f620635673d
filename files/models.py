"""What every stored file has in common: its name, its kind, who brought it, and what the virus scanner said of it."""

from datetime import datetime
from typing import ClassVar, Self
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q


def stored_path(row: "StoredFile", filename: str) -> str:
    """Where a file is kept: in the folder of its kind, under a name that nobody can guess and that says nothing."""
    return f"{row.FOLDER}/{uuid4().hex}"


class StoredFile(models.Model):
    """A file that belongs to something. A kind of its own (a model) says what to, and who may see it."""

    class Scan(models.TextChoices):
        """What is known of a file; only without a scanner is it handed out unscanned."""

        UNSCANNED = "unscanned", "nicht geprüft"
        WAITING = "waiting", "wird geprüft"
        CLEAN = "clean", "unauffällig"
        INFECTED = "infected", "Schadsoftware gefunden"

    FOLDER: ClassVar[str]

    # Empty once malware was found in it: the row stays and says so.
    file = models.FileField("Datei", upload_to=stored_path, max_length=200, blank=True)
    name = models.CharField("Dateiname", max_length=200)
    size = models.PositiveIntegerField("Größe in Byte")
    content_type = models.CharField("Dateityp", max_length=100)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="von",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    uploaded_at = models.DateTimeField("hochgeladen am")
    scan = models.CharField("Virenprüfung", max_length=9, choices=Scan, default=Scan.UNSCANNED)
    scanned_at = models.DateTimeField("geprüft am", null=True, blank=True)
    malware = models.CharField("Name der Schadsoftware", max_length=200, blank=True)

    class Meta:
        abstract = True
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scan="infected", file="") & ~Q(malware="")
                | ~Q(scan="infected") & ~Q(file="") & Q(malware=""),
                name="%(class)s_is_gone_if_infected",
            ),
            models.CheckConstraint(
                condition=Q(scan__in=("clean", "infected"), scanned_at__isnull=False)
                | Q(scan__in=("unscanned", "waiting"), scanned_at__isnull=True),
                name="%(class)s_has_day_of_verdict",
            ),
        ]
        indexes = [models.Index(fields=["scan"], condition=~Q(scan="clean"), name="%(class)s_verdict")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        """Whether the file is a picture."""
        return self.content_type.startswith("image/")

    @property
    def is_waiting(self) -> bool:
        """Whether nobody may have it yet: a scanner is there and has not said anything."""
        return self.scan == self.Scan.WAITING or (self.scan == self.Scan.UNSCANNED and settings.CLAMAV is not None)

    @property
    def is_infected(self) -> bool:
        """Whether malware was found in it, and the file is gone."""
        return self.scan == self.Scan.INFECTED

    @classmethod
    def without_verdict(cls) -> "models.QuerySet[Self]":
        """The files of this kind of which no scanner has said anything yet."""
        return cls._default_manager.filter(scan__in=(cls.Scan.WAITING, cls.Scan.UNSCANNED))

    def tell_of_malware(self, malware: str, now: datetime) -> None:
        """Write down, where people look, that something was found in the file and that it is gone."""


def kinds_of_files() -> list[type[StoredFile]]:
    """Every model whose rows are stored files."""
    return [model for model in apps.get_models() if issubclass(model, StoredFile)]
