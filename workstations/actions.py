"""What is done with workstations and infrastructure: the steps of their life."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from workstations.lifecycle import State, may_follow
from workstations.models import InfrastructureItem, Workstation


@transaction.atomic
def change_workstation_state(*, workstation: Workstation, state: State, by: User, on: date) -> None:
    """Bring a workstation into the next state of its life; a retired one loses its user."""
    _move(item=workstation, state=state, by=by, on=on, permission="workstations.change_workstation")
    if state == State.RETIRED:
        Workstation.objects.filter(pk=workstation.pk).update(used_by=None)
        workstation.used_by = None


@transaction.atomic
def change_infrastructure_state(*, item: InfrastructureItem, state: State, by: User, on: date) -> None:
    """Bring a piece of central infrastructure into the next state of its life."""
    _move(item=item, state=state, by=by, on=on, permission="workstations.change_infrastructureitem")


def _move(*, item: Workstation | InfrastructureItem, state: State, by: User, on: date, permission: str) -> None:
    if not by.has_perm(permission):
        raise PermissionDenied
    current = State(item.state)
    if not may_follow(current, state):
        raise ValidationError({"state": f"Von „{current.label}“ führt kein Schritt zu „{state.label}“."})
    changes: dict[str, object] = {"state": state}
    if state == State.IN_SERVICE and item.in_service_on is None:
        changes["in_service_on"] = on
    if type(item)._default_manager.filter(pk=item.pk, state=current).update(**changes) != 1:
        raise ValidationError(
            {"state": "Der Zustand wurde inzwischen von jemand anderem geändert. Bitte laden Sie die Seite neu."}
        )
    for name, value in changes.items():
        setattr(item, name, value)
