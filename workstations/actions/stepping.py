"""What every step shares: the right to take it, the row as it stands, and what a second person is told."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError

from history.versions import refuse_stale
from workstations.lifecycle import State, no_step, step_to
from workstations.models import Device, InfrastructureItem, Lease, StockMinimum

if TYPE_CHECKING:
    from accounts.models import User

Thing = TypeVar("Thing", Device, InfrastructureItem)
SOMEBODY_WAS_QUICKER = "Der Zustand wurde inzwischen von jemand anderem geändert."


def somebody_was_quicker() -> ValidationError:
    """What a second person is told, in a way that pages know."""
    return ValidationError(SOMEBODY_WAS_QUICKER, code="stale")


def lock_devices(keys: Iterable[int]) -> None:
    """Several devices that one deed moves, locked in one order and before any workstation, so that nobody waits in a circle."""
    list(Device.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk").values_list("pk"))


def about_to_step(thing: Thing, following: State, by: "User", permission: str) -> Thing:
    """The stored row, locked, if the step from the state that the person saw can be taken; else the reason why not."""
    if not by.has_perm(permission):
        raise PermissionDenied
    row = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    if row.state != thing.state:
        raise ValidationError({"state": somebody_was_quicker()})
    current = State(row.state)
    if step_to(current, following) is None:
        raise ValidationError({"state": no_step(current, following)})
    return row


def require_repairer(repaired_by: str) -> None:
    """Nothing goes into repair at nobody."""
    if not repaired_by.strip():
        raise ValidationError({"repaired_by": "Bitte geben Sie an, wer repariert."})


def stored(thing: Thing, row: Thing) -> None:
    """Check and store a row that has taken a step, and let what the caller holds say the same."""
    row.clean()
    row.save()
    for field in row._meta.concrete_fields:
        setattr(thing, field.attname, getattr(row, field.attname))


def count_version(row: Lease | StockMinimum, version: int | None) -> None:
    """Before a row is stored that is there: nobody writes over what somebody else changed since the `version` that was seen."""
    if row._state.adding:
        return
    stored_row = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    refuse_stale(stored_row, version)
    row.version = stored_row.version + 1
