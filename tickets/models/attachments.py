"""Files that came with reports, and what the virus scanner said of them."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from history.models import tracked
from tickets.models.messages import Message
from tickets.models.tickets import Ticket
from tickets.querysets import AttachmentQuerySet


def attachment_path(attachment: "Attachment", filename: str) -> str:
    """Where a file is kept: below its report, under a name that nobody can guess and that says nothing of its kind."""
    return f"tickets/{attachment.ticket_id}/{uuid4().hex}"


@tracked()
class Attachment(models.Model):
    """A file that came with a report or a message."""

    class Scan(models.TextChoices):
        """What is known of a file; only without a scanner is it handed out unscanned."""

        UNSCANNED = "unscanned", "nicht geprüft"
        WAITING = "waiting", "wird geprüft"
        CLEAN = "clean", "unauffällig"
        INFECTED = "infected", "Schadsoftware gefunden"

    ticket = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(
        Message, verbose_name="Beitrag", on_delete=models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    # Empty once malware was found in it: the row stays and says so.
    file = models.FileField("Datei", upload_to=attachment_path, max_length=200, blank=True)
    name = models.CharField("Dateiname", max_length=200)
    size = models.PositiveIntegerField("Größe in Byte")
    content_type = models.CharField("Dateityp", max_length=100)
    # Empty when it came by mail from a contact without an account: whoever wrote the message, or else reported.
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

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "Anhang"
        verbose_name_plural = "Anhänge"
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scan="infected", file="") & ~Q(malware="")
                | ~Q(scan="infected") & ~Q(file="") & Q(malware=""),
                name="attachment_is_gone_if_infected",
            ),
            models.CheckConstraint(
                condition=Q(scan__in=("clean", "infected"), scanned_at__isnull=False)
                | Q(scan__in=("unscanned", "waiting"), scanned_at__isnull=True),
                name="attachment_has_day_of_verdict",
            ),
        ]
        indexes = [
            models.Index(fields=["scan"], condition=~Q(scan="clean"), name="attachment_without_verdict"),
        ]

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
