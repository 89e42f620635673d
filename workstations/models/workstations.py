"""IT-Arbeitsplätze: places of work with the people and the devices there."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from customers.models import Authority, Contact, Room, Site
from history.models import INVENTED, tracked, tracked_link
from ui.addresses import address
from workstations.lifecycle import PlaceState
from workstations.models.devices import Device
from workstations.querysets import OfWorkstationQuerySet, WorkstationQuerySet


@tracked()
class Workstation(models.Model):
    """An IT-Arbeitsplatz: a place of work with the people who work there and the devices that stand there.

    Number and name belong to the place. They stay when its computer is swapped.
    """

    class Network(models.TextChoices):
        ADMINISTRATION = "administration", "Verwaltungsnetz"
        SCHOOL = "school", "Schulnetz"
        PUBLIC = "public", "Bürgernetz"
        REMOTE = "remote", "Fernzugang"

    inventory_number = models.CharField("Inventarnummer", max_length=30)
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
    shared_with = models.ManyToManyField(
        Contact, verbose_name="auch genutzt von", blank=True, related_name="shared_workstations"
    )
    computer = models.OneToOneField(
        Device,
        verbose_name="Rechner",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="main_at",
        help_text="Das Gerät, mit dem hier gearbeitet wird; der Arbeitsplatz bleibt, wenn es getauscht wird.",
    )
    nearby_devices = models.ManyToManyField(
        Device,
        verbose_name="Geräte in der Nähe",
        blank=True,
        related_name="serves",
        help_text="Zum Beispiel der Drucker im Flur.",
    )
    network = models.CharField("Netz", max_length=20, choices=Network, default=Network.ADMINISTRATION)
    state = models.CharField("Zustand", max_length=12, choices=PlaceState, default=PlaceState.PLANNED)
    in_service_on = models.DateField("in Betrieb seit", null=True, blank=True)
    note = models.TextField("Bemerkung", blank=True)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = WorkstationQuerySet.as_manager()

    class Meta:
        verbose_name = "IT-Arbeitsplatz"
        verbose_name_plural = "IT-Arbeitsplätze"
        ordering = ["inventory_number", "pk"]
        indexes = [
            models.Index(fields=["authority", "state", "inventory_number"], name="workstation_of_authority"),
            models.Index(fields=["inventory_number", "id"], name="workstation_by_number"),
            models.Index(fields=["id"], condition=Q(state="closed"), name="workstation_closed"),
            GinIndex(
                OpClass(Upper("inventory_number"), name="gin_trgm_ops"),
                OpClass(Upper("name"), name="gin_trgm_ops"),
                name="workstation_parts",
                fastupdate=False,
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                Upper("inventory_number"), "authority", name="workstation_number_unique_at_authority",
                violation_error_message="Ein Arbeitsplatz dieser Behörde hat diese Inventarnummer schon.",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_service") | Q(in_service_on__isnull=False), name="workstation_in_service_has_day",
                violation_error_message="Ein Arbeitsplatz in Betrieb braucht den Tag, seit dem er in Betrieb ist.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.inventory_number

    def get_absolute_url(self) -> str:
        """The workstation's page in the workspace."""
        return address("dashboards:workstation", self.pk)

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


@tracked_link()
class SharedUse(Workstation.shared_with.through):  # type: ignore[name-defined,misc]  # the table that Django makes
    """Who else works at a workstation, for the change history alone."""

    objects = OfWorkstationQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "Mitnutzung eines IT-Arbeitsplatzes"
        verbose_name_plural = "Mitnutzungen von IT-Arbeitsplätzen"


@tracked_link()
class DeviceNearby(Workstation.nearby_devices.through):  # type: ignore[name-defined,misc]  # the table that Django makes
    """Which devices that stand elsewhere are used at a workstation, for the change history alone."""

    objects = OfWorkstationQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "Gerät in der Nähe eines IT-Arbeitsplatzes"
        verbose_name_plural = "Geräte in der Nähe von IT-Arbeitsplätzen"
