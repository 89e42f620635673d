"""A hand-over: devices that go to a person or come back from one, with one signature for all of them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from customers.models import Authority, Contact, ServicePoint
from handovers.lifecycle import Direction, State
from handovers.models.final import final_record
from handovers.querysets import HandoverQuerySet
from history.models import INVENTED, tracked
from ui.addresses import address
from workstations.models import Workstation


class SignatureKind(models.TextChoices):
    """How the person said yes."""

    DRAWN = "drawn", "unterschrieben vor Ort"
    CONFIRMED = "confirmed", "bestätigt nach Anmeldung"


class HandoverCounter(models.Model):
    """The last number given out in a year."""

    year = models.PositiveSmallIntegerField("Jahr", primary_key=True)
    last = models.PositiveIntegerField("letzte Nummer")

    objects = models.Manager()

    class Meta:
        verbose_name = "Nummernkreis der Übergaben"
        verbose_name_plural = "Nummernkreise der Übergaben"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


@tracked(exclude=("signature",))  # written once, together with the state; a second place for it serves nobody
class Handover(models.Model):
    """That devices change hands between the service and a person of an authority.

    While it is prepared it can be changed. When the devices change hands it gets its number, and what it says of people
    and places is copied. Once signed the database lets nobody change it; a mistake is corrected by a document of its own.
    """

    number = models.CharField("Nummer", max_length=16, blank=True, editable=False)
    direction = models.CharField("Richtung", max_length=6, choices=Direction, default=Direction.ISSUE)
    state = models.CharField("Stand", max_length=9, choices=State, default=State.DRAFT)
    authority = models.ForeignKey(Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="handovers")
    contact = models.ForeignKey(
        Contact, verbose_name="Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="handovers"
    )
    collected_by = models.ForeignKey(
        Contact,
        verbose_name="vertreten durch",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="collected_handovers",
        help_text="Wer die Geräte für die Person abholt oder bringt; aus derselben Behörde.",
    )
    workstation = models.ForeignKey(
        Workstation,
        verbose_name="IT-Arbeitsplatz",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="handovers",
        help_text="Wo die Geräte stehen werden; leer heißt: nur bei der Person.",
    )
    service_point = models.ForeignKey(
        ServicePoint, verbose_name="Service-Point", on_delete=models.PROTECT, related_name="handovers"
    )
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="für den Service", on_delete=models.PROTECT, related_name="handovers"
    )
    remark = models.TextField("Bemerkung", blank=True, max_length=1000, help_text="Steht auch im Dokument.")
    corrects = models.ForeignKey(
        "self", verbose_name="berichtigt", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )

    # As it was when the devices changed hands.
    authority_name = models.CharField("Name der Behörde", max_length=200, blank=True)
    contact_name = models.CharField("Name der Person", max_length=170, blank=True)
    contact_function = models.CharField("Funktion der Person", max_length=120, blank=True)
    collected_name = models.CharField("Name der Vertretung", max_length=170, blank=True)
    staff_name = models.CharField("Name für den Service", max_length=320, blank=True)
    place_name = models.CharField("Arbeitsplatz", max_length=100, blank=True)
    service_point_name = models.CharField("Name des Service-Points", max_length=120, blank=True)

    created_at = models.DateTimeField("angelegt am")
    handed_over_at = models.DateTimeField("übergeben am", null=True, blank=True)
    signed_at = models.DateTimeField("unterschrieben am", null=True, blank=True)
    signature_kind = models.CharField("Unterschrift", max_length=9, choices=SignatureKind, blank=True)
    signature = models.JSONField("Linien der Unterschrift", null=True, blank=True)
    signed_name = models.CharField("unterschrieben von", max_length=170, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="bestätigt mit dem Konto",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="confirmed_handovers",
    )
    objection = models.TextField("was nicht stimmt", blank=True, max_length=1000)
    objected_at = models.DateTimeField("widersprochen am", null=True, blank=True)
    cancel_reason = models.CharField("Grund", max_length=300, blank=True)
    cancelled_at = models.DateTimeField("verworfen am", null=True, blank=True)
    names_removed_at = models.DateTimeField("Namen entfernt am", null=True, blank=True)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "Übergabe"
        verbose_name_plural = "Übergaben"
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "add", "change")
        indexes = [
            models.Index(fields=["authority", "-created_at"], name="handover_of_authority"),
            models.Index(fields=["-created_at", "-id"], name="handover_newest"),
            models.Index(fields=["state"], condition=~Q(state="signed"), name="handover_not_signed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="handover_number_unique"),
            models.CheckConstraint(
                condition=Q(handed_over_at__isnull=True, number="") | Q(handed_over_at__isnull=False) & ~Q(number=""),
                name="handover_has_number_once_handed_over",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", handed_over_at__isnull=True) | ~Q(state="draft") & Q(handed_over_at__isnull=False),
                name="handover_draft_until_handed_over",
            ),
            models.UniqueConstraint(
                fields=["corrects"], condition=~Q(state="cancelled"), name="handover_corrected_once",
                violation_error_message="Zu dieser Übergabe gibt es schon eine Berichtigung.",
            ),
            models.CheckConstraint(
                condition=Q(state="signed", signed_at__isnull=False) & ~Q(signature_kind="")
                | ~Q(state="signed") & Q(signed_at__isnull=True, signature_kind="", confirmed_by__isnull=True),
                name="handover_signed_says_when_and_how",
            ),
            models.CheckConstraint(
                condition=~Q(signature_kind="drawn") | Q(signature__isnull=False),
                name="handover_drawn_has_lines",
            ),
            models.CheckConstraint(
                condition=~Q(signature_kind="confirmed") | Q(confirmed_by__isnull=False) | Q(names_removed_at__isnull=False),
                name="handover_confirmed_by_account",
            ),
            models.CheckConstraint(
                condition=~Q(state="disputed") | Q(objected_at__isnull=False) & ~Q(objection=""),
                name="handover_disputed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False) | ~Q(state="cancelled") & Q(cancelled_at__isnull=True),
                name="handover_cancelled_has_moment",
            ),
        ]  # fmt: skip
        triggers = [final_record()]

    def __str__(self) -> str:
        if self.number:
            return self.number
        return f"{self.get_direction_display()} vom {timezone.localtime(self.created_at):%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        """The hand-over's page."""
        return address("handovers:handover", self.pk)

    @property
    def is_issue(self) -> bool:
        """Whether the person gets the devices."""
        return self.direction == Direction.ISSUE

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.state == State.DRAFT

    @property
    def is_signed(self) -> bool:
        """Whether both sides have said yes."""
        return self.state == State.SIGNED

    @property
    def signer(self) -> Contact | None:
        """Who takes or brings the devices, and so signs; none where that was somebody who is not stored any more."""
        return self.collected_by or (None if self.collected_name else self.contact)

    @property
    def name_of_signer(self) -> str:
        """The name as it was when the devices changed hands; until then as it is."""
        return self.collected_name or self.contact_name or str(self.signer or "")

    @property
    def can_be_confirmed(self) -> bool:
        """Whether who takes or brings the devices can sign in to the portal."""
        signer = self.signer
        return signer is not None and signer.user is not None and signer.user.is_active

    def clean(self) -> None:
        """Person, colleague and workstation are of the authority; nobody stands in for themselves."""
        errors = {}
        of_others = {
            "contact": "Diese Person gehört zu einer anderen Behörde.",
            "collected_by": "Diese Person gehört zu einer anderen Behörde.",
            "workstation": "Dieser Arbeitsplatz gehört zu einer anderen Behörde.",
        }
        for name, text in of_others.items():
            other = getattr(self, name)
            if other is not None and other.authority_id != self.authority_id:
                errors[name] = text
        if self.collected_by_id and self.collected_by_id == self.contact_id:
            errors["collected_by"] = "Wer vertritt, ist eine andere Person."
        if errors:
            raise ValidationError(errors)
