"""Storing a row of the register: the right, the version that the person saw, the rules of the model. Instances and uses."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from history.versions import refuse_stale

Kept = TypeVar("Kept", bound=models.Model)


def require(by: User, verb: str, model: type[models.Model]) -> None:
    """Only those of the service who keep this kind of rows go on."""
    meta = model._meta
    if not (by.is_service_staff and by.has_perm(f"{meta.app_label}.{verb}_{meta.model_name}")):
        raise PermissionDenied


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


@transaction.atomic
def keep_application(
    *, application: SpecialistApplication, by: User, version: int | None = None, **values: Any
) -> SpecialistApplication:
    """Enter an instance, or correct what is entered of one."""
    return store(application, values, by=by, version=version)


@transaction.atomic
def keep_use(*, use: ApplicationUse, by: User, version: int | None = None, **values: Any) -> ApplicationUse:
    """Enter that an authority uses a Fachverfahren, or correct it."""
    if use._state.adding:
        use.is_demo = use.application.is_demo or use.authority.is_demo
    return store(use, values, by=by, version=version)
