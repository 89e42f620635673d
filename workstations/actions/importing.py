"""Many rows at once, as files bring them: what is new is taken in, what is there is kept up to date."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from workstations.actions.computers import settle_computers
from workstations.actions.devices import LENT
from workstations.actions.stepping import SOMEBODY_WAS_QUICKER
from workstations.lifecycle import BEGINNINGS, PLACE_BEGINNINGS, PlaceState
from workstations.models import Device, DeviceModel, InfrastructureItem, Loan, OperatingSystem, Workstation

if TYPE_CHECKING:
    from accounts.models import User

AT_ONCE = 500


@transaction.atomic
def take_in_catalogue(*, models: Sequence[DeviceModel], systems: Sequence[OperatingSystem], by: "User") -> None:
    """Store models and operating systems that a file brought along."""
    for rows, right in ((models, "workstations.add_devicemodel"), (systems, "workstations.add_operatingsystem")):
        if rows and not by.has_perm(right):
            raise PermissionDenied
        for row in rows:
            row.full_clean()
            row.save()


@transaction.atomic
def take_in_devices(*, devices: Sequence[Device], by: "User") -> None:
    """Take in new devices; a computer that stands at a workstation without one becomes its computer."""
    _take_in(devices, by, "workstations.add_device", BEGINNINGS)
    _check_places(devices)
    settle_computers(devices)


@transaction.atomic
def keep_devices(*, devices: Sequence[Device], by: "User") -> None:
    """Store devices that changed, their steps aside; what goes to another workstation is the computer of its old one no more."""
    were = _keep(devices, by, "workstations.change_device")
    moved = [row for row in devices if _place_of(row) != _place_of(were[row.pk])]
    _check_places(moved)
    if lent := Loan.objects.handed_out().filter(device__in=moved).select_related("device").first():
        raise ValidationError({"state": LENT.format(lent.device)})
    Workstation.nearby_devices.through.objects.filter(device__in=moved).delete()
    settle_computers(devices)


@transaction.atomic
def take_in_workstations(*, workstations: Sequence[Workstation], by: "User") -> None:
    """Store new workstations."""
    _take_in(workstations, by, "workstations.add_workstation", PLACE_BEGINNINGS)


@transaction.atomic
def keep_workstations(*, workstations: Sequence[Workstation], by: "User") -> None:
    """Store workstations that changed, their steps aside."""
    _keep(workstations, by, "workstations.change_workstation")


@transaction.atomic
def take_in_infrastructure(*, items: Sequence[InfrastructureItem], by: "User") -> None:
    """Store new pieces of infrastructure."""
    _take_in(items, by, "workstations.add_infrastructureitem", BEGINNINGS)


@transaction.atomic
def keep_infrastructure(*, items: Sequence[InfrastructureItem], by: "User") -> None:
    """Store pieces of infrastructure that changed, their steps aside."""
    _keep(items, by, "workstations.change_infrastructureitem")


def _take_in(rows: Sequence[Any], by: "User", right: str, beginnings: Collection[str]) -> None:
    if not rows:
        return
    if not by.has_perm(right):
        raise PermissionDenied
    for row in rows:
        if row.state not in beginnings:
            raise ValidationError({"state": f"Neu ist {row} nicht schon „{row.get_state_display()}“."})
        _check(row)
    type(rows[0])._default_manager.bulk_create(rows, batch_size=AT_ONCE)


def _place_of(device: Device) -> tuple[int | None, ...]:
    return device.workstation_id, device.held_by_id, device.site_id, device.room_id


def _check_places(devices: Sequence[Device]) -> None:
    """Where devices come to is not given up, also not just now."""
    keys = {device.workstation_id for device in devices if device.workstation_id}
    for place in Workstation.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
        if place.state == PlaceState.CLOSED:
            raise ValidationError({"workstation": f"{place} ist aufgegeben."})


def _keep(rows: Sequence[Any], by: "User", right: str) -> dict[int, Any]:
    """Only the columns that differ are written; that nothing shares a number is left to the database.

    Given back is how the rows were before.
    """
    if not rows:
        return {}
    if not by.has_perm(right):
        raise PermissionDenied
    model = type(rows[0])
    keys = [row.pk for row in rows]
    stored = {row.pk: row for row in model._default_manager.select_for_update().filter(pk__in=keys).order_by("pk")}
    for row in rows:
        if row.state != stored[row.pk].state:
            raise ValidationError({"state": SOMEBODY_WAS_QUICKER})
        _check(row)
    differing = [
        field.name
        for field in model._meta.concrete_fields
        if any(getattr(row, field.attname) != getattr(stored[row.pk], field.attname) for row in rows)
    ]
    if differing:  # the rows are there and locked: as an insert that meets them this takes a quarter of a bulk_update
        model._default_manager.bulk_create(
            rows, batch_size=AT_ONCE, update_conflicts=True, unique_fields=["pk"], update_fields=differing
        )
    return stored


def _check(row: Any) -> None:
    """The row's own rules; that what it refers to is there is left to the database, once for all."""
    row.clean_fields(exclude=[field.name for field in row._meta.concrete_fields if field.is_relation])
    row.clean()
