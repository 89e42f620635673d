"""Files that came with reports, and what the virus scanner said of them."""

from datetime import datetime
from uuid import uuid4

from django.db import models

from files.models import StoredFile
from history.models import tracked
from tickets.announcing import announce
from tickets.models.messages import Message
from tickets.models.tickets import Ticket
from tickets.models.timeline import TicketEvent
from tickets.querysets import AttachmentQuerySet


def attachment_path(attachment: "Attachment", filename: str) -> str:
    """Where a file is kept: below its report, under a name that nobody can guess and that says nothing of its kind."""
    return f"tickets/{attachment.ticket_id}/{uuid4().hex}"


@tracked()
class Attachment(StoredFile):
    """A file that came with a report or a message; without an account behind it, it came by mail."""

    FOLDER = "tickets"

    ticket = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(
        Message, verbose_name="Beitrag", on_delete=models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    file = models.FileField("Datei", upload_to=attachment_path, max_length=200, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        abstract = False
        verbose_name = "Anhang"
        verbose_name_plural = "Anhänge"

    def tell_of_malware(self, malware: str, now: datetime) -> None:
        """Say in the timeline of the report that the file is gone, and why."""
        event = TicketEvent.objects.create(
            ticket=self.ticket, kind=TicketEvent.Kind.MALWARE, at=now, after=self.name[:160], reason=malware[:300],
            is_public=TicketEvent.Kind.MALWARE in TicketEvent.PUBLIC,
        )  # fmt: skip
        announce(event=event.pk)
