"""Filters of the lists of the plan and of frozen lines."""

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Provider
from accounts.signed_in import signed_in
from customers.models import Authority
from replacements.due import Cause
from replacements.models import FIRST_YEAR, LAST_YEAR, BudgetRound, RoundAuthority
from replacements.plan import KIND_OF_ITEM, missing_price
from ui.filters import AnyOf, BaseFilterSet, ByLink, Day, OneChoice, OneOf
from workstations.filters import authorities_with_devices
from workstations.models import DeviceKind

DECISIONS = (
    ("replaced", "wird ersetzt"),
    ("any", "mit abweichender Planung"),
    ("kept", "wird nicht ersetzt"),
    ("none", "wie berechnet"),
)
IS_REPLACED = Q(planned_replacement__isnull=True) | Q(planned_replacement__is_kept=False)
PRICES = (("missing", "kein Preis hinterlegt"), ("leased", "geleast, kein Kaufpreis"))
DUE = (("overdue", "überfällig"), ("unknown", "nicht bekannt"))
WARRANTY = (
    ("ended", "abgelaufen"),
    ("ending", "endet in 12 Monaten"),
    ("running", "läuft länger"),
    ("unknown", "Ende nicht bekannt"),
)


class Year(django_filters.NumberFilter):
    """A budget year with four digits."""

    field_class = forms.IntegerField

    def __init__(self, **options: Any) -> None:
        words = "Bitte ein Jahr mit vier Ziffern angeben."
        limits = [MinValueValidator(FIRST_YEAR, words), MaxValueValidator(LAST_YEAR, words)]
        super().__init__(**{"validators": limits, **options})

    def get_max_validator(self) -> None:
        """The limits above are nearer."""


class PlanFilter(BaseFilterSet):
    """What all planned things are filtered by."""

    year_from = Year(label="Jahr ab", field_name="plan_year", lookup_expr="gte")
    year_until = Year(label="Jahr bis", field_name="plan_year", lookup_expr="lte")
    due = OneChoice(label="Fälligkeit", choices=DUE, method="by_due")
    cause = AnyOf(label="Anlass", choices=Cause.choices, field_name="plan_cause")
    decision = OneChoice(label="Planung", choices=DECISIONS, method="by_decision")
    price = OneChoice(label="Preis", choices=PRICES, method="by_price")
    warranty = OneChoice(label="Garantie", choices=WARRANTY, method="by_warranty")
    since = Day(label="In Nutzung ab", field_name="plan_begun_on", lookup_expr="gte")
    until = Day(label="In Nutzung bis", field_name="plan_begun_on", lookup_expr="lte")

    def by_due(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Overdue, or nothing known."""
        if value == "overdue":
            return rows.filter(plan_year__lt=timezone.localdate().year)
        return rows.filter(IS_REPLACED, plan_year=None)

    def by_decision(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By what somebody decided."""
        if value == "kept":
            return rows.filter(planned_replacement__is_kept=True)
        if value == "replaced":
            return rows.filter(IS_REPLACED)
        return rows.filter(planned_replacement__isnull=value == "none")

    def by_price(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those without a price."""
        if value == "leased":
            return rows.filter(plan_is_leased=True, plan_year__isnull=False)
        return rows.filter(missing_price())

    def by_warranty(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By the end of the warranty."""
        today = timezone.localdate()
        soon = today + timedelta(days=365)
        return rows.filter(
            {
                "ended": Q(warranty_until__lt=today),
                "ending": Q(warranty_until__range=(today, soon)),
                "running": Q(warranty_until__gt=soon),
            }.get(value, Q(warranty_until=None))
        )


class PlannedDeviceFilter(PlanFilter):
    """Planned devices by authority, kind, year and reason."""

    search_fields = ("inventory_number", "serial_number", "host_name", "model__manufacturer", "model__name")
    further = ("reserve", "price", "warranty", "since", "until", "due")

    authority = OneOf(label="Behörde", queryset=authorities_with_devices)
    reserve = OneOf(
        label="Reserve von", queryset=lambda request: Provider.objects.all(), method="by_reserve", empty_label="–"
    )
    kind = AnyOf(label="Art", choices=DeviceKind.choices, field_name="model__kind")

    def by_reserve(self, rows: QuerySet[Any], name: str, value: Provider) -> QuerySet[Any]:
        """The reserve of one of the own companies."""
        return rows.filter(authority=None, provider=value)


class PlannedItemFilter(PlanFilter):
    """Planned infrastructure by company, kind, year and reason."""

    search_fields = ("inventory_number", "name", "serial_number", "model__manufacturer", "model__name")
    further = ("price", "warranty", "since", "until", "due")

    provider = OneOf(label="Unternehmen", queryset=lambda request: Provider.objects.all())
    kind = AnyOf(label="Art", choices=[(kind.value, kind.label) for kind in KIND_OF_ITEM])


def visible_rounds(request: HttpRequest) -> QuerySet[BudgetRound]:
    """Rounds whose lines this person may see."""
    return BudgetRound.objects.visible_to(signed_in(request)).exclude(state=BudgetRound.State.OPEN)


def authorities_in_rounds(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities with frozen lines."""
    has_some = Exists(RoundAuthority.objects.filter(authority=OuterRef("pk")).exclude(round__state="open"))
    return Authority.objects.visible_to(signed_in(request)).filter(has_some).only("name")


class RoundLineFilter(BaseFilterSet):
    """Frozen lines by round, authority, year and reason."""

    search_fields = ("number", "model", "reason")
    further = ("cause", "decided")

    round = OneOf(label="Haushaltsrunde", queryset=visible_rounds)
    authority = OneOf(label="Behörde", queryset=authorities_in_rounds)
    provider = ByLink(label="Unternehmen", queryset=lambda request: Provider.objects.all())
    budget_year = Year(label="Haushaltsjahr", field_name="budget_year")
    kind = AnyOf(label="Art", choices=DeviceKind.choices)
    cause = AnyOf(label="Anlass", choices=Cause.choices)
    decided = OneChoice(
        label="Planung", choices=DECISIONS[:3], method="by_decision"
    )  # fmt: skip

    def by_decision(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By what somebody had decided."""
        if value == "any":
            return rows.exclude(decision="")
        return rows.filter(budget_year__isnull=value == "kept")


class RoundFilter(BaseFilterSet):
    """Rounds by state."""

    search_fields = ("name",)

    state = AnyOf(label="Stand", choices=BudgetRound.State.choices)
