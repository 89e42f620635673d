"""Storing a row of the register: the right, the version that the person saw, the rules of the model."""

from typing import Any, TypeVar

from django.db import models

from accounts.access import require_staff
from accounts.models import User
from history.versions import refuse_stale

Kept = TypeVar("Kept", bound=models.Model)


def require(by: User, verb: str, model: type[models.Model]) -> None:
    """Only those of the service who keep this kind of rows go on."""
    meta = model._meta
    require_staff(by, f"{meta.app_label}.{verb}_{meta.model_name}")


def store(row: Kept, values: dict[str, Any], *, by: User, version: int | None = None) -> Kept:
    """Store a row with these values, new or changed, and count its version on; nobody else changes it meanwhile."""
    model: Any = type(row)
    if row.pk is None:
        require(by, "add", model)
        current: Any = row
    else:
        require(by, "change", model)
        current = model._default_manager.select_for_update().get(pk=row.pk)
        refuse_stale(current, version)
        current.version += 1
    for name, value in values.items():
        setattr(current, name, value)
    current.full_clean()
    current.save()
    kept: Kept = current
    return kept
