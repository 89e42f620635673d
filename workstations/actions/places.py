"""The life of a workstation as a place: planned, in service, given up."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from workstations.actions.stepping import somebody_was_quicker
from workstations.lifecycle import PlaceState, may_follow, no_step
from workstations.models import Workstation

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def change_workstation_state(*, workstation: Workstation, state: PlaceState, by: "User", on: date) -> None:
    """Bring a workstation into the next state; one that is given up has no devices, and nobody works there any more."""
    if not by.has_perm("workstations.change_workstation"):
        raise PermissionDenied
    row = Workstation.objects.select_for_update().get(pk=workstation.pk)
    if row.state != workstation.state:
        raise ValidationError({"state": somebody_was_quicker()})
    current = PlaceState(row.state)
    if not may_follow(current, state):
        raise ValidationError({"state": no_step(current, state)})
    if state == PlaceState.CLOSED:
        if count := row.devices.count():
            what, them = ("steht noch ein Gerät", "es") if count == 1 else (f"stehen noch {count} Geräte", "sie")
            raise ValidationError({"state": f"Hier {what}. Bitte nehmen Sie {them} zuerst weg."})
        row.used_by = None
        row.shared_with.clear()
        row.nearby_devices.clear()
    if state == PlaceState.IN_SERVICE:
        row.in_service_on = row.in_service_on or on
    row.state = state
    row.save(update_fields=["state", "used_by", "in_service_on"])
    workstation.state, workstation.used_by, workstation.in_service_on = row.state, row.used_by, row.in_service_on
