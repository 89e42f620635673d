"""Keeping an instance and all that hangs on it: uses, people, trainings, interfaces, data."""

from typing import Any, TypeVar

from django.db import transaction

from accounts.models import User
from applications.actions.keeping import require, store
from applications.models import (
    ApplicationData,
    ApplicationUse,
    Interface,
    SpecialistApplication,
    Training,
    UseContact,
)

Part = TypeVar("Part", SpecialistApplication, ApplicationUse, Interface, ApplicationData, Training, UseContact)


@transaction.atomic
def keep_part(*, part: Part, by: User, version: int | None = None, **values: Any) -> Part:
    """Enter an instance or something that hangs on it, or correct it; `version` is the one that the person saw."""
    if part._state.adding:
        for name, value in values.items():
            setattr(part, name, value)
        part.is_demo = _belongs_to_demo(part)
    return store(part, values, by=by, version=version)


@transaction.atomic
def remove_part(*, part: Part, by: User) -> None:
    """Take away what was entered by mistake; what ended gets its last day instead."""
    require(by, "delete", type(part))
    part.delete()


def _belongs_to_demo(part: Any) -> bool:
    """Whatever hangs on invented rows is invented, too."""
    if isinstance(part, SpecialistApplication):
        return part.product.is_demo
    if isinstance(part, UseContact | Training):
        return part.use.is_demo
    if isinstance(part, ApplicationUse):
        return part.application.is_demo or part.authority.is_demo
    return bool(part.application.is_demo)
