"""Which nodes and relations the drawing of an impact shows: the nearest ones, with the workstations of an authority as one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils.http import urlencode

from accounts.models import User
from customers.models import Authority
from dependencies.impact import Impact
from dependencies.layout import draw
from dependencies.models import Relation
from dependencies.nodes import STRIDE, Node, NodeKind, named
from dependencies.querysets import among
from ui import cells
from workstations.models import Workstation

MOST_NODES, MOST_GROUPS = 42, 16
ROOT, FAILS, WEAKENED = "root", "fails", "weakened"
STATES = {ROOT: "fällt zuerst aus", FAILS: "fällt aus", WEAKENED: "beeinträchtigt"}
FIRST_GROUP = 4 * 10**15
"""Groups of workstations get keys that no number of a node reaches."""


@dataclass
class Vertex:
    """One box of the drawing."""

    key: int
    name: str
    sort: str
    state: str
    url: str
    icon: str
    x: float = 0
    y: float = 0
    because: str = ""

    @property
    def state_in_words(self) -> str:
        """What happens to it."""
        return STATES[self.state]

    @property
    def label(self) -> str:
        """The box for those who hear it."""
        return ", ".join(part for part in (self.name, self.sort, self.state_in_words, self.because) if part)

    @property
    def short_name(self) -> str:
        """As much of its name as the box is wide."""
        if len(self.name) <= MOST_LETTERS:
            return self.name
        return f"{self.name[: MOST_LETTERS - LAST_LETTERS - 1].rstrip()}…{self.name[-LAST_LETTERS:].lstrip()}"


MOST_LETTERS, LAST_LETTERS = 26, 10
"""A name that is too long is cut in its middle, since names are often told apart by a number at their end."""


class Line(NamedTuple):
    """One line of the drawing, from what fails to what feels it."""

    path: str
    is_redundant: bool


class Graph(NamedTuple):
    """The whole drawing; what it leaves out is in the table."""

    width: int
    height: int
    vertices: list[Vertex]
    lines: list[Line]
    left_out: int


def graph_of(node: Node, impact: Impact, *, user: User) -> Graph:
    """The drawing of what fails with a node."""
    fails = set(impact.failing)
    others = [number for number in impact.reached if number % STRIDE != NodeKind.WORKSTATION]
    known = named(others[:MOST_NODES], user)
    vertices = {node.number: _vertex(node, ROOT)}
    for number in others[:MOST_NODES]:
        if number in known:
            vertices[number] = _vertex(known[number], FAILS if number in fails else WEAKENED)
    shown = list(vertices)
    reasons = {
        (relation.target_node, relation.source_node): (relation.get_kind_display(), relation.is_redundant)
        for relation in Relation.objects.visible_to(user).between(shown)
    }
    left_out = len(others[MOST_NODES:])
    for state in (FAILS, WEAKENED):
        stock = [
            pk
            for pk in impact.keys(NodeKind.WORKSTATION, failing=state == FAILS)
            if (node.kind, node.pk) != (NodeKind.WORKSTATION, pk)
        ]
        groups, rest = _groups(node, stock, state, user)
        vertices |= {vertex.key: vertex for vertex in groups.values()}
        reasons |= _reasons_of(groups, stock, shown, user)
        left_out += rest
    return _drawn(node.number, vertices, reasons, left_out)


Reasons = dict[tuple[int, int], tuple[str, bool]]


def _drawn(root: int, vertices: dict[int, Vertex], reasons: Reasons, left_out: int) -> Graph:
    rank = {key: number for number, key in enumerate(vertices)}
    edges = sorted(reasons, key=lambda edge: (rank[edge[0]], rank[edge[1]]))
    for before, after in edges:
        words = f"{reasons[before, after][0]} {vertices[before].name}"
        vertex = vertices[after]
        vertex.because = f"{vertex.because} und {words}" if vertex.because else words
    drawing = draw(list(vertices), edges, root)
    for key, (x, y) in drawing.corners.items():
        vertices[key].x, vertices[key].y = x, y
    lines = [Line(path, reasons[edge][1]) for edge, path in zip(edges, drawing.paths, strict=True)]
    ordered = [vertices[key] for key in drawing.order]
    return Graph(drawing.width, drawing.height, ordered, lines, left_out)


def _vertex(node: Node, state: str) -> Vertex:
    return Vertex(node.number, node.name, node.sort, state, node.page(), node.icon)


def _groups(node: Node, stock: list[int], state: str, user: User) -> tuple[dict[int, Vertex], int]:
    """The workstations of the authorities with most of them, by authority, and how many are left out."""
    rows = Workstation.objects.visible_to(user).filter(pk__in=among(stock)).order_by()
    counts = dict(rows.values_list("authority_id").annotate(count=Count("pk")).order_by("-count", "authority_id"))
    kept = list(counts)[:MOST_GROUPS]
    groups = {}
    authorities = Authority.objects.visible_to(user).in_bulk(kept)
    for authority in kept:
        words = f"{cells.number(counts[authority])} {'Arbeitsplatz' if counts[authority] == 1 else 'Arbeitsplätze'}"
        query = urlencode({"authority": authority, "consequence": state})
        groups[authority] = Vertex(
            FIRST_GROUP + authority * 2 + (state == WEAKENED),
            f"{words}, {authorities[authority].short_name}",
            "IT-Arbeitsplätze",
            state,
            f"{node.page('workstations')}?{query}",
            "computer",
        )
    return groups, sum(counts.values()) - sum(counts[authority] for authority in kept)


def _reasons_of(groups: dict[int, Vertex], stock: list[int], shown: list[int], user: User) -> Reasons:
    """The lines between groups of workstations and single nodes, in both directions."""
    relations = Relation.objects.visible_to(user).order_by()
    needing: Any = relations.filter(source_workstation__in=among(stock), target_node__in=shown)
    needed: Any = relations.filter(target_workstation__in=among(stock), source_node__in=shown)
    found: Reasons = {}
    for number, authority, kind, is_redundant in _ends(needing, "target_node", "source_workstation__authority"):
        if authority in groups:
            found[number, groups[authority].key] = (Relation.Kind(kind).label, is_redundant)
    for number, authority, kind, is_redundant in _ends(needed, "source_node", "target_workstation__authority"):
        if authority in groups:
            found[groups[authority].key, number] = (Relation.Kind(kind).label, is_redundant)
    return found


def _ends(relations: Any, *ends: str) -> Iterable[tuple[int, int, str, bool]]:
    rows: Iterable[tuple[int, int, str, bool]] = relations.values_list(*ends, "kind", "is_redundant").distinct()
    return rows
