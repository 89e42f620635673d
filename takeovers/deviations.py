"""What has become of the workstations that were taken over: a comparison of the signed-off inventory with today."""

from collections.abc import Collection, Iterable
from typing import NamedTuple, Protocol


class Found(Protocol):
    """A workstation of the inventory."""

    inventory_number: str
    name: str
    place: str
    is_taken_over: bool


class Now(NamedTuple):
    """A workstation in use today, by its number."""

    inventory_number: str
    name: str
    place: str


class Deviations(NamedTuple):
    """What left, what came, and what changed name or place since."""

    gone: tuple[Found, ...]
    added: tuple[Now, ...]
    changed: tuple[tuple[Found, Now], ...]
    same: int


def deviations(found: Iterable[Found], today: Collection[Now]) -> Deviations:
    """Compare by inventory number, which a workstation keeps for life.

    What was found but not taken over is no deviation when it is not there, and an addition when it is.
    """
    by_number = {row.inventory_number: row for row in today}
    taken = [item for item in found if item.is_taken_over]
    numbers = {item.inventory_number for item in taken}
    still = [(item, by_number[item.inventory_number]) for item in taken if item.inventory_number in by_number]
    changed = tuple((item, row) for item, row in still if (item.name, item.place) != (row.name, row.place))
    return Deviations(
        gone=tuple(item for item in taken if item.inventory_number not in by_number),
        added=tuple(row for row in today if row.inventory_number not in numbers),
        changed=changed,
        same=len(still) - len(changed),
    )
