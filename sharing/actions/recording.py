"""Recording what the shares follow from; nothing of it touches what is fixed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.access import require_staff
from applications.models import SpecialistApplication
from customers.models import Authority
from history.versions import refuse_stale
from sharing.models import AllocationKey, CostItem, FixedShare, KeyFigure, Quote

if TYPE_CHECKING:
    from accounts.models import User

Recorded = TypeVar("Recorded", CostItem, KeyFigure, Quote)


@transaction.atomic
def record(*, row: Recorded, by: "User") -> Recorded:
    """Store a cost, a figure or an offer."""
    _require(by, "add", row)
    application: SpecialistApplication | None = row.application
    row.is_demo = row.is_demo or (application is not None and application.is_demo)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def change(*, row: Recorded, values: Mapping[str, Any], version: int | None = None, by: "User") -> Recorded:
    """Put a cost, a figure or an offer right."""
    _require(by, "change", row)
    current: Recorded = type(row)._default_manager.select_for_update().get(pk=row.pk)
    refuse_stale(current, version)
    for name, value in values.items():
        setattr(current, name, value)
    current.version += 1
    current.full_clean()
    current.save()
    return current


@transaction.atomic
def remove(*, row: CostItem | KeyFigure | Quote | AllocationKey, by: "User") -> None:
    """Take away what was wrong; what was fixed with it stays fixed."""
    _require(by, "delete", row)
    row.delete()


@transaction.atomic
def set_key(*, key: AllocationKey, parts: Mapping[Authority, int], by: "User") -> AllocationKey:
    """Say by what the cost of an instance is shared from a year on, with the parts that were agreed."""
    _require(by, "add", key)
    key.is_demo = key.is_demo or key.application.is_demo
    return _stored(key, parts)


@transaction.atomic
def change_key(
    *,
    key: AllocationKey,
    values: Mapping[str, Any],
    parts: Mapping[Authority, int],
    version: int | None = None,
    by: "User",
) -> AllocationKey:
    """Put a key right."""
    _require(by, "change", key)
    current = AllocationKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    refuse_stale(current, version)
    for name, value in values.items():
        setattr(current, name, value)
    current.version += 1
    return _stored(current, parts)


def _stored(key: AllocationKey, parts: Mapping[Authority, int]) -> AllocationKey:
    wanted = {authority: number for authority, number in parts.items() if number} if key.fixed_shares else {}
    if key.fixed_shares and not wanted:
        raise ValidationError("Bitte geben Sie die festen Anteile der Behörden an.")
    key.full_clean()
    key.save()
    FixedShare.objects.filter(key=key).exclude(authority__in=wanted).delete()
    for authority, number in wanted.items():
        FixedShare.objects.update_or_create(key=key, authority=authority, defaults={"parts": number})
    return key


def _require(by: "User", verb: str, row: CostItem | KeyFigure | Quote | AllocationKey) -> None:
    require_staff(by, f"sharing.{verb}_{row._meta.model_name}")
