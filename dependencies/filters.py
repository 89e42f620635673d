"""Filters of relations and of the workstations that feel a failure."""

from typing import Any

from django.db.models import QuerySet

from customers.filters import visible_authorities
from dependencies.models import Relation
from dependencies.nodes import SLUGS
from ui.filters import AnyOf, BaseFilterSet, OneChoice, OneOf

SORTS = (("workstation", "IT-Arbeitsplätze"), ("item", "Infrastruktur"), ("application", "Fachverfahren"))
CONSEQUENCES = (("fails", "fällt aus"), ("weakened", "beeinträchtigt"))


class RelationFilter(BaseFilterSet):
    """Relations by kind and by what stands at the ends."""

    search_fields = (
        "source_workstation__inventory_number", "source_item__inventory_number", "source_item__name", "source_application__name",
        "target_workstation__inventory_number", "target_item__inventory_number", "target_item__name", "target_application__name",
    )  # fmt: skip

    kind = AnyOf(label="Beziehung", choices=Relation.Kind.choices)
    source = OneChoice(label="Was", choices=SORTS, method="by_end")
    target = OneChoice(label="Wovon", choices=SORTS, method="by_end")
    redundant = OneChoice(label="Allein verzichtbar", choices=(("yes", "ja"), ("no", "nein")), method="by_redundancy")

    def by_end(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those at whose end stands a row of one table."""
        return rows.filter(**{f"{name}_{SLUGS[value].slug}__isnull": False})

    def by_redundancy(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those that one can do without, or cannot."""
        return rows.filter(is_redundant=value == "yes")


class ConsequenceFilter(BaseFilterSet):
    """Rows that are marked by whether they fail."""

    consequence = OneChoice(label="Folge", choices=CONSEQUENCES, method="by_consequence")

    def by_consequence(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those that fail, or are weakened."""
        return rows.filter(fails=value == "fails")


class ImpactFilter(ConsequenceFilter, RelationFilter):
    """The relations by which a failure spreads."""


class WorkstationsFilter(ConsequenceFilter):
    """Workstations that feel a failure, by authority."""

    search_fields = ("inventory_number", "name")

    authority = OneOf(label="Behörde", queryset=visible_authorities)
