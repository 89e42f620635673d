"""What the provider looks after: workstations with their devices, and the central infrastructure."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.urls import reverse

from accounts.models import Provider
from accounts.querysets import ForServiceQuerySet
from customers.models import Authority, Contact, Room, Site
from history.models import SourcedRecord, tracked
from workstations.lifecycle import State
from workstations.querysets import DeviceQuerySet, WorkstationQuerySet


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
class Workstation(models.Model):
    """An IT-Arbeitsplatz: a place of work with the devices that stand there."""

    class Network(models.TextChoices):
        ADMINISTRATION = "administration", "Verwaltungsnetz"
        SCHOOL = "school", "Schulnetz"
        PUBLIC = "public", "Bürgernetz"
        REMOTE = "remote", "Fernzugang"

    inventory_number = models.CharField("Inventarnummer", max_length=30, unique=True)
    name = models.CharField("Rechnername", max_length=60)
    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="workstations"
    )
    site = models.ForeignKey(
        Site, verbose_name="Standort", on_delete=models.PROTECT, null=True, blank=True, related_name="workstations"
    )
    room = models.ForeignKey(
        Room, verbose_name="Raum", on_delete=models.SET_NULL, null=True, blank=True, related_name="workstations"
    )
    used_by = models.ForeignKey(
        Contact,
        verbose_name="genutzt von",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="workstations",
    )
    operating_system = models.ForeignKey(
        OperatingSystem,
        verbose_name="Betriebssystem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="workstations",
    )
    network = models.CharField("Netz", max_length=20, choices=Network, default=Network.ADMINISTRATION)
    state = models.CharField("Zustand", max_length=12, choices=State, default=State.ORDERED)
    in_service_on = models.DateField("in Betrieb seit", null=True, blank=True)
    note = models.TextField("Bemerkung", blank=True)
    is_demo = models.BooleanField(
        "Demodaten", default=False, help_text="Erfunden; gehört zu keinem wirklichen Betrieb."
    )

    objects = WorkstationQuerySet.as_manager()

    class Meta:
        verbose_name = "IT-Arbeitsplatz"
        verbose_name_plural = "IT-Arbeitsplätze"
        ordering = ["inventory_number"]
        indexes = [
            models.Index(fields=["authority", "state", "inventory_number"], name="workstation_of_authority"),
            GinIndex(
                OpClass(Upper("inventory_number"), name="gin_trgm_ops"),
                OpClass(Upper("name"), name="gin_trgm_ops"),
                name="workstation_parts",
                fastupdate=False,
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="in_service") | Q(in_service_on__isnull=False), name="workstation_in_service_has_day",
                violation_error_message="Ein Arbeitsplatz in Betrieb braucht den Tag, seit dem er in Betrieb ist.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.inventory_number

    def get_absolute_url(self) -> str:
        """The workstation's page in the workspace."""
        return reverse("workstations:workstation", args=[self.pk])

    def clean(self) -> None:
        """Place and person must belong to the workstation's own authority."""
        errors = {}
        if self.site and self.site.authority_id != self.authority_id:
            errors["site"] = "Dieser Standort gehört zu einer anderen Behörde."
        if self.room and self.room.site_id != self.site_id:
            errors["room"] = "Dieser Raum liegt nicht an diesem Standort."
        if self.used_by and self.used_by.authority_id != self.authority_id:
            errors["used_by"] = "Diese Person gehört zu einer anderen Behörde."
        if errors:
            raise ValidationError(errors)


@tracked()
class Device(models.Model):
    """A single device: computer, screen, printer, telephone."""

    class Kind(models.TextChoices):
        DESKTOP = "desktop", "PC"
        NOTEBOOK = "notebook", "Notebook"
        THIN_CLIENT = "thin_client", "Thin Client"
        MONITOR = "monitor", "Bildschirm"
        PRINTER = "printer", "Drucker"
        SCANNER = "scanner", "Scanner"
        TELEPHONE = "telephone", "Telefon"
        CARD_READER = "card_reader", "Kartenleser"
        OTHER = "other", "sonstiges Gerät"

    authority = models.ForeignKey(Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="devices")
    workstation = models.ForeignKey(
        Workstation,
        verbose_name="Arbeitsplatz",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="devices",
    )
    kind = models.CharField("Art", max_length=20, choices=Kind)
    manufacturer = models.CharField("Hersteller", max_length=80, blank=True)
    model_name = models.CharField("Modell", max_length=120, blank=True)
    serial_number = models.CharField("Seriennummer", max_length=80, blank=True)
    purchased_on = models.DateField("beschafft am", null=True, blank=True)
    warranty_until = models.DateField("Garantie bis", null=True, blank=True)
    is_demo = models.BooleanField(
        "Demodaten", default=False, help_text="Erfunden; gehört zu keinem wirklichen Betrieb."
    )

    objects = DeviceQuerySet.as_manager()

    class Meta:
        verbose_name = "Gerät"
        verbose_name_plural = "Geräte"
        ordering = ["kind", "manufacturer", "model_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "serial_number"], condition=~Q(serial_number=""), name="device_serial_unique_in_authority",
                violation_error_message="Diese Seriennummer gibt es in dieser Behörde schon.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.manufacturer} {self.model_name}".strip()

    def clean(self) -> None:
        """A device stands at a workstation of its own authority."""
        if self.workstation and self.workstation.authority_id != self.authority_id:
            raise ValidationError({"workstation": "Dieser Arbeitsplatz gehört zu einer anderen Behörde."})


@tracked()
class InfrastructureItem(models.Model):
    """A piece of central infrastructure in a data centre: server, storage, network."""

    class Kind(models.TextChoices):
        SERVER = "server", "Server"
        VIRTUAL_MACHINE = "virtual_machine", "virtuelle Maschine"
        STORAGE = "storage", "Speichersystem"
        NETWORK_DEVICE = "network_device", "Netzwerkgerät"
        FIREWALL = "firewall", "Firewall"
        BACKUP = "backup", "Datensicherung"
        NETWORK_LINK = "network_link", "Netzanbindung"

    inventory_number = models.CharField("Inventarnummer", max_length=30, unique=True)
    name = models.CharField("Name", max_length=80)
    kind = models.CharField("Art", max_length=20, choices=Kind)
    provider = models.ForeignKey(
        Provider, verbose_name="Unternehmen", on_delete=models.PROTECT, related_name="infrastructure"
    )
    site = models.ForeignKey(Site, verbose_name="Standort", on_delete=models.PROTECT, related_name="infrastructure")
    room = models.ForeignKey(
        Room, verbose_name="Raum", on_delete=models.SET_NULL, null=True, blank=True, related_name="infrastructure"
    )
    operating_system = models.ForeignKey(
        OperatingSystem,
        verbose_name="Betriebssystem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="infrastructure",
    )
    state = models.CharField("Zustand", max_length=12, choices=State, default=State.IN_STOCK)
    in_service_on = models.DateField("in Betrieb seit", null=True, blank=True)
    note = models.TextField("Bemerkung", blank=True)
    is_demo = models.BooleanField(
        "Demodaten", default=False, help_text="Erfunden; gehört zu keinem wirklichen Betrieb."
    )

    objects = ForServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "Infrastrukturelement"
        verbose_name_plural = "zentrale Infrastruktur"
        ordering = ["inventory_number"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="in_service") | Q(in_service_on__isnull=False), name="infrastructure_in_service_has_day",
                violation_error_message="Was in Betrieb ist, braucht den Tag, seit dem es in Betrieb ist.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.inventory_number} {self.name}"

    def get_absolute_url(self) -> str:
        """The item's page in the workspace."""
        return reverse("workstations:infrastructure_item", args=[self.pk])

    def clean(self) -> None:
        """The room must lie at the site."""
        if self.room and self.room.site_id != self.site_id:
            raise ValidationError({"room": "Dieser Raum liegt nicht an diesem Standort."})
