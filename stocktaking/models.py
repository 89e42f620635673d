"""Bestandsabgleich: people confirm the devices that the stock says they have, and what differs is settled."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from customers.models import Authority, Contact
from customers.querysets import OwnedByAuthorityQuerySet
from history.models import INVENTED, tracked, tracked_link
from stocktaking.lifecycle import DIFFERENCES, Answer, Channel, State
from stocktaking.querysets import CampaignDeviceQuerySet, CampaignQuerySet, UnlistedDeviceQuerySet
from ui.addresses import address
from workstations.models import Device, DeviceKind

IS_A_DIFFERENCE = Q(answer__in=[answer.value for answer in DIFFERENCES])


@tracked()
class Campaign(models.Model):
    """A stock-taking: in some authorities people are asked, until a day, whether their devices are with them."""

    title = models.CharField("Bezeichnung", max_length=120)
    authorities = models.ManyToManyField(Authority, verbose_name="Behörden", related_name="stocktakings")
    message = models.TextField(
        "Nachricht an die Beschäftigten", max_length=2000, blank=True,
        help_text="Steht im Portal über der Liste der eigenen Geräte.",
    )  # fmt: skip
    starts_on = models.DateField("Beginn")
    ends_on = models.DateField("antworten bis")
    state = models.CharField("Stand", max_length=10, choices=State, default=State.PLANNED)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="angelegt von", on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField("begonnen", null=True, blank=True)
    reminded_at = models.DateTimeField("erinnert", null=True, blank=True)
    finished_at = models.DateTimeField("abgeschlossen", null=True, blank=True)
    names_removed_at = models.DateTimeField("Personen entfernt", null=True, blank=True, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "Bestandsabgleich"
        verbose_name_plural = "Bestandsabgleiche"
        ordering = ["-starts_on", "-pk"]
        permissions = [("answer_for_authority", "Kann für alle Geräte der eigenen Behörde antworten")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="campaign_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(state="planned", started_at__isnull=True, finished_at__isnull=True)
                | Q(state="running", started_at__isnull=False, finished_at__isnull=True)
                | Q(state="finished", started_at__isnull=False, finished_at__isnull=False),
                name="campaign_state_has_moments",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the stock-taking."""
        return address("stocktaking:campaign", self.pk)

    @property
    def is_running(self) -> bool:
        """Whether it takes answers."""
        return self.state == State.RUNNING

    def is_late(self, day: date) -> bool:
        """Whether it still runs although the last day has passed."""
        return self.is_running and day > self.ends_on


@tracked_link()
class AuthorityOfCampaign(Campaign.authorities.through):  # type: ignore[name-defined,misc]  # the table that Django makes
    """Which authorities take part in a stock-taking, for the change history alone."""

    objects = OwnedByAuthorityQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "Behörde eines Bestandsabgleichs"
        verbose_name_plural = "Behörden von Bestandsabgleichen"


@tracked(exclude=("reminded_at",))
class CampaignDevice(models.Model):
    """A device as it was on record when a stock-taking began, who was asked for it, and what came back."""

    campaign = models.ForeignKey(
        Campaign, verbose_name="Bestandsabgleich", on_delete=models.CASCADE, related_name="devices"
    )
    authority = models.ForeignKey(Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(
        Device, verbose_name="Gerät", on_delete=models.SET_NULL, null=True, related_name="stocktakings"
    )
    number = models.CharField("Nummer", max_length=80)
    serial_number = models.CharField("Seriennummer", max_length=80, blank=True)
    kind = models.CharField("Art", max_length=20, choices=DeviceKind)
    model_name = models.CharField("Modell", max_length=220)
    workstation_number = models.CharField("IT-Arbeitsplatz", max_length=30, blank=True)
    site_name = models.CharField("Standort", max_length=200, blank=True)
    room_name = models.CharField("Raum", max_length=120, blank=True)
    asked = models.ForeignKey(
        Contact, verbose_name="gefragt", on_delete=models.SET_NULL, null=True, blank=True, related_name="stocktakings"
    )
    answer = models.CharField("Antwort", max_length=10, choices=Answer, default=Answer.OPEN)
    remark = models.CharField("Anmerkung", max_length=300, blank=True)
    answered_at = models.DateTimeField("beantwortet", null=True, blank=True)
    channel = models.CharField("Weg", max_length=12, choices=Channel, blank=True)
    settlement = models.CharField("geklärt durch", max_length=300, blank=True)
    settled_at = models.DateTimeField("geklärt", null=True, blank=True)
    reminded_at = models.DateTimeField("erinnert", null=True, blank=True)

    objects = CampaignDeviceQuerySet.as_manager()

    class Meta:
        verbose_name = "Gerät eines Bestandsabgleichs"
        verbose_name_plural = "Geräte von Bestandsabgleichen"
        ordering = ["site_name", "room_name", "number", "pk"]
        indexes = [
            models.Index(fields=["campaign", "authority", "site_name", "room_name"], name="campaign_device_by_room"),
            models.Index(fields=["asked", "answer"], name="campaign_device_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="open", answered_at__isnull=True, channel="")
                | (~Q(answer="open") & Q(answered_at__isnull=False) & ~Q(channel="")),
                name="campaign_device_answer_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settlement="") | (IS_A_DIFFERENCE & Q(settled_at__isnull=False) & ~Q(settlement="")),
                name="campaign_device_settled_is_difference",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Where its difference is settled, or has been."""
        return address("stocktaking:device", self.pk)

    @property
    def place(self) -> str:
        """Where the stock said it is, in words."""
        room = f"Raum {self.room_name}" if self.room_name else ""
        return ", ".join(filter(None, [self.site_name, room])) or "kein Ort eingetragen"

    @property
    def answer_seen(self) -> str:
        """A mark that is another one as soon as somebody says something else."""
        return self.answered_at.isoformat() if self.answered_at else ""

    @property
    def is_difference(self) -> bool:
        """Whether the answer says something else than the stock does."""
        return self.answer in DIFFERENCES

    @property
    def is_to_settle(self) -> bool:
        """Whether somebody of the service still has to look at it."""
        return self.is_difference and self.settled_at is None


@tracked()
class UnlistedDevice(models.Model):
    """A device that somebody has and that the stock does not tell of."""

    campaign = models.ForeignKey(
        Campaign, verbose_name="Bestandsabgleich", on_delete=models.CASCADE, related_name="unlisted"
    )
    authority = models.ForeignKey(Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="+")
    reported_by = models.ForeignKey(
        Contact, verbose_name="gemeldet von", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = models.CharField("Art", max_length=20, choices=DeviceKind)
    number = models.CharField(
        "Inventar- oder Seriennummer", max_length=80, blank=True, help_text="Steht meist auf einem Aufkleber."
    )
    place = models.CharField("Wo es steht", max_length=200, blank=True)
    remark = models.CharField("Anmerkung", max_length=300, blank=True)
    channel = models.CharField("Weg", max_length=12, choices=Channel)
    reported_at = models.DateTimeField("gemeldet")
    settlement = models.CharField("geklärt durch", max_length=300, blank=True)
    settled_at = models.DateTimeField("geklärt", null=True, blank=True)

    objects = UnlistedDeviceQuerySet.as_manager()

    class Meta:
        verbose_name = "Gerät ohne Eintrag"
        verbose_name_plural = "Geräte ohne Eintrag"
        ordering = ["reported_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settlement="") | (Q(settled_at__isnull=False) & ~Q(settlement="")),
                name="unlisted_device_settled_says_how",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return " ".join(filter(None, [self.get_kind_display(), self.number]))

    def get_absolute_url(self) -> str:
        """Where it is settled, or has been."""
        return address("stocktaking:unlisted_device", self.pk)
