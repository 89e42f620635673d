"""Single devices: what they are, whose they are, where they stand in their life and with whom."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Lower, Upper
from django.db.models.lookups import Exact

from accounts.models import Provider
from customers.models import Authority, Contact, Room, ServicePoint, Site
from history.models import INVENTED, tracked
from ui.addresses import address
from workstations.lifecycle import State
from workstations.models.leases import Lease
from workstations.models.systems import DeviceModel, OperatingSystem
from workstations.querysets import DeviceQuerySet


class Disposal(models.TextChoices):
    """What became of something that was given away."""

    RECYCLED = "recycled", "verwertet"
    SOLD = "sold", "verkauft"
    DONATED = "donated", "verschenkt"
    RETURNED = "returned", "an den Leasinggeber zurückgegeben"
    LOST = "lost", "verloren oder gestohlen"


@tracked(exclude=("last_seen_at",))
class Device(models.Model):
    """A single device, from the order to the day it is given away.

    It belongs to an authority, or to one of the own companies (`provider`). What has no authority is the reserve of the
    service. A leased device belongs to neither; it counts at the authority that leased it.
    """

    inventory_number = models.CharField("Inventarnummer", max_length=30, blank=True)
    serial_number = models.CharField("Seriennummer", max_length=80, blank=True)
    model = models.ForeignKey(DeviceModel, verbose_name="Modell", on_delete=models.PROTECT, related_name="devices")
    authority = models.ForeignKey(
        Authority,
        verbose_name="Behörde",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="devices",
        help_text="Leer heißt: Reserve des Service.",
    )
    provider = models.ForeignKey(
        Provider,
        verbose_name="Eigentum von",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="devices",
        help_text="Leer heißt: gehört der Behörde.",
    )
    lease = models.ForeignKey(
        Lease, verbose_name="geleast nach", on_delete=models.PROTECT, null=True, blank=True, related_name="devices"
    )

    state = models.CharField("Zustand", max_length=12, choices=State, default=State.ORDERED)
    stored_at = models.ForeignKey(
        ServicePoint, verbose_name="Lager", on_delete=models.PROTECT, null=True, blank=True, related_name="stored_devices"
    )  # fmt: skip
    shelf = models.CharField("Fach", max_length=60, blank=True)
    workstation = models.ForeignKey(
        "workstations.Workstation",
        verbose_name="IT-Arbeitsplatz",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="devices",
    )
    held_by = models.ForeignKey(
        Contact,
        verbose_name="ausgegeben an",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="devices",
    )
    site = models.ForeignKey(
        Site,
        verbose_name="Standort",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="devices",
        help_text="Für Geräte, die an keinem Arbeitsplatz stehen, zum Beispiel Drucker im Flur.",
    )
    room = models.ForeignKey(
        Room, verbose_name="Raum", on_delete=models.SET_NULL, null=True, blank=True, related_name="devices"
    )
    in_service_on = models.DateField("in Betrieb seit", null=True, blank=True)
    repaired_by = models.CharField("in Reparatur bei", max_length=120, blank=True)
    retired_on = models.DateField("ausgemustert am", null=True, blank=True)
    disposed_on = models.DateField("abgegeben am", null=True, blank=True)
    disposal = models.CharField("Verbleib", max_length=10, choices=Disposal, blank=True)
    is_for_loan = models.BooleanField("Leihgerät", default=False, help_text="Kann für einige Tage reserviert werden.")

    purchased_on = models.DateField("beschafft am", null=True, blank=True)
    price = models.DecimalField(
        "Preis",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="In Euro mit Umsatzsteuer.",
    )
    warranty_until = models.DateField("Garantie bis", null=True, blank=True)

    host_name = models.CharField("Rechnername", max_length=63, blank=True)
    operating_system = models.ForeignKey(
        OperatingSystem,
        verbose_name="Betriebssystem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="devices",
    )
    uuid = models.CharField("UUID", max_length=36, blank=True)
    mac_addresses = ArrayField(models.CharField(max_length=17), verbose_name="MAC-Adressen", default=list, blank=True)
    processor = models.CharField("Prozessor", max_length=120, blank=True)
    memory_mib = models.PositiveIntegerField("Arbeitsspeicher in MiB", null=True, blank=True)
    storage_gib = models.PositiveIntegerField("Datenspeicher in GiB", null=True, blank=True)
    last_seen_at = models.DateTimeField("zuletzt gemeldet", null=True, blank=True)
    note = models.TextField("Bemerkung", blank=True)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        verbose_name = "Gerät"
        verbose_name_plural = "Geräte"
        ordering = ["inventory_number", "pk"]
        indexes = [
            models.Index(fields=["authority", "state", "inventory_number"], name="device_of_authority"),
            models.Index(fields=["stored_at", "model"], condition=Q(state="in_stock"), name="device_in_stock"),
            models.Index(Upper("serial_number"), condition=~Q(serial_number=""), name="device_by_serial"),
            models.Index(Upper("uuid"), condition=~Q(uuid=""), name="device_by_uuid"),
            GinIndex(fields=["mac_addresses"], name="device_by_mac"),
            GinIndex(
                OpClass(Upper("inventory_number"), name="gin_trgm_ops"),
                OpClass(Upper("serial_number"), name="gin_trgm_ops"),
                OpClass(Upper("host_name"), name="gin_trgm_ops"),
                name="device_parts",
                fastupdate=False,
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(authority__isnull=False) | Q(provider__isnull=False), name="device_belongs_to_somebody",
                violation_error_message="Ein Gerät gehört einer Behörde oder einem Unternehmen.",
            ),
            models.UniqueConstraint(
                Upper("serial_number"), "authority", condition=~Q(serial_number="") & Q(provider__isnull=True),
                name="device_serial_unique_at_authority",
                violation_error_message="Ein Gerät dieser Behörde hat diese Seriennummer schon.",
            ),
            models.UniqueConstraint(
                Upper("serial_number"), "provider", condition=~Q(serial_number="") & Q(provider__isnull=False),
                name="device_serial_unique_at_provider",
                violation_error_message="Ein Gerät dieses Unternehmens hat diese Seriennummer schon.",
            ),
            models.UniqueConstraint(
                Upper("inventory_number"), "authority", condition=~Q(inventory_number="") & Q(provider__isnull=True),
                name="device_number_unique_at_authority",
                violation_error_message="Ein Gerät dieser Behörde hat diese Inventarnummer schon.",
            ),
            models.UniqueConstraint(
                Upper("inventory_number"), "provider", condition=~Q(inventory_number="") & Q(provider__isnull=False),
                name="device_number_unique_at_provider",
                violation_error_message="Ein Gerät dieses Unternehmens hat diese Inventarnummer schon.",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_service") | Q(in_service_on__isnull=False), name="device_in_service_has_day",
                violation_error_message="Ein Gerät in Betrieb braucht den Tag, seit dem es in Betrieb ist.",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_stock") | Q(stored_at__isnull=False), name="device_in_stock_has_place",
                violation_error_message="Ein Gerät im Lager braucht das Lager, in dem es liegt.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["in_stock", "retired"]) | Q(stored_at__isnull=True), name="device_lies_only_in_stock",
                violation_error_message="Nur was im Lager oder ausgemustert ist, liegt in einem Lager.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["in_service", "in_repair"]) | Q(workstation__isnull=True, held_by__isnull=True),
                name="device_in_hands_only_in_service",
                violation_error_message="Nur was in Betrieb oder in Reparatur ist, gehört zu einem Arbeitsplatz oder einer Person.",
            ),
            models.CheckConstraint(
                condition=~Q(state="retired") | Q(retired_on__isnull=False), name="device_retired_has_day",
                violation_error_message="Ein ausgemustertes Gerät braucht den Tag, an dem es ausgemustert wurde.",
            ),
            models.CheckConstraint(
                condition=Q(state="disposed", disposed_on__isnull=False) & ~Q(disposal="")
                | ~Q(state="disposed") & Q(disposed_on__isnull=True, disposal=""),
                name="device_disposed_says_how",
                violation_error_message="Ein abgegebenes Gerät braucht den Tag und den Verbleib.",
            ),
            models.CheckConstraint(  # overlaps are looked for letter by letter
                condition=Exact(Lower(Cast("mac_addresses", models.TextField())), Cast("mac_addresses", models.TextField())),
                name="device_mac_in_small_letters",
                violation_error_message="MAC-Adressen stehen in kleinen Buchstaben.",
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0), name="device_price_not_negative",
                violation_error_message="Ein Preis ist nicht negativ.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.inventory_number or self.serial_number or f"Gerät {self.pk}"

    def get_absolute_url(self) -> str:
        """The device's page."""
        return address("workstations:device", self.pk)

    @property
    def system(self) -> OperatingSystem | None:
        """Its operating system: what was entered, else what its model comes with; see `querysets.of_system`."""
        return self.operating_system or self.model.operating_system

    @property
    def is_leased(self) -> bool:
        """Whether it goes back to a lessor at the end."""
        return self.lease_id is not None

    def clean(self) -> None:
        """What a device stands with, and whose lease it is under, is of its own authority; its addresses get one spelling."""
        self.mac_addresses = [address.lower().replace("-", ":") for address in self.mac_addresses]
        errors = {}
        of_others = {
            "workstation": "Dieser Arbeitsplatz gehört zu einer anderen Behörde.",
            "held_by": "Diese Person gehört zu einer anderen Behörde.",
            "site": "Dieser Standort gehört zu einer anderen Behörde.",
            "lease": "Dieser Vertrag gehört zu einer anderen Behörde.",
        }
        for name, text in of_others.items():
            other = getattr(self, name)
            if other is not None and other.authority_id != self.authority_id:
                errors[name] = text
        if self.room and self.room.site_id != self.site_id:
            errors["room"] = "Dieser Raum liegt nicht an diesem Standort."
        if self.lease and self.provider:
            errors["provider"] = "Ein geleastes Gerät gehört keinem der Unternehmen."
        if errors:
            raise ValidationError(errors)
