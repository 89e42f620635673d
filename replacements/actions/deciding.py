"""Planning single devices otherwise than the rules say, one or many at once, and taking that back."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from replacements.models import PlannedReplacement
from replacements.plan import planned_devices, rule_kind, terms_on
from replacements.sums import Group, groups_of_devices
from workstations.models import COMPUTERS, Device, DeviceKind, DeviceModel, InfrastructureItem

if TYPE_CHECKING:
    from accounts.models import User

MOST_AT_ONCE = 500
FOLLOWING = (
    frozenset(kind.value for kind in COMPUTERS),
    frozenset({DeviceKind.PRINTER.value, DeviceKind.MULTIFUNCTION.value, DeviceKind.SCANNER.value}),
    frozenset({DeviceKind.TELEPHONE.value, DeviceKind.MOBILE_PHONE.value}),
)
"""Kinds of which each may take the place of another; every other kind is followed by itself alone."""
STALE = "Inzwischen hat jemand anderes darüber entschieden. Bitte prüfen Sie den neuen Stand und speichern Sie dann noch einmal."


class Wish(NamedTuple):
    """What somebody wants to plan otherwise, and why."""

    reason: str
    is_kept: bool = False
    year: int | None = None
    price: Decimal | None = None
    replacement_model: DeviceModel | None = None


class Foreseen(NamedTuple):
    """The sums of some devices before and after a decision."""

    before: list[Group]
    after: list[Group]


@transaction.atomic
def decide(
    *,
    devices: Sequence[Device] = (),
    items: Sequence[InfrastructureItem] = (),
    wish: Wish,
    seen: str | None = None,
    by: "User",
    now: datetime,
) -> int:
    """Plan these things as wished from now on, in place of what was decided before; return how many.

    `seen` is the mark of the decisions that the person had before them: nobody writes over others unread.
    """
    _require(by)
    _refuse_stale(devices, items, seen)
    rows = [
        *(_decision(wish, by, now, device=device) for device in devices),
        *(_decision(wish, by, now, item=item) for item in items),
    ]
    _check(rows)
    _check_model(wish, [*devices, *items])
    fields = ["is_kept", "year", "price", "replacement_model", "reason", "decided_by", "decided_at"]
    for name in ("device", "item"):
        PlannedReplacement.objects.bulk_create(
            [row for row in rows if getattr(row, f"{name}_id")],
            update_conflicts=True,
            unique_fields=[name],
            update_fields=fields,
        )
    return len(rows)


@transaction.atomic
def withdraw(
    *,
    devices: Sequence[Device] = (),
    items: Sequence[InfrastructureItem] = (),
    seen: str | None = None,
    by: "User",
) -> int:
    """Plan these things as computed again; return for how many something else had been decided."""
    _require(by)
    _refuse_stale(devices, items, seen)
    count, _ = PlannedReplacement.objects.filter(device__in=devices).delete()
    of_items, _ = PlannedReplacement.objects.filter(item__in=items).delete()
    return count + of_items


def mark_of(*, devices: Sequence[Device] = (), items: Sequence[InfrastructureItem] = ()) -> str:
    """A mark of what is decided about these things, which is another one as soon as anybody decides otherwise."""
    of_things = PlannedReplacement.objects.filter(Q(device__in=devices) | Q(item__in=items)).order_by("pk")
    decided = (f"{key} {at.isoformat()}" for key, at in of_things.values_list("pk", "decided_at"))
    return sha256("\n".join(decided).encode()).hexdigest()[:16]


def kinds_after(kinds: Collection[str]) -> frozenset[str]:
    """The kinds of devices that may take the place of devices of all these kinds."""
    allowed = [next((group for group in FOLLOWING if kind in group), frozenset({kind})) for kind in kinds]
    return frozenset.intersection(*allowed) if allowed else frozenset()


def foresee(*, devices: Sequence[Device], wish: Wish | None, by: "User", now: datetime) -> Foreseen:
    """What a decision, or taking it back, would do to the sums of these devices; nothing is stored."""
    today = timezone.localdate(now)
    rows = planned_devices(by, terms_on(today), today).filter(pk__in=[device.pk for device in devices])
    before = groups_of_devices(rows)
    with transaction.atomic():
        if wish is None:
            withdraw(devices=devices, by=by)
        else:
            decide(devices=devices, wish=wish, by=by, now=now)
        after = groups_of_devices(rows.all())
        transaction.set_rollback(True)
    return Foreseen(before, after)


def _require(by: "User") -> None:
    if not by.has_perm("replacements.change_plannedreplacement"):
        raise PermissionDenied


def _refuse_stale(devices: Sequence[Device], items: Sequence[InfrastructureItem], seen: str | None) -> None:
    """Lock the things first, also those about which nothing is decided yet, and then look at what is."""
    for model, things in ((Device, devices), (InfrastructureItem, items)):
        keys = sorted(thing.pk for thing in things)
        list(model._default_manager.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    if seen is not None and seen != mark_of(devices=devices, items=items):
        raise ValidationError(STALE, code="stale")


def _decision(wish: Wish, by: "User", now: datetime, **thing: Any) -> PlannedReplacement:
    kept = wish.is_kept
    return PlannedReplacement(
        **thing,
        is_kept=kept,
        year=None if kept else wish.year,
        price=None if kept else wish.price,
        replacement_model=None if kept else wish.replacement_model,
        reason=wish.reason.strip(),
        decided_by=by,
        decided_at=now,
    )


def _check(rows: Sequence[PlannedReplacement]) -> None:
    """All rows say the same, so the first stands for all."""
    if not rows:
        raise ValidationError("Bitte wählen Sie mindestens ein Gerät aus.")
    if len(rows) > MOST_AT_ONCE:
        raise ValidationError(f"Auf einmal gehen höchstens {MOST_AT_ONCE} Geräte.")
    first = rows[0]
    if not first.is_kept and first.year is None and first.price is None and first.replacement_model is None:
        raise ValidationError({"year": "Bitte geben Sie ein Jahr, einen Preis oder ein anderes Modell an."})
    first.clean_fields(exclude=["device", "item", "decided_by", "replacement_model"])


def _check_model(wish: Wish, things: Sequence[Device | InfrastructureItem]) -> None:
    """What is to take their place must fit all of them."""
    model = wish.replacement_model
    if model is None or wish.is_kept:
        return
    strange = [thing for thing in things if model.kind not in kinds_after([rule_kind(thing)])]
    if strange:
        words = f"„{model}“ ({model.get_kind_display()}) ersetzt kein Gerät dieser Art: {strange[0]}"
        words += f" und {len(strange) - 1} weitere" if len(strange) > 1 else ""
        raise ValidationError({"replacement_model": f"{words}."})
