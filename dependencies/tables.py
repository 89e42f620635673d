"""Lists of relations, of what fails by which relation, and of the workstations that feel it."""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString

from dependencies.models import Relation
from dependencies.nodes import Node
from ui import cells
from ui.addresses import address
from ui.tables import BaseTable, Column
from workstations.models import Workstation

CONSEQUENCES: Mapping[bool, tuple[str, str, str]] = {
    True: ("danger", "error", "fällt aus"),
    False: ("warning", "warning", "beeinträchtigt"),
}


def consequence(*, fails: bool) -> SafeString:
    """What happens to something, as a badge."""
    return cells.badge(*CONSEQUENCES[fails])


class RelationTable(BaseTable):
    """What needs what, and how."""

    source = Column("Was", is_title=True, orderable=False)
    source_sort = Column("Art", orderable=False, accessor="source")
    kind = Column("Beziehung")
    target = Column("Wovon", orderable=False)
    target_sort = Column("Art des Gebrauchten", orderable=False, accessor="target")
    is_redundant = Column("Allein verzichtbar")
    change = Column("Eintrag", orderable=False, exclude_from_export=True, empty_values=())

    class Meta(BaseTable.Meta):
        model = Relation
        fields = ()

    def render_source(self, record: Relation) -> SafeString:
        node = Node.of(record.source)
        return cells.row_link(node.page(), node.name)

    def render_target(self, record: Relation) -> SafeString:
        node = Node.of(record.target)
        return cells.link(node.page(), node.name)

    def render_source_sort(self, record: Relation) -> str:
        return Node.of(record.source).sort

    def render_target_sort(self, record: Relation) -> str:
        return Node.of(record.target).sort

    def render_is_redundant(self, record: Relation) -> str:
        return "ja" if record.is_redundant else "nein"

    def render_change(self, record: Relation) -> SafeString:
        return cells.link(address("dependencies:relation", record.pk), "Ändern")

    def value_source(self, record: Relation) -> str:
        return Node.of(record.source).name

    def value_target(self, record: Relation) -> str:
        return Node.of(record.target).name

    value_source_sort = render_source_sort
    value_target_sort = render_target_sort


class ImpactTable(RelationTable):
    """The relations by which a failure spreads, and what each does."""

    fails = Column("Folge", look="ku-col-state")

    class Meta(RelationTable.Meta):
        exclude = ("change",)
        sequence = ("source", "source_sort", "fails", "kind", "target", "target_sort", "is_redundant")

    def render_fails(self, record: Any) -> SafeString:
        return consequence(fails=record.fails)

    def value_fails(self, record: Any) -> str:
        return CONSEQUENCES[record.fails][2]


class WorkstationsTable(BaseTable):
    """Workstations that feel a failure."""

    inventory_number = Column("Inventarnummer", is_title=True, page="dashboards:workstation")
    name = Column("Rechnername")
    authority = Column("Behörde", accessor="authority__name", german=True)
    site = Column("Standort", accessor="site__name", german=True)
    fails = Column("Folge", look="ku-col-state")

    class Meta(BaseTable.Meta):
        model = Workstation
        fields = ()

    def render_fails(self, record: Any) -> SafeString:
        return consequence(fails=record.fails)

    def value_fails(self, record: Any) -> str:
        return CONSEQUENCES[record.fails][2]
