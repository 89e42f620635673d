"""Leases: their terms, and a leased device swapped for another one under the same lease."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from customers.models import ServicePoint
from workstations.actions.devices import install_device, make_computer_of, retire_device
from workstations.actions.stepping import count_version, lock_devices
from workstations.models import Device, Lease, Workstation

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def save_lease(*, lease: Lease, by: "User", version: int | None = None) -> Lease:
    """Enter a lease, or change its terms; the change history keeps what was agreed before."""
    if not by.has_perm(f"workstations.{'change' if lease.pk else 'add'}_lease"):
        raise PermissionDenied
    count_version(lease, version)
    lease.full_clean()
    lease.save()
    return lease


@transaction.atomic
def swap_leased_device(
    *, device: Device, replacement: Device, service_point: ServicePoint | None, shelf: str = "", by: "User", on: date
) -> None:
    """Use the right to swap: the replacement takes the place of the device, which is retired until it goes back."""
    if device.lease is None or not device.lease.may_be_swapped:
        raise ValidationError({"replacement": f"Für {device} gibt es kein Tauschrecht."})
    if replacement.lease_id != device.lease_id:
        raise ValidationError({"replacement": f"{replacement} gehört nicht zu diesem Leasingvertrag."})
    lock_devices([device.pk, replacement.pk])
    was = Device.objects.get(pk=device.pk)
    if not (was.workstation or was.held_by or was.site):
        raise ValidationError(
            {"replacement": f"{device} steht nirgends. Bitte nehmen Sie das neue Gerät selbst in Betrieb."}
        )
    served = list(was.serves.all())
    was_main_at = Workstation.objects.filter(computer=was).first()
    retire_device(device=device, service_point=service_point, shelf=shelf, by=by, on=on)
    install_device(
        device=replacement,
        workstation=was.workstation,
        contact=was.held_by,
        site=was.site,
        room=was.room,
        by=by,
        on=on,
    )
    replacement.serves.add(*served)
    if was_main_at is not None and replacement.model.is_computer:
        make_computer_of(was_main_at, replacement)
