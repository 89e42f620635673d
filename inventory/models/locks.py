"""What people have locked against reports."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from history.models import tracked
from inventory.querysets import FieldLockQuerySet
from workstations.models import Device


class KnownField(models.TextChoices):
    """What an agent knows of a device, by the columns of the stock."""

    SERIAL_NUMBER = "serial_number", "Seriennummer"
    UUID = "uuid", "UUID"
    MAC_ADDRESSES = "mac_addresses", "MAC-Adressen"
    HOST_NAME = "host_name", "Rechnername"
    OPERATING_SYSTEM = "operating_system", "Betriebssystem"
    PROCESSOR = "processor", "Prozessor"
    MEMORY = "memory_mib", "Arbeitsspeicher"
    STORAGE = "storage_gib", "Datenspeicher"


@tracked()
class FieldLock(models.Model):
    """That a value of a device stays as a person entered it, whatever its agent reports."""

    device = models.ForeignKey(Device, verbose_name="Gerät", on_delete=models.CASCADE, related_name="field_locks")
    field = models.CharField("Angabe", max_length=20, choices=KnownField)
    reason = models.CharField("Grund", max_length=300)
    locked_at = models.DateTimeField("festgehalten am")
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="festgehalten von", on_delete=models.PROTECT, related_name="+"
    )

    objects = FieldLockQuerySet.as_manager()

    class Meta:
        verbose_name = "Festgehaltene Angabe"
        verbose_name_plural = "Festgehaltene Angaben"
        ordering = ["device", "field"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["device", "field"], name="field_locked_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="field_locked_for_a_reason"),
            models.CheckConstraint(condition=Q(field__in=KnownField.values), name="field_that_agents_know"),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.reason}"
