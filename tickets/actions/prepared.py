"""Text modules, macros and templates: keep, put in order, take away; one's own freely, shared ones with the right for it."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError

from accounts.models import User
from history.versions import refuse_stale
from tickets.actions.steps import move_among, one_line, require_staff
from tickets.models import TextModule
from tickets.models.texts import Prepared

NEEDED = "Ein Makro schreibt mit diesem Textbaustein. Ändern oder löschen Sie zuerst das Makro."


@transaction.atomic
def save_prepared(*, row: Prepared, by: User, version: int | None = None) -> Prepared:
    """Keep something new, or what was changed, of the `version` that the person had before them."""
    before = _locked(row, by) if row.pk else None
    _require_right(row, by, "change" if before else "add")
    if before:
        refuse_stale(before, version)
        row.version, row.position = before.version + 1, before.position
    if before is None or before.owner_id != row.owner_id:
        row.position = 1 + (_beside(row).aggregate(last=Max("position"))["last"] or 0)
    row.title = one_line(row.title)
    row.full_clean()
    if before and isinstance(row, TextModule) and row.owner_id and row.macros.exclude(owner=by).exists():
        raise ValidationError({"offered": "Ein Makro für andere schreibt mit diesem Textbaustein."})
    row.save()
    return row


@transaction.atomic
def delete_prepared(*, row: Prepared, by: User) -> None:
    """Take something prepared away, from everybody it was offered to."""
    current = _locked(row, by)
    _require_right(current, by, "delete")
    try:
        current.delete()
    except ProtectedError as error:
        raise ValidationError(NEEDED) from error


@transaction.atomic
def move_prepared(*, row: Prepared, by: User, step: int) -> None:
    """Offer something prepared before (-1) or behind (1) its neighbour."""
    current = _locked(row, by)
    move_among(_beside(current).select_for_update(), current.pk, step)


def may_change_prepared(row: Prepared, user: User) -> bool:
    """Whether a person may change something prepared: their own, and with the right for it what others have too."""
    return row.owner_id == user.pk or (row.owner_id is None and user.has_perm(_right("change", row)))


def _beside(row: Prepared) -> Any:
    """The rows among which one has its place: one person's own, or all shared ones."""
    return type(row)._default_manager.filter(owner=row.owner_id)


def _locked(row: Prepared, by: User) -> Prepared:
    require_staff(by)
    current = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if not may_change_prepared(current, by):
        raise PermissionDenied
    return current


def _require_right(row: Prepared, by: User, verb: str) -> None:
    require_staff(by)
    if row.owner_id != by.pk and (row.owner_id is not None or not by.has_perm(_right(verb, row))):
        raise PermissionDenied


def _right(verb: str, row: Prepared) -> str:
    return f"tickets.{verb}_{row._meta.model_name}"
