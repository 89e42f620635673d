"""The inventory of the day on which operation changes hands: taken, corrected, signed off, and then left as it is."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from takeovers.actions.steps import Kind, lock, record, require_staff
from takeovers.models import CaseScope, InventorySnapshot, SnapshotItem
from takeovers.stock import place_of, workstations_of
from workstations.models import Workstation


@transaction.atomic
def take_inventory(*, scope: CaseScope, effective_on: date, by: User, now: datetime) -> InventorySnapshot:
    """Copy the workstations of the authority as they are on record now; repeated until somebody signs it off."""
    require_staff(by)
    case = lock(scope.case)
    stored = InventorySnapshot.objects.select_for_update().filter(case_scope=scope).first()
    if stored:
        _require_unsigned(stored)
    snapshot = stored or InventorySnapshot(case_scope=scope, authority=case.authority, is_demo=case.is_demo)
    before = {item.inventory_number: item for item in stored.items.all()} if stored else {}
    rows = workstations_of(case.authority_id, scope.scope)
    items = [_item(snapshot, row, before.get(row.inventory_number)) for row in rows]
    snapshot.scope, snapshot.effective_on = scope.scope, effective_on
    snapshot.counted, snapshot.taken_over = len(items), sum(item.is_taken_over for item in items)
    snapshot.full_clean()
    snapshot.save()
    snapshot.items.all().delete()
    SnapshotItem.objects.bulk_create(items)
    record(case, Kind.INVENTORY, f"{scope}: Bestand aufgenommen, {snapshot}", by=by, now=now)
    return snapshot


@transaction.atomic
def mark_item(*, item: SnapshotItem, is_taken_over: bool, reason: str, by: User) -> SnapshotItem:
    """Say that a workstation is not taken over, and why; or that it is after all."""
    require_staff(by)
    snapshot = _lock_unsigned(item.snapshot)
    item.is_taken_over, item.reason = is_taken_over, "" if is_taken_over else reason.strip()
    item.full_clean()
    item.save(update_fields=["is_taken_over", "reason"])
    _count(snapshot)
    return item


@transaction.atomic
def sign_off(*, snapshot: InventorySnapshot, on: date, by: User, now: datetime) -> InventorySnapshot:
    """Confirm the inventory: the service, or whoever coordinates or heads the authority. From then on it stands."""
    is_own = InventorySnapshot.objects.visible_to(by).filter(pk=snapshot.pk).exists()
    if by.is_service_staff:
        require_staff(by)
    elif not is_own:
        raise PermissionDenied
    current = _lock_unsigned(snapshot)
    if not current.counted:
        raise ValidationError("Es ist kein Arbeitsplatz aufgenommen.")
    current.signed_off_on, current.signed_off_by = on, by
    current.save(update_fields=["signed_off_on", "signed_off_by"])
    if current.case_scope:
        record(current.case_scope.case, Kind.INVENTORY, f"Bestand bestätigt: {current}", by=by, now=now)
    return current


def _lock_unsigned(snapshot: InventorySnapshot) -> InventorySnapshot:
    current = InventorySnapshot.objects.select_for_update(of=("self",)).get(pk=snapshot.pk)
    _require_unsigned(current)
    return current


def _require_unsigned(snapshot: InventorySnapshot) -> None:
    if snapshot.signed_off_on:
        raise ValidationError(
            f"Der Bestand ist am {snapshot.signed_off_on:%d.%m.%Y} bestätigt worden und bleibt, wie er ist."
        )


def _item(snapshot: InventorySnapshot, row: Workstation, before: SnapshotItem | None) -> SnapshotItem:
    """A workstation as it stands; what was said of it before the inventory was taken anew stays."""
    return SnapshotItem(
        snapshot=snapshot,
        workstation=row,
        inventory_number=row.inventory_number,
        name=row.name,
        place=place_of(row),
        network=row.network,
        is_taken_over=before.is_taken_over if before else True,
        reason=before.reason if before else "",
    )


def _count(snapshot: InventorySnapshot) -> None:
    snapshot.counted = snapshot.items.count()
    snapshot.taken_over = snapshot.items.filter(is_taken_over=True).count()
    snapshot.save(update_fields=["counted", "taken_over"])
