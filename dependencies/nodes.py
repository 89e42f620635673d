"""What can depend and be depended on: workstations, infrastructure and Fachverfahren, each behind one number.

The number is the key of the row times four plus the kind, as the database computes it, so that a search through relations
runs over one plain column, whatever tables the ends lie in.
"""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Any, NamedTuple

from django.urls import reverse

from applications.models import SpecialistApplication
from workstations.lifecycle import GONE, PlaceState
from workstations.models import InfrastructureItem, Workstation

Row = Workstation | InfrastructureItem | SpecialistApplication
STRIDE = 4


class NodeKind(IntEnum):
    """In which table a node is a row; part of its number, so never renumbered."""

    WORKSTATION = 1
    ITEM = 2
    APPLICATION = 3

    @property
    def slug(self) -> str:
        """The kind in addresses and in the names of foreign keys."""
        return self.name.lower()


SLUGS = {kind.slug: kind for kind in NodeKind}
MODELS: Mapping[NodeKind, type[Row]] = {
    NodeKind.WORKSTATION: Workstation,
    NodeKind.ITEM: InfrastructureItem,
    NodeKind.APPLICATION: SpecialistApplication,
}
OVER: Mapping[NodeKind, tuple[str, ...]] = {
    NodeKind.WORKSTATION: (PlaceState.CLOSED,),
    NodeKind.ITEM: GONE,
    NodeKind.APPLICATION: (),
}
"""The states in which something is no longer there to fail or to be needed."""
ICONS = {NodeKind.WORKSTATION: "computer", NodeKind.ITEM: "dns", NodeKind.APPLICATION: "apps"}


def number_of(row: Row) -> int:
    """The number of a row as a node."""
    return row.pk * STRIDE + kind_of(row)


def kind_of(row: Row) -> NodeKind:
    """In which table it is a row."""
    return next(kind for kind, model in MODELS.items() if isinstance(row, model))


def split(number: int) -> tuple[NodeKind, int]:
    """The kind and the key behind a number."""
    return NodeKind(number % STRIDE), number // STRIDE


def keys_of(kind: NodeKind, numbers: Iterable[int]) -> list[int]:
    """The keys behind those numbers that are of one kind; quick, since there may be tens of thousands."""
    wanted = int(kind)
    return [number // STRIDE for number in numbers if number % STRIDE == wanted]


class Node(NamedTuple):
    """A node in words."""

    kind: NodeKind
    pk: int
    name: str
    sort: str
    detail: str
    own_page: str
    is_demo: bool
    item_kind: str = ""

    @classmethod
    def of(cls, row: Row) -> "Node":
        """What a row is called here."""
        kind = kind_of(row)
        if isinstance(row, Workstation):
            name, sort, detail = row.inventory_number, "IT-Arbeitsplatz", row.name
        elif isinstance(row, InfrastructureItem):
            name, sort, detail = row.name, str(row.get_kind_display()), row.inventory_number
        else:
            name, sort, detail = row.name, "Fachverfahren", ""
        item_kind = row.kind if isinstance(row, InfrastructureItem) else ""
        return cls(kind, row.pk, name, sort, detail, row.get_absolute_url(), row.is_demo, item_kind)

    @property
    def number(self) -> int:
        """The number that relations know it by."""
        return self.pk * STRIDE + self.kind

    @property
    def value(self) -> str:
        """How a form names it."""
        return f"{self.kind.slug}-{self.pk}"

    @property
    def icon(self) -> str:
        """Its symbol."""
        return ICONS[self.kind]

    @property
    def full_name(self) -> str:
        """Name, inventory number and sort, to tell it from others."""
        return " · ".join(part for part in (self.name, self.detail, self.sort) if part)

    def page(self, name: str = "impact") -> str:
        """The address of one of its pages about dependencies."""
        return reverse(f"dependencies:{name}", args=[self.kind.slug, self.pk])


def rows_of(kind: NodeKind, user: Any) -> Any:
    """The rows of a kind that a person may see."""
    return MODELS[kind].objects.visible_to(user)


def named(numbers: Iterable[int], user: Any) -> dict[int, Node]:
    """The nodes behind numbers, by at most one query per kind; what the person may not see is left out."""
    keys: dict[NodeKind, set[int]] = {}
    for kind, pk in map(split, numbers):
        keys.setdefault(kind, set()).add(pk)
    found = [Node.of(row) for kind, pks in keys.items() for row in rows_of(kind, user).filter(pk__in=pks)]
    return {node.number: node for node in found}
