"""Keeping an instance and all that hangs on it: uses, people, trainings, interfaces, data."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from applications.models import (
    ApplicationData,
    ApplicationUse,
    Interface,
    SpecialistApplication,
    Training,
    UseContact,
)
from history.versions import refuse_stale

Part = SpecialistApplication | ApplicationUse | Interface | ApplicationData | Training | UseContact


@transaction.atomic
def save_part(*, part: Part, by: User, version: int | None = None) -> Part:
    """Store an instance or a part of it, new or changed; `version` is the one that the person had before them."""
    _require(by, part, "add" if part._state.adding else "change")
    if part._state.adding:
        part.is_demo = _belongs_to_demo(part)
    elif not isinstance(part, UseContact):  # who answers for something is exchanged, not changed
        before = type(part).objects.select_for_update(of=("self",)).get(pk=part.pk)
        refuse_stale(before, version)
        part.version = before.version + 1
    part.full_clean()
    part.save()
    return part


@transaction.atomic
def remove_part(*, part: Part, by: User) -> None:
    """Take away what was entered by mistake; what ended gets its last day instead."""
    _require(by, part, "delete")
    part.delete()


def _belongs_to_demo(part: Part) -> bool:
    """Whatever hangs on invented rows is invented, too."""
    if isinstance(part, SpecialistApplication):
        return part.product.is_demo
    if isinstance(part, UseContact | Training):
        return part.use.is_demo
    return part.application.is_demo


def _require(by: User, part: Part, verb: str) -> None:
    if not (by.is_service_staff and by.has_perm(f"applications.{verb}_{part._meta.model_name}")):
        raise PermissionDenied
