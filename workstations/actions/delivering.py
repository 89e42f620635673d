"""A delivery: devices that were ordered come into the stock, each with the numbers that it brings along."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from customers.models import ServicePoint
from workstations.actions.devices import MAY_CHANGE, store_device
from workstations.actions.stepping import lock_devices
from workstations.models import Device

if TYPE_CHECKING:
    from accounts.models import User


class Delivered(NamedTuple):
    """One line of a delivery note: a device by its numbers."""

    line: int
    serial_number: str
    inventory_number: str = ""


@transaction.atomic
def rehearse_delivery(
    *,
    like: Device,
    delivered: Sequence[Delivered],
    service_point: ServicePoint,
    shelf: str = "",
    by: "User",
    on: date,
) -> list[tuple[Delivered, Device]]:
    """Which ordered device each line would become; tried out to the end and taken back."""
    pairs = take_delivery(like=like, delivered=delivered, service_point=service_point, shelf=shelf, by=by, on=on)
    transaction.set_rollback(True)
    return pairs


@transaction.atomic
def take_delivery(
    *,
    like: Device,
    delivered: Sequence[Delivered],
    service_point: ServicePoint,
    shelf: str = "",
    by: "User",
    on: date,
) -> list[tuple[Delivered, Device]]:
    """Let devices that were ordered like the given one become those that were delivered; all of them or none."""
    if not by.has_perm(MAY_CHANGE):
        raise PermissionDenied
    if not delivered:
        raise ValidationError({"numbers": "Bitte geben Sie je geliefertem Gerät eine Zeile an."})
    ordered = Device.objects.on_order_like(like).order_by("pk")
    lock_devices(ordered.values_list("pk", flat=True))
    pairs = _assigned(delivered, list(ordered.select_related("model", "authority", "provider", "lease")))
    problems = []
    for one, device in pairs:
        try:
            with transaction.atomic():
                _number(device, one)
                store_device(device=device, service_point=service_point, shelf=shelf, by=by, on=on)
        except ValidationError as error:
            problems += [f"Zeile {one.line}: {text}" for text in error.messages]
    if problems:
        raise ValidationError({"numbers": problems})
    return pairs


def _assigned(delivered: Sequence[Delivered], ordered: list[Device]) -> list[tuple[Delivered, Device]]:
    """A device whose serial number was known when it was ordered is that one; all others are as good as each other."""
    if len(delivered) > len(ordered):
        raise ValidationError(
            {"numbers": f"Bestellt sind noch {len(ordered)}, angegeben sind {len(delivered)} Zeilen."}
        )
    known = {device.serial_number.upper(): device for device in ordered if device.serial_number}
    nameless = iter([device for device in ordered if not device.serial_number])
    pairs, problems = [], []
    for one in delivered:
        device = known.pop(one.serial_number.upper(), None) or next(nameless, None)
        if device is None:
            problems.append(f"Zeile {one.line}: {one.serial_number} ist keines der bestellten Geräte.")
        else:
            pairs.append((one, device))
    if problems:
        raise ValidationError({"numbers": problems})
    return pairs


def _number(device: Device, one: Delivered) -> None:
    device.serial_number = one.serial_number or device.serial_number
    device.inventory_number = one.inventory_number or device.inventory_number
    device.full_clean()
    device.save(update_fields=["serial_number", "inventory_number"])
