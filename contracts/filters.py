"""Filters of the lists of agreements, decisions and blocked times."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from contracts.lifecycle import State
from contracts.models import Agreement, BlockedTime, Decision
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


KINDS = BlockedTime._meta.get_field("kind").choices
WHEN = (("coming", "jetzt und künftig"), ("past", "vergangen"))


class BlockedTimeFilter(BaseFilterSet):
    """Single blocked times by authority, kind and whether they are over."""

    search_fields = ("reason", "authority__name")

    authority = OneOf(label="Behörde", queryset=visible_authorities)
    kind = AnyOf(label="Art", choices=KINDS)
    when = OneChoice(label="Wann", choices=WHEN, method="by_time")

    def by_time(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By whether their end has passed."""
        now = timezone.now()
        return rows.filter(ends_at__gt=now) if value == "coming" else rows.filter(ends_at__lte=now)


class WeeklyFilter(BaseFilterSet):
    """Weekly blocked times by authority and kind."""

    search_fields = ("reason", "authority__name")

    authority = OneOf(label="Behörde", queryset=visible_authorities)
    kind = AnyOf(label="Art", choices=KINDS)
