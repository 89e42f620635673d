"""Which relations fit between which kinds of nodes."""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from dependencies.models import Relation
from dependencies.nodes import Node, NodeKind
from workstations.models import InfrastructureItem

Item = InfrastructureItem.Kind
WORKSTATION, APPLICATION = "workstation", "application"
PLACES: frozenset[str] = frozenset({Item.RACK, Item.ROOM, Item.DATA_CENTRE})
"""Kinds of infrastructure that other things stand in."""
WAYS: frozenset[str] = frozenset({Item.NETWORK_DEVICE, Item.FIREWALL, *InfrastructureItem.LINKS})
"""Kinds of infrastructure that other things are connected over."""
WITHOUT_A_PLACE: frozenset[str] = frozenset({APPLICATION, Item.VIRTUAL_MACHINE, *InfrastructureItem.LINKS})
HOLDS: dict[str, frozenset[str]] = {
    Item.RACK: PLACES - {Item.RACK}, Item.ROOM: PLACES - {Item.RACK, Item.ROOM}, Item.DATA_CENTRE: frozenset()
}  # fmt: skip
"""What a place itself can stand in."""


class Ends(NamedTuple):
    """What may stand at the ends of one kind of relation, by kind of infrastructure; empty means anything."""

    sources: AbstractSet[str] = frozenset()
    targets: AbstractSet[str] = frozenset()
    not_sources: AbstractSet[str] = frozenset()
    not_targets: AbstractSet[str] = frozenset()
    sources_in_words: str = ""
    targets_in_words: str = ""


Kind = Relation.Kind
FITTING: dict[str, Ends] = {
    Kind.RUNS_ON: Ends(
        sources=frozenset({APPLICATION, Item.VIRTUAL_MACHINE, Item.FIREWALL, Item.BACKUP, Item.STORAGE}),
        targets=frozenset({WORKSTATION, Item.SERVER, Item.VIRTUAL_MACHINE}),
        sources_in_words="ein Fachverfahren, eine virtuelle Maschine, eine Firewall, eine Datensicherung oder ein Speichersystem",
        targets_in_words="einem Server, einer virtuellen Maschine oder einem IT-Arbeitsplatz",
    ),
    Kind.DEPENDS_ON: Ends(not_targets=PLACES, targets_in_words="allem außer Schränken, Räumen und Rechenzentren"),
    Kind.CONNECTED_TO: Ends(
        not_sources=frozenset({APPLICATION}), targets=WAYS,
        sources_in_words="ein IT-Arbeitsplatz oder ein Stück Infrastruktur",
        targets_in_words="ein Netzwerkgerät, eine Firewall oder eine Anbindung",
    ),
    Kind.STANDS_IN: Ends(
        not_sources=WITHOUT_A_PLACE, targets=PLACES,
        sources_in_words="ein IT-Arbeitsplatz oder ein Gerät, keine virtuelle Maschine und keine Anbindung",
        targets_in_words="einem Schrank, einem Raum oder einem Rechenzentrum",
    ),
}  # fmt: skip


def kind_in_fitting(node: Node) -> str:
    """What a node is in this table: its kind of infrastructure, a workstation or a Fachverfahren."""
    return node.item_kind if node.kind == NodeKind.ITEM else node.kind.slug


def may_be_source(kind: str, node: Node) -> bool:
    """Whether something of this sort can need another in this way."""
    return _fits(kind_in_fitting(node), FITTING[kind].sources, FITTING[kind].not_sources)


def may_be_target(kind: str, node: Node) -> bool:
    """Whether something of this sort can be needed in this way."""
    return _fits(kind_in_fitting(node), FITTING[kind].targets, FITTING[kind].not_targets)


def misfit(kind: str, source: Node, target: Node) -> str:
    """Why a relation does not fit between two nodes, or nothing."""
    words, ends = Kind(kind).label, FITTING[kind]
    if not may_be_source(kind, source):
        return f"„{words}“ passt nicht zu „{source.name}“ ({source.sort}). So beginnen kann {ends.sources_in_words}."
    if not may_be_target(kind, target):
        return f"„{words}“ passt nicht zu „{target.name}“ ({target.sort}). Möglich ist das mit {ends.targets_in_words}."
    if kind == Kind.STANDS_IN and source.item_kind in HOLDS and target.item_kind not in HOLDS[source.item_kind]:
        return f"„{source.name}“ ({source.sort}) kann nicht in „{target.name}“ ({target.sort}) stehen."
    return ""


def _fits(kind: str, allowed: AbstractSet[str], refused: AbstractSet[str]) -> bool:
    return (not allowed or kind in allowed) and kind not in refused
