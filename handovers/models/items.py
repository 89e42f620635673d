"""The devices of a hand-over, each with what was there when it changed hands."""

from django.db import models
from django.db.models import Q

from handovers.models.final import final_line
from handovers.models.handovers import Handover
from handovers.querysets import OfHandoverQuerySet
from history.models import tracked
from workstations.lifecycle import State as DeviceState
from workstations.models import Device


class Condition(models.TextChoices):
    """In which condition a device came back."""

    FINE = "fine", "in Ordnung"
    DAMAGED = "damaged", "beschädigt"
    MISSING = "missing", "fehlt"


@tracked()
class HandoverItem(models.Model):
    """One device of a hand-over, with its accessories; on the way back with its condition."""

    handover = models.ForeignKey(Handover, verbose_name="Übergabe", on_delete=models.CASCADE, related_name="items")
    device = models.ForeignKey(Device, verbose_name="Gerät", on_delete=models.PROTECT, related_name="handover_items")
    seen_state = models.CharField("Zustand beim Aufnehmen", max_length=12, choices=DeviceState)
    accessories = models.CharField("Zubehör", max_length=200, blank=True)
    condition = models.CharField("Zustand", max_length=7, choices=Condition, default=Condition.FINE)
    goes_to_repair = models.BooleanField("in Reparatur geben", default=False)
    remark = models.CharField("Bemerkung", max_length=300, blank=True)

    # As it was when the device changed hands.
    device_number = models.CharField("Inventarnummer", max_length=30, blank=True)
    serial_number = models.CharField("Seriennummer", max_length=80, blank=True)
    kind_name = models.CharField("Art", max_length=60, blank=True)
    model_name = models.CharField("Modell", max_length=200, blank=True)

    objects = OfHandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "Gerät einer Übergabe"
        verbose_name_plural = "Geräte von Übergaben"
        ordering = ["handover_id", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "device"], name="handover_item_once",
                violation_error_message="Dieses Gerät steht schon auf der Liste.",
            ),
            models.CheckConstraint(
                condition=Q(goes_to_repair=False) | Q(condition="damaged"), name="handover_item_only_damaged_to_repair",
                violation_error_message="Nur was beschädigt ist, geht in Reparatur.",
            ),
        ]  # fmt: skip
        triggers = [final_line()]

    def __str__(self) -> str:
        if not self.kind_name:  # still prepared
            return str(self.device)
        return self.device_number or self.serial_number or f"Gerät {self.device_id}"

    def copy_device(self) -> None:
        """Say of the device what is to be said now."""
        device = self.device
        self.device_number, self.serial_number = device.inventory_number, device.serial_number
        self.kind_name, self.model_name = device.model.get_kind_display(), str(device.model)

    @property
    def stays_where_it_is(self) -> bool:
        """Whether the stock goes on saying that the person has it: it did not come back."""
        return self.condition == Condition.MISSING
