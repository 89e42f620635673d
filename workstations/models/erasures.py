"""Proof that the data of something were erased before it was given away."""

from django.db import models
from django.db.models import Q

from history.models import INVENTED, tracked
from workstations.models.devices import Device
from workstations.models.infrastructure import InfrastructureItem
from workstations.querysets import DataErasureQuerySet


@tracked()
class DataErasure(models.Model):
    """That the data carriers of a device or a piece of infrastructure were erased: how, when, by which company."""

    class Method(models.TextChoices):
        """How data are made unreadable."""

        OVERWRITTEN = "overwritten", "überschrieben"
        SECURE_ERASE = "secure_erase", "durch den Datenträger selbst gelöscht"
        KEY_DESTROYED = "key_destroyed", "Schlüssel der Verschlüsselung vernichtet"
        DESTROYED = "destroyed", "Datenträger zerstört"
        REMOVED = "removed", "Datenträger ausgebaut und behalten"
        RESET = "reset", "auf Werkszustand zurückgesetzt"

    device = models.ForeignKey(
        Device, verbose_name="Gerät", on_delete=models.CASCADE, null=True, blank=True, related_name="erasures"
    )
    item = models.ForeignKey(
        InfrastructureItem,
        verbose_name="Infrastrukturelement",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="erasures",
    )
    method = models.CharField("Verfahren", max_length=16, choices=Method)
    erased_on = models.DateField("gelöscht am")
    carried_out_by = models.CharField("ausgeführt von", max_length=120, help_text="Unternehmen oder Stelle.")
    protocol_number = models.CharField("Nummer des Nachweises", max_length=80)
    outdated_on = models.DateField(
        "überholt seit",
        null=True,
        blank=True,
        editable=False,
        help_text="Seit diesem Tag können wieder Daten darauf sein, weil es erneut in Betrieb ging.",
    )
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = DataErasureQuerySet.as_manager()

    class Meta:
        verbose_name = "Nachweis der Datenlöschung"
        verbose_name_plural = "Nachweise der Datenlöschung"
        ordering = ["-erased_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(device__isnull=False, item__isnull=True) | Q(device__isnull=True, item__isnull=False),
                name="erasure_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_method_display()} am {self.erased_on:%d.%m.%Y}, Nachweis {self.protocol_number}"
