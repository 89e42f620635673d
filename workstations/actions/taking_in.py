"""New devices taken in together: one delivery or order of the same model."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Upper

from workstations.actions.devices import take_in_device
from workstations.models import Device

if TYPE_CHECKING:
    from accounts.models import User

MOST_AT_ONCE = 200


@transaction.atomic
def take_in_alike(*, like: Device, quantity: int, serial_numbers: Sequence[str] = (), by: "User") -> list[Device]:
    """Take in so many devices like the given one, each with its serial number if there are any; all of them or none.

    Empty serial numbers are the empty lines of a list: they are passed over, and errors tell of lines as they were typed.
    """
    if not 1 <= quantity <= MOST_AT_ONCE:
        raise ValidationError({"quantity": f"Bitte zwischen 1 und {MOST_AT_ONCE} Geräten auf einmal."})
    numbered = {line: number for line, number in enumerate(serial_numbers, start=1) if number}
    if numbered and len(numbered) != quantity:
        found = f"Angegeben sind {quantity} Geräte und {len(numbered)} Seriennummern."
        raise ValidationError({"serial_numbers": f"{found} Bitte eine je Gerät oder keine."})
    _check_serial_numbers(like, numbered)
    taken = []
    for serial_number in numbered.values() or [""] * quantity:
        device = copy(like)
        device.serial_number = serial_number
        taken.append(take_in_device(device=device, by=by))
    return taken


def _check_serial_numbers(like: Device, numbered: Mapping[int, str]) -> None:
    """Name every line that says a number twice, or one that a device of the same owner has already."""
    owner = Q(provider=like.provider_id) if like.provider_id else Q(authority=like.authority_id, provider__isnull=True)
    rows = Device.objects.filter(owner).select_related("model").annotate(upper=Upper("serial_number"))
    wanted = {number.upper() for number in numbered.values()}
    known = {row.upper: row for row in rows.filter(upper__in=wanted)}  # type: ignore[attr-defined]  # annotated
    first: dict[str, int] = {}
    problems = []
    for line, number in numbered.items():
        key = number.upper()
        if key in first:
            problems.append(f"Zeile {line}: {number} steht schon in Zeile {first[key]}.")
        elif key in known:
            problems.append(f"Zeile {line}: {number} hat schon das Gerät {known[key]} ({known[key].model}).")
        first.setdefault(key, line)
    if problems:
        raise ValidationError({"serial_numbers": problems})
