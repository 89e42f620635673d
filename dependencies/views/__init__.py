"""Pages of dependencies: what fails with a node, what it needs, and the relations themselves."""

from dependencies.views.impact import GraphPage, ImpactList, ImpactPage, WorkstationList
from dependencies.views.needs import NeedsPage
from dependencies.views.relations import EditRelation, Relate, RelationList, RemoveRelation, choices

__all__ = [
    "EditRelation",
    "GraphPage",
    "ImpactList",
    "ImpactPage",
    "NeedsPage",
    "Relate",
    "RelationList",
    "RemoveRelation",
    "WorkstationList",
    "choices",
]
