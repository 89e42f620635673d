"""What should lie ready at a service point, and what a role gets: kept, and given out in one go."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from customers.models import Contact
from workstations.actions.devices import install_device
from workstations.actions.stepping import count_version, lock_devices
from workstations.models import Device, Kit, KitItem, StockMinimum, Workstation

if TYPE_CHECKING:
    from accounts.models import User

Row = TypeVar("Row", StockMinimum, Kit, KitItem)


@transaction.atomic
def save_minimum(*, minimum: StockMinimum, by: "User", version: int | None = None) -> StockMinimum:
    """Say how many devices of a kind or model should always lie ready at a service point."""
    _require(by, "change" if minimum.pk else "add", minimum)
    count_version(minimum, version)
    return _kept(minimum, by)


def remove_minimum(*, minimum: StockMinimum, by: "User") -> None:
    """Ask for no minimum any more."""
    _removed(minimum, by)


def save_kit(*, kit: Kit, by: "User") -> Kit:
    """Name what somebody in a role gets, or say it otherwise."""
    return _kept(kit, by)


def save_kit_item(*, item: KitItem, by: "User") -> KitItem:
    """Put a part into a kit, or change it."""
    return _kept(item, by)


def remove_kit_item(*, item: KitItem, by: "User") -> None:
    """Take a part out of a kit."""
    _removed(item, by)


@transaction.atomic
def issue_kit(
    *,
    kit: Kit,
    devices: Sequence[Device],
    workstation: Workstation | None = None,
    contact: Contact | None = None,
    by: "User",
    on: date,
) -> None:
    """Put the chosen devices into service at a workstation or in the hands of a person, all of them or none."""
    if not kit.is_active:
        raise ValidationError(f"„{kit}“ wird nicht mehr ausgegeben.")
    if not devices:
        raise ValidationError("Bitte wählen Sie mindestens ein Gerät.")
    if len({device.pk for device in devices}) < len(devices):
        raise ValidationError("Ein Gerät ist zweimal gewählt.")
    lock_devices(device.pk for device in devices)
    for device in devices:
        try:
            install_device(device=device, workstation=workstation, contact=contact, by=by, on=on)
        except ValidationError as error:
            raise ValidationError([f"{device}: {text}" for text in error.messages]) from error


@transaction.atomic
def _kept(row: Row, by: "User") -> Row:
    _require(by, "change" if row.pk else "add", row)
    row.full_clean()
    row.save()
    return row


def _removed(row: StockMinimum | KitItem, by: "User") -> None:
    _require(by, "delete", row)
    row.delete()


def _require(by: "User", verb: str, row: StockMinimum | Kit | KitItem) -> None:
    if not by.has_perm(f"workstations.{verb}_{row._meta.model_name}"):
        raise PermissionDenied
