"""Mailboxes that mail is fetched from, and every mail that came in with what became of it."""

from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from customers.models import Contact
from history.models import tracked
from mailboxes.querysets import IncomingMailQuerySet, MailboxQuerySet
from tickets.models import Category, Message, Ticket
from ui.addresses import address

FOLDER = "mail"


@tracked(exclude=("checked_at", "problem", "uid_validity", "last_uid", "failed_uids"))
class Mailbox(models.Model):
    """A mailbox of the service on a mail server; its password is never stored here."""

    class Security(models.TextChoices):
        SSL = "ssl", "TLS von Anfang an (993)"
        STARTTLS = "starttls", "STARTTLS (143)"
        NONE = "none", "unverschlüsselt, nur auf dieser Maschine"

    name = models.CharField("Name", max_length=60, unique=True)
    address = models.EmailField("E-Mail-Adresse", help_text="Was von hier kommt, wird nie angenommen.")
    host = models.CharField("Server", max_length=200)
    port = models.PositiveIntegerField("Port", default=993)
    security = models.CharField("Verschlüsselung", max_length=8, choices=Security, default=Security.SSL)
    user = models.CharField("Anmeldename", max_length=200)
    # Only such names: whoever keeps mailboxes must not be able to send another secret of the environment anywhere.
    password_variable = models.CharField(
        "Umgebungsvariable mit dem Kennwort",
        max_length=60,
        validators=[
            RegexValidator(r"^MAILBOX_[A-Z0-9_]+$", "Der Name beginnt mit MAILBOX_, zum Beispiel MAILBOX_SERVICE.")
        ],
        help_text="Zum Beispiel MAILBOX_SERVICE. Steht das Kennwort in einer Datei, heißt die Variable MAILBOX_SERVICE_FILE.",
    )
    folder = models.CharField("Ordner", max_length=100, default="INBOX")
    done_folder = models.CharField(
        "Ordner für Übernommenes", max_length=100, blank=True, help_text="Leer heißt: als gelesen markieren."
    )
    category = models.ForeignKey(
        Category,
        verbose_name="Kategorie neuer Meldungen",
        on_delete=models.PROTECT,
        related_name="mailboxes",
        help_text="Sie bestimmt auch das Team.",
    )
    vouching_server = models.CharField(
        "Server, der Absender prüft",
        max_length=200,
        blank=True,
        help_text="Name im Kopf „Authentication-Results“. Ist er angegeben, wird nur ohne Durchsicht übernommen, was dort bestanden hat.",
    )
    is_active = models.BooleanField("wird abgerufen", default=True)
    checked_at = models.DateTimeField("zuletzt abgerufen am", null=True, blank=True, editable=False)
    problem = models.CharField("Störung beim Abruf", max_length=300, blank=True, editable=False)
    uid_validity = models.BigIntegerField("Fassung des Ordners", null=True, blank=True, editable=False)
    last_uid = models.BigIntegerField("zuletzt übernommen", default=0, editable=False)
    failed_uids = models.JSONField("vom Server nicht herausgegeben", default=list, blank=True, editable=False)

    objects = MailboxQuerySet.as_manager()

    class Meta:
        verbose_name = "Postfach"
        verbose_name_plural = "Postfächer"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("address"), name="mailbox_address_unique"),
            models.CheckConstraint(
                condition=~Q(security="none") | Q(host__in=["localhost", "127.0.0.1", "::1"]),
                name="mailbox_plain_only_here",
                violation_error_message="Unverschlüsselt wird nur auf dieser Maschine abgerufen.",
            ),
            models.CheckConstraint(
                condition=Q(password_variable__regex=r"^MAILBOX_[A-Z0-9_]+$"),  # noqa: S106 – of a name
                name="mailbox_names_a_variable",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Nothing can be reported in a category that has ended: every mail would be left for review."""
        if self.category_id and not self.category.is_active:
            raise ValidationError(
                {"category": "Diese Kategorie wird nicht mehr verwendet. Bitte wählen Sie eine andere."}
            )


def mail_path(mail: "IncomingMail", filename: str) -> str:
    """Where a mail is kept as it came, under a name that nobody can guess."""
    return f"{FOLDER}/{uuid4().hex}"


# Who wrote and about what stays out of the history: it goes with the mail, and nobody changes it.
@tracked(exclude=("sender", "sender_name", "subject", "letter_id", "raw"))
class IncomingMail(models.Model):
    """A mail as it came in, and what became of it."""

    class Status(models.TextChoices):
        RECEIVED = "received", "eingegangen"
        PROCESSED = "processed", "übernommen"
        REVIEW = "review", "zu prüfen"
        DISCARDED = "discarded", "verworfen"

    class Reason(models.TextChoices):
        UNKNOWN = "unknown", "Absender unbekannt"
        UNCLEAR = "unclear", "Absender nicht eindeutig"
        AMBIGUOUS = "ambiguous", "Mehrere Ansprechpersonen mit dieser Adresse"
        NO_ACCOUNT = "no_account", "Ansprechperson ohne Konto"
        STAFF = "staff", "Absender gehört zum Service"
        NOT_VOUCHED = "not_vouched", "Absender nicht bestätigt"
        NOT_THEIRS = "not_theirs", "Nennt eine Meldung, die der Absender nicht sieht"
        DONE = "done", "Die Meldung ist schon gelöst"
        TOO_MANY = "too_many", "Zu viele E-Mails von diesem Absender"
        TOO_LARGE = "too_large", "Zu groß"
        UNREADABLE = "unreadable", "Nicht lesbar"
        ENCRYPTED = "encrypted", "Verschlüsselt"
        EMPTY = "empty", "Ohne Inhalt"
        NO_CATEGORY = "no_category", "Postfach unbekannt"
        NOT_TAKEN = "not_taken", "Nicht übernommen"  # the remark says why
        OWN = "own", "Vom Service selbst"
        RETURNED = "returned", "Unzustellbar"
        RECEIPT = "receipt", "Lesebestätigung"
        AUTOMATIC = "automatic", "Automatische Antwort"
        CIRCULAR = "circular", "Rundschreiben"
        BY_HAND = "by_hand", "Von Hand verworfen"

    mailbox = models.ForeignKey(
        Mailbox, verbose_name="Postfach", on_delete=models.PROTECT, null=True, blank=True, related_name="mails"
    )
    uid_validity = models.BigIntegerField("Fassung des Ordners", null=True, blank=True)
    uid = models.BigIntegerField("Nummer im Ordner", null=True, blank=True)
    digest = models.CharField("Prüfsumme", max_length=64, unique=True)
    raw = models.FileField("E-Mail", upload_to=mail_path, max_length=100)
    size = models.PositiveBigIntegerField("Größe in Byte")
    received_at = models.DateTimeField("eingegangen am")
    sender = models.CharField("Absenderadresse", max_length=320, blank=True)
    sender_name = models.CharField("Absender", max_length=200, blank=True)
    subject = models.CharField("Betreff", max_length=500, blank=True)
    letter_id = models.CharField("Kennung", max_length=500, blank=True)
    status = models.CharField("Stand", max_length=9, choices=Status, default=Status.RECEIVED)
    reason = models.CharField("Grund", max_length=12, choices=Reason, blank=True)
    remark = models.CharField("Bemerkung", max_length=300, blank=True)
    contact = models.ForeignKey(
        Contact,
        verbose_name="Ansprechperson",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mails",
    )
    ticket = models.ForeignKey(
        Ticket, verbose_name="Meldung", on_delete=models.CASCADE, null=True, blank=True, related_name="mails"
    )
    message = models.OneToOneField(
        Message, verbose_name="Beitrag", on_delete=models.SET_NULL, null=True, blank=True, related_name="mail"
    )
    decided_at = models.DateTimeField("entschieden am", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="entschieden von",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    is_demo = models.BooleanField("Demodaten", default=False, editable=False)

    objects = IncomingMailQuerySet.as_manager()

    class Meta:
        verbose_name = "Eingegangene E-Mail"
        verbose_name_plural = "Eingegangene E-Mails"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "uid_validity", "uid"], name="mail_once_from_a_mailbox"),
            models.CheckConstraint(
                condition=Q(status="processed", ticket__isnull=False)
                | ~Q(status="processed") & Q(ticket__isnull=True, message__isnull=True),
                name="mail_processed_has_report",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["processed", "discarded"], decided_at__isnull=False)
                | Q(status__in=["received", "review"], decided_at__isnull=True),
                name="mail_decided_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["review", "discarded"]) | ~Q(reason=""), name="mail_left_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["received_at"], condition=Q(status="review"), name="mail_to_review"),
            models.Index(fields=["id"], condition=Q(status="received"), name="mail_received"),
            models.Index(fields=["status", "-received_at"], name="mail_by_status"),
            models.Index(fields=["letter_id"], name="mail_by_letter_id"),
            models.Index(fields=["sender", "received_at"], name="mail_by_sender"),
        ]

    def __str__(self) -> str:
        return self.subject or "E-Mail ohne Betreff"

    def get_absolute_url(self) -> str:
        """The page on which it is decided about."""
        return address("mailboxes:mail", self.pk)

    @property
    def waits(self) -> bool:
        """Whether a person still has to decide about it."""
        return self.status == self.Status.REVIEW

    @property
    def may_be_decided(self) -> bool:
        """Whether it has become nothing yet; also what was discarded may be taken up again."""
        return self.status in (self.Status.REVIEW, self.Status.DISCARDED)

    @property
    def from_whom(self) -> str:
        """The sender as they call themselves and as the address says."""
        if self.sender_name and self.sender and self.sender_name != self.sender:
            return f"{self.sender_name} <{self.sender}>"
        return self.sender or self.sender_name or "ohne Absender"
