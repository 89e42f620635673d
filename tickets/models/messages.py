"""What is written about a report: replies that the authority reads, and notes that it never sees."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from customers.models import Contact
from history.models import tracked
from tickets.models.tickets import Ticket
from tickets.querysets import MessageQuerySet


@tracked()
class Message(models.Model):
    """A reply to the authority, or a note among staff."""

    class Kind(models.TextChoices):
        REPLY = "reply", "Antwort"
        NOTE = "note", "Interne Notiz"

    ticket = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField("Art", max_length=5, choices=Kind)
    # The account of who wrote it, or the contact without one who wrote by mail.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="von",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    contact = models.ForeignKey(
        Contact,
        verbose_name="von der Ansprechperson ohne Konto",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    author_is_staff = models.BooleanField("vom Service")
    body = models.TextField("Text")
    created_at = models.DateTimeField("geschrieben am")

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "Beitrag"
        verbose_name_plural = "Beiträge"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(author_is_staff=True) | Q(kind="reply"), name="message_note_only_by_staff"
            ),
            models.CheckConstraint(condition=~Q(body=""), name="message_has_text"),
            models.CheckConstraint(
                condition=Q(author__isnull=False, contact__isnull=True)
                | Q(author__isnull=True, contact__isnull=False, author_is_staff=False),
                name="message_has_one_author",
            ),
        ]
        indexes = [
            models.Index(fields=["ticket", "created_at"], name="message_of_ticket"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk or 'neu'}"

    @property
    def writer(self) -> User | Contact | None:
        """Who wrote it."""
        return self.author or self.contact

    @property
    def is_note(self) -> bool:
        """Whether the authority must never see it."""
        return self.kind == self.Kind.NOTE
