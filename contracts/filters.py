"""Filters of the lists of agreements and decisions."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from contracts.lifecycle import State
from contracts.models import Agreement, Decision
from customers.filters import visible_authorities
from customers.models import TaskTransfer
from ui.filters import AnyOf, BaseFilterSet, Day, OneChoice, OneOf


class AgreementFilter(BaseFilterSet):
    """Agreements by authority, task, state and whether a deadline comes near."""

    search_fields = ("name", "number", "subject", "authority__name")
    further = ("kind",)

    authority = OneOf(label="Behörde", queryset=visible_authorities)
    scope = AnyOf(label="Aufgabe", choices=TaskTransfer.Scope.choices)
    state = AnyOf(label="Stand", choices=State.choices)
    deadline = OneChoice(label="Frist", choices=(("near", "naht"),), method="by_deadline")
    kind = AnyOf(label="Art", choices=Agreement.Kind.choices)

    def by_deadline(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those at whose next deadline somebody should look."""
        near: QuerySet[Any] = rows.with_deadline_near(timezone.localdate())  # type: ignore[attr-defined]
        return near


class DecisionFilter(BaseFilterSet):
    """Decisions by authority, kind, outcome and day."""

    search_fields = ("subject", "body", "paper_number", "authority__name")
    further = ("since", "until")

    authority = OneOf(label="Behörde", queryset=visible_authorities)
    kind = AnyOf(label="Art", choices=Decision.Kind.choices)
    outcome = AnyOf(label="Ergebnis", choices=Decision.Outcome.choices)
    since = Day(label="Sitzung ab", field_name="decided_on", lookup_expr="gte")
    until = Day(label="Sitzung bis", field_name="decided_on", lookup_expr="lte")
