"""Which devices in stock fit the parts of a kit, and which of them is given out first."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from workstations.models import Device, DeviceKind, KitItem

RULE = "Vorgeschlagen wird zuerst, was der Behörde gehört, dann die Reserve; darunter das Gerät, dessen Garantie zuerst endet."
"""The order of the suggestions, as people read it."""


class Part(NamedTuple):
    """One device that a kit asks for: what fits, and which of it is suggested; nothing if it is missing."""

    item: KitItem
    offered: Sequence[Device]
    suggested: Device | None


def parts_of(items: Iterable[KitItem], devices: Iterable[Device], authority: int) -> list[Part]:
    """Every part of a kit with what fits of these devices; none is suggested twice, and exact models choose first."""
    ordered = sorted(devices, key=lambda row: _rank(row, authority))
    wanted = [item for item in in_order(items) for _ in range(item.quantity)]
    taken: set[int] = set()
    suggested: dict[int, Device | None] = {}
    for number, item in sorted(enumerate(wanted), key=lambda pair: (pair[1].model_id is None, pair[0])):
        found = next((row for row in ordered if fits(row, item) and row.pk not in taken), None)
        suggested[number] = found
        if found is not None:
            taken.add(found.pk)
    return [
        Part(item, [row for row in ordered if fits(row, item)], suggested[number]) for number, item in enumerate(wanted)
    ]


def in_order(items: Iterable[KitItem]) -> list[KitItem]:
    """The parts of a kit as people think of them: the computer first."""
    kinds = list(DeviceKind)
    return sorted(items, key=lambda item: (kinds.index(DeviceKind(item.kind)), item.pk or 0))


def fits(device: Device, item: KitItem) -> bool:
    """Whether a device is what a part asks for."""
    return device.model_id == item.model_id if item.model_id else device.model.kind == item.kind


def _rank(device: Device, authority: int) -> tuple[bool, date, int]:
    return device.authority_id != authority, device.warranty_until or date.max, device.pk
