"""Who works at a workstation, and which devices that stand elsewhere are used there."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from customers.models import Contact
from workstations.actions.stepping import somebody_was_quicker
from workstations.lifecycle import PlaceState
from workstations.models import Device, Workstation

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def assign_people(
    *,
    workstation: Workstation,
    used_by: Contact | None,
    shared_with: Collection[Contact] = (),
    seen: Collection[int] | None = None,
    by: "User",
) -> None:
    """Say who works at a workstation, mainly and beside; all of them are people of its authority.

    With the keys of those who were `seen` beside, only who was added and taken away against these changes.
    """
    row = _locked(workstation, by)
    if row.used_by_id != workstation.used_by_id:
        raise ValidationError({"used_by": somebody_was_quicker()})
    strange = [person for person in shared_with if person.authority_id != row.authority_id]
    if strange:
        raise ValidationError({"further": f"{strange[0]} gehört zu einer anderen Behörde."})
    row.used_by = used_by
    row.clean()
    row.save(update_fields=["used_by"])
    _apply(row.shared_with, [person for person in shared_with if person != used_by], seen)
    if used_by is not None:
        row.shared_with.remove(used_by)
    workstation.used_by = row.used_by


@transaction.atomic
def set_nearby_devices(
    *, workstation: Workstation, devices: Collection[Device], seen: Collection[int] | None = None, by: "User"
) -> None:
    """Say which devices that stand elsewhere are used at a workstation; all of them are its authority's. See above for `seen`."""
    row = _locked(workstation, by)
    known = set(seen or ())
    strange = [device for device in devices if device.pk not in known and device.authority_id != row.authority_id]
    if strange:
        raise ValidationError({"further": f"{strange[0]} gehört zu einer anderen Behörde."})
    _apply(row.nearby_devices, devices, seen)


def _apply(links: Any, wanted: Collection[Contact] | Collection[Device], seen: Collection[int] | None) -> None:
    """What somebody else added or took away meanwhile stays as that person wanted it."""
    chosen = {row.pk for row in wanted}
    before = set(links.values_list("pk", flat=True)) if seen is None else set(seen)
    links.remove(*(before - chosen))
    links.add(*(chosen - before))


def _locked(workstation: Workstation, by: "User") -> Workstation:
    if not by.has_perm("workstations.change_workstation"):
        raise PermissionDenied
    row = Workstation.objects.select_for_update(of=("self",)).get(pk=workstation.pk)
    if row.state == PlaceState.CLOSED:
        raise ValidationError(f"{row} ist aufgegeben.")
    return row
