"""What is on the market: operating systems and models of devices, each with the day its maker's support ends."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from history.models import SourcedRecord, tracked


class DeviceKind(models.TextChoices):
    """What a device is."""

    DESKTOP = "desktop", "PC"
    NOTEBOOK = "notebook", "Notebook"
    THIN_CLIENT = "thin_client", "Thin Client"
    TABLET = "tablet", "Tablet"
    MONITOR = "monitor", "Bildschirm"
    DOCKING_STATION = "docking_station", "Dockingstation"
    PRINTER = "printer", "Drucker"
    MULTIFUNCTION = "multifunction", "Multifunktionsgerät"
    SCANNER = "scanner", "Scanner"
    TELEPHONE = "telephone", "Telefon"
    MOBILE_PHONE = "mobile_phone", "Mobiltelefon"
    CARD_READER = "card_reader", "Kartenleser"
    SERVER = "server", "Server"
    STORAGE = "storage", "Speichersystem"
    NETWORK = "network", "Netzwerkgerät"
    OTHER = "other", "sonstiges Gerät"


COMPUTERS = (DeviceKind.DESKTOP, DeviceKind.NOTEBOOK, DeviceKind.THIN_CLIENT, DeviceKind.TABLET)
"""What can be the computer of a workstation."""


@tracked()
class OperatingSystem(SourcedRecord):
    """An operating system in one version, with the day its maker's support ends."""

    name = models.CharField("Name", max_length=80)
    version = models.CharField("Version", max_length=40, blank=True)
    support_ends_on = models.DateField("Unterstützung endet am", null=True, blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "Betriebssystem"
        verbose_name_plural = "Betriebssysteme"
        ordering = ["name", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "version"], name="operating_system_unique",
                violation_error_message="Dieses Betriebssystem gibt es in dieser Version schon.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} {self.version}".strip()


@tracked()
class DeviceModel(SourcedRecord):
    """A model of devices as its maker sells it: what all devices of it have in common."""

    manufacturer = models.CharField("Hersteller", max_length=80, blank=True)
    name = models.CharField("Modell", max_length=120)
    kind = models.CharField("Art", max_length=20, choices=DeviceKind)
    operating_system = models.ForeignKey(
        OperatingSystem,
        verbose_name="geliefert mit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="device_models",
        help_text="Was ein Gerät hat, solange nichts anderes eingetragen ist.",
    )
    support_ends_on = models.DateField(
        "Unterstützung endet am", null=True, blank=True, help_text="Bis wann der Hersteller dieses Modell unterstützt."
    )
    service_years = models.PositiveSmallIntegerField(
        "Nutzungsdauer in Jahren",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Leer heißt: wie bei Geräten dieser Art üblich.",
    )
    replacement_price = models.DecimalField(
        "Preis eines Ersatzes",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="In Euro mit Umsatzsteuer. Leer heißt: wie bei Geräten dieser Art üblich.",
    )
    replacement_price_year = models.PositiveSmallIntegerField(
        "Jahr des Preises",
        null=True,
        blank=True,
        validators=[
            MinValueValidator(2000, "Bitte ein Jahr mit vier Ziffern angeben."),
            MaxValueValidator(2100, "Bitte ein Jahr mit vier Ziffern angeben."),
        ],
        help_text="Von diesem Jahr an steigt der Preis in der Ersatzplanung.",
    )
    holds_data = models.BooleanField(
        "hat einen Datenträger", default=True, help_text="Dann wird es erst abgegeben, wenn die Daten gelöscht sind."
    )

    objects = models.Manager()

    class Meta:
        verbose_name = "Gerätemodell"
        verbose_name_plural = "Gerätemodelle"
        ordering = ["manufacturer", "name", "kind"]
        constraints = [
            models.UniqueConstraint(
                Upper("manufacturer"), Upper("name"), "kind", name="device_model_unique",
                violation_error_message="Dieses Modell gibt es schon.",
            ),
            models.CheckConstraint(
                condition=Q(replacement_price__isnull=True, replacement_price_year__isnull=True)
                | Q(replacement_price__isnull=False, replacement_price_year__isnull=False),
                name="device_model_price_has_year",
                violation_error_message="Zu einem Preis gehört das Jahr, aus dem er ist.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.manufacturer} {self.name}".strip()

    @property
    def is_computer(self) -> bool:
        """Whether somebody can work with it alone."""
        return self.kind in COMPUTERS
