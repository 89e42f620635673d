"""A change is planned: what is done, when and at what; and whom it affects, computed and put right by hand."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.access import require_staff
from accounts.models import User
from applications.models import ProductVersion, SpecialistApplication
from changes.actions.steps import MAY_ADD, bring, hold, said, store
from changes.affecting import reach_of
from changes.lifecycle import IN_PREPARATION, State
from changes.models import AffectedByChange, Change, ChangeCounter
from customers.models import Authority
from history.numbering import next_of_year
from history.versions import refuse_stale
from workstations.models import InfrastructureItem

Thing = SpecialistApplication | InfrastructureItem
MOST_THINGS = 40
"""More at once nobody oversees; larger work is several changes."""


@transaction.atomic
def plan_change(*, change: Change, things: Iterable[Thing] = (), by: User, now: datetime) -> Change:
    """Enter a change; it gets its number, and whom it affects is computed from the things at which is worked."""
    require_staff(by, MAY_ADD)
    change.planned_by, change.planned_at, change.state = by, now, State.PLANNED
    applications, items = sorted_out(things)
    _check(change, applications, items)
    change.number = next_number(now)
    change.save(force_insert=True)
    change.applications.set(applications)
    change.items.set(items)
    compute(change, by)
    return change


@transaction.atomic
def change_change(*, change: Change, by: User, version: int | None = None, **values: Any) -> Change:
    """Write it anew while it is prepared; whom it affects is computed again, since that may hang on the day."""
    row = hold(change, by)
    refuse_stale(row, version)
    _require_preparation(row)
    for name, value in values.items():
        setattr(row, name, value)
    _check(row, list(row.applications.all()), list(row.items.all()))
    store(row)
    compute(row, by)
    return row


@transaction.atomic
def add_thing(*, change: Change, thing: Thing, by: User) -> Change:
    """Work also at this Fachverfahren or this piece of infrastructure."""
    row = hold(change, by)
    _require_preparation(row)
    applications, items = sorted_out([*row.applications.all(), *row.items.all(), thing])
    _check(row, applications, items)
    row.applications.set(applications)
    row.items.set(items)
    store(row)
    compute(row, by)
    return row


@transaction.atomic
def remove_thing(*, change: Change, thing: Thing, by: User) -> Change:
    """Leave a Fachverfahren or a piece of infrastructure alone."""
    row = hold(change, by)
    _require_preparation(row)
    (row.applications if isinstance(thing, SpecialistApplication) else row.items).remove(thing)  # type: ignore[arg-type]
    store(row)
    compute(row, by)
    return row


@transaction.atomic
def recompute(*, change: Change, by: User) -> Change:
    """Compute anew whom it affects, since somebody else uses the Fachverfahren now."""
    row = hold(change, by)
    _require_preparation(row)
    compute(row, by)
    return store(row)


@transaction.atomic
def take_up_again(*, change: Change, by: User) -> Change:
    """Prepare a rejected change anew."""
    row = hold(change, by)
    if row.state != State.REJECTED:
        raise ValidationError("Nur eine abgelehnte Änderung wird wieder aufgenommen.", code="state")
    bring(row, State.PLANNED)
    row.decided_by = row.decided_at = row.submitted_by = None
    row.decision_note = row.conflict_reason = ""
    return store(row)


@transaction.atomic
def add_affected(*, change: Change, authority: Authority, reason: str, by: User) -> AffectedByChange:
    """Say that it affects an authority that nobody could compute."""
    row = hold(change, by)
    _require_preparation(row)
    words = said(reason, "reason", "Bitte schreiben Sie, warum diese Behörde betroffen ist.")
    if AffectedByChange.objects.filter(change=row, authority=authority).exists():
        raise ValidationError({"authority": "Diese Behörde steht schon auf der Liste."})
    added = AffectedByChange(change=row, authority=authority, is_by_hand=True, reason=words, is_demo=row.is_demo)
    added.full_clean()
    added.save()
    store(row)
    return added


@transaction.atomic
def leave_out(*, affected: AffectedByChange, reason: str, by: User) -> AffectedByChange:
    """Say that a computed authority feels nothing of it."""
    row = hold(affected.change, by)
    _require_preparation(row)
    current = _as_it_is(affected)
    if current.is_by_hand:
        raise ValidationError("Was von Hand ergänzt wurde, wird entfernt und nicht ausgenommen.")
    current.reason = said(reason, "reason", "Bitte schreiben Sie, warum diese Behörde nichts davon spürt.")
    current.is_left_out = True
    current.full_clean()
    current.save()
    store(row)
    return current


@transaction.atomic
def undo_by_hand(*, affected: AffectedByChange, by: User) -> None:
    """Take back what was added or left out by hand."""
    row = hold(affected.change, by)
    _require_preparation(row)
    current = _as_it_is(affected)
    if not current.is_by_hand and not current.is_left_out:
        raise ValidationError("Hier ist nichts von Hand eingetragen.")
    if current.is_by_hand:
        current.delete()
    else:
        current.is_left_out, current.reason = False, ""
        current.save(update_fields=["is_left_out", "reason"])
    compute(row, by)
    store(row)


def freeze(*, change: Change, by: User, now: datetime) -> None:
    """Compute for the last time whom it affects, and keep it from now on."""
    if not change.is_frozen:
        compute(change, by)
        change.frozen_at = now


def next_number(now: datetime) -> str:
    """The next number of the year, such as AE-2026-0001; two changes at the same moment never get the same."""
    year = timezone.localtime(now).year
    return f"AE-{year}-{next_of_year(ChangeCounter, year):04d}"


def compute(change: Change, by: User) -> None:
    """Bring the list to what follows today from uses and dependencies; what was put right by hand stays."""
    reach = reach_of(change, by=by)
    change.reached.set(reach.applications)
    change.weakened.set(reach.weakened)
    rows = {row.authority_id: row for row in AffectedByChange.objects.filter(change=change)}
    for key, why in reach.why.items():
        row = rows.pop(key, None) or AffectedByChange(change=change, authority_id=key, is_demo=change.is_demo)
        if row._state.adding or row.why != why:
            row.why = why
            row.save()
    for row in rows.values():
        if not row.is_by_hand:
            row.delete()
        elif row.why:
            row.why = ""
            row.save(update_fields=["why"])


def sorted_out(things: Iterable[Thing]) -> tuple[list[SpecialistApplication], list[InfrastructureItem]]:
    """The things at which is worked by their kinds."""
    things = list(things)
    return (
        [thing for thing in things if isinstance(thing, SpecialistApplication)],
        [thing for thing in things if isinstance(thing, InfrastructureItem)],
    )


def _check(change: Change, applications: list[SpecialistApplication], items: list[InfrastructureItem]) -> None:
    if len(applications) + len(items) > MOST_THINGS:
        words = f"Eine Änderung betrifft höchstens {MOST_THINGS} Dinge. Bitte teilen Sie sie auf."
        raise ValidationError({"thing": words})
    if change.target_version:
        _check_version(change.target_version, applications)
    change.full_clean(exclude=["number"])


def _check_version(version: ProductVersion, applications: list[SpecialistApplication]) -> None:
    other = next((row for row in applications if row.product_id != version.product_id), None)
    if other is not None:
        words = f"„{other}“ ist kein Fachverfahren des Produkts „{version.product}“, zu dem diese Version gehört."
        raise ValidationError({"target_version": words, "thing": words})


def _as_it_is(affected: AffectedByChange) -> AffectedByChange:
    """The row as it is while its change is locked; computing anew may have taken it away meanwhile."""
    row = AffectedByChange.objects.filter(pk=affected.pk).first()
    if row is None:
        raise ValidationError("Diese Behörde steht inzwischen nicht mehr auf der Liste.")
    return row


def _require_preparation(change: Change) -> None:
    if change.state not in IN_PREPARATION:
        words = f"Diese Änderung ist „{change.get_state_display()}“ und wird nicht mehr geändert."
        raise ValidationError(f"{words} Ziehen Sie sie zuerst zurück oder verschieben Sie sie.", code="state")
