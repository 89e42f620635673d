"""The central infrastructure: what stands in data centres, and the lines that lead there."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from accounts.models import Provider
from accounts.querysets import ForServiceQuerySet
from customers.models import Room, Site
from history.models import INVENTED, tracked
from ui.addresses import address
from workstations.lifecycle import GONE, State
from workstations.models.devices import Disposal
from workstations.models.systems import DeviceModel, OperatingSystem


@tracked()
class InfrastructureItem(models.Model):
    """A piece of central infrastructure: a server, a rack, a data centre, a line."""

    class Kind(models.TextChoices):
        """What it is."""

        SERVER = "server", "Server"
        VIRTUAL_MACHINE = "virtual_machine", "virtuelle Maschine"
        STORAGE = "storage", "Speichersystem"
        NETWORK_DEVICE = "network_device", "Netzwerkgerät"
        FIREWALL = "firewall", "Firewall"
        BACKUP = "backup", "Datensicherung"
        RACK = "rack", "Serverschrank"
        ROOM = "room", "Technikraum"
        DATA_CENTRE = "data_centre", "Rechenzentrum"
        NETWORK_LINK = "network_link", "Netzanbindung"
        INTERNET_LINK = "internet_link", "Internetanbindung"
        STATE_NETWORK_LINK = "state_network_link", "Anbindung an das Landesnetz"

    LINKS = (Kind.NETWORK_LINK, Kind.INTERNET_LINK, Kind.STATE_NETWORK_LINK)
    """What is rented as a line and stands nowhere."""
    WITHOUT_DATA = (*LINKS, Kind.RACK, Kind.ROOM, Kind.DATA_CENTRE, Kind.VIRTUAL_MACHINE)
    """What has no data carrier of its own that would have to be erased."""

    inventory_number = models.CharField("Inventarnummer", max_length=30)
    name = models.CharField("Name", max_length=80)
    kind = models.CharField("Art", max_length=20, choices=Kind)
    model = models.ForeignKey(
        DeviceModel, verbose_name="Modell", on_delete=models.PROTECT, null=True, blank=True, related_name="infrastructure"
    )  # fmt: skip
    serial_number = models.CharField("Seriennummer", max_length=80, blank=True)
    provider = models.ForeignKey(
        Provider, verbose_name="Unternehmen", on_delete=models.PROTECT, related_name="infrastructure"
    )
    site = models.ForeignKey(Site, verbose_name="Standort", on_delete=models.PROTECT, related_name="infrastructure")
    room = models.ForeignKey(
        Room, verbose_name="Raum", on_delete=models.SET_NULL, null=True, blank=True, related_name="infrastructure"
    )
    position = models.CharField(
        "Platz", max_length=60, blank=True, help_text="Zum Beispiel Schrank und Höheneinheit: R03, HE 12–14."
    )
    operating_system = models.ForeignKey(
        OperatingSystem,
        verbose_name="Betriebssystem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="infrastructure",
    )
    carrier = models.CharField("Leitungsanbieter", max_length=120, blank=True)
    line_number = models.CharField("Leitungsnummer", max_length=60, blank=True)
    bandwidth_mbit = models.PositiveIntegerField("Bandbreite in Mbit/s", null=True, blank=True)
    state = models.CharField("Zustand", max_length=12, choices=State, default=State.IN_STOCK)
    in_service_on = models.DateField("in Betrieb seit", null=True, blank=True)
    repaired_by = models.CharField("in Reparatur bei", max_length=120, blank=True)
    retired_on = models.DateField("ausgemustert am", null=True, blank=True)
    disposed_on = models.DateField("abgegeben am", null=True, blank=True)
    disposal = models.CharField("Verbleib", max_length=10, choices=Disposal, blank=True)
    purchased_on = models.DateField("beschafft am", null=True, blank=True)
    price = models.DecimalField(
        "Preis",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="In Euro mit Umsatzsteuer.",
    )
    warranty_until = models.DateField("Garantie bis", null=True, blank=True)
    note = models.TextField("Bemerkung", blank=True)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = ForServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "Infrastrukturelement"
        verbose_name_plural = "Infrastrukturelemente"
        ordering = ["inventory_number", "pk"]
        indexes = [models.Index(fields=["id"], condition=Q(state__in=GONE), name="infrastructure_gone")]
        constraints = [
            models.UniqueConstraint(
                Upper("inventory_number"), "provider", name="infrastructure_number_unique_at_provider",
                violation_error_message="Ein Element dieses Unternehmens hat diese Inventarnummer schon.",
            ),
            models.UniqueConstraint(
                Upper("serial_number"), "provider", condition=~Q(serial_number=""), name="infrastructure_serial_unique",
                violation_error_message="Ein Element dieses Unternehmens hat diese Seriennummer schon.",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_service") | Q(in_service_on__isnull=False), name="infrastructure_in_service_has_day",
                violation_error_message="Was in Betrieb ist, braucht den Tag, seit dem es in Betrieb ist.",
            ),
            models.CheckConstraint(
                condition=~Q(state="retired") | Q(retired_on__isnull=False), name="infrastructure_retired_has_day",
                violation_error_message="Was ausgemustert ist, braucht den Tag, an dem es ausgemustert wurde.",
            ),
            models.CheckConstraint(
                condition=Q(state="disposed", disposed_on__isnull=False) & ~Q(disposal="")
                | ~Q(state="disposed") & Q(disposed_on__isnull=True, disposal=""),
                name="infrastructure_disposed_says_how",
                violation_error_message="Was abgegeben ist, braucht den Tag und den Verbleib.",
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0), name="infrastructure_price_not_negative",
                violation_error_message="Ein Preis ist nicht negativ.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.inventory_number} {self.name}"

    def get_absolute_url(self) -> str:
        """The item's page in the workspace."""
        return address("workstations:infrastructure_item", self.pk)

    @property
    def system(self) -> OperatingSystem | None:
        """Its operating system: what was entered, else what its model comes with; see `querysets.of_system`."""
        return self.operating_system or (self.model.operating_system if self.model else None)

    @property
    def holds_data(self) -> bool:
        """Whether it has a data carrier of its own."""
        return self.kind not in self.WITHOUT_DATA

    def clean(self) -> None:
        """The room must lie at the site."""
        if self.room and self.room.site_id != self.site_id:
            raise ValidationError({"room": "Dieser Raum liegt nicht an diesem Standort."})
