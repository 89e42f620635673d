"""The plan of many things at once: the database adds to devices and infrastructure when each is due and what it will cost.

What `replacements/due.py` says of one thing, here as expressions, so that fifty thousand devices are summed and filtered
without reading them. A test holds both together.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateField,
    DecimalField,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractYear, Greatest, Least, Power, Round

from replacements.due import MOST_YEARS_OF_GROWTH, Cause, Known, Prices, Terms
from replacements.models import PlannedReplacement, ReplacementRule
from workstations.lifecycle import State
from workstations.models import Device, DeviceKind, InfrastructureItem

if TYPE_CHECKING:
    from accounts.models import User

PLANNED = (State.IN_STOCK, State.IN_SERVICE, State.IN_REPAIR)
"""What is ordered is new, what is retired is not replaced any more."""
KIND_OF_ITEM = {
    InfrastructureItem.Kind.SERVER: DeviceKind.SERVER,
    InfrastructureItem.Kind.STORAGE: DeviceKind.STORAGE,
    InfrastructureItem.Kind.BACKUP: DeviceKind.STORAGE,
    InfrastructureItem.Kind.NETWORK_DEVICE: DeviceKind.NETWORK,
    InfrastructureItem.Kind.FIREWALL: DeviceKind.NETWORK,
}
"""Infrastructure that is bought and grows old, and by which rules; lines, rooms and virtual machines are not."""
KINDS = {kind.value: kind.value for kind in DeviceKind}
KINDS_OF_ITEMS = {item.value: kind.value for item, kind in KIND_OF_ITEM.items()}
MONEY = DecimalField(max_digits=14, decimal_places=2)
RELATED = (
    "model__operating_system__upgrade_path",
    "operating_system__upgrade_path",
    "planned_replacement__replacement_model",
)


class PlusYears(Func):
    """A day so many years later."""

    template = "(%(expressions)s))::date"
    arg_joiner = " + make_interval(years => "
    output_field = DateField()


class Shape(NamedTuple):
    """Where a table has what the plan reads."""

    kind: str  # the path to the kind
    kinds: Mapping[str, str]  # each of its kinds, and by which kind's rules it goes
    can_be_leased: bool


DEVICES = Shape("model__kind", KINDS, can_be_leased=True)
ITEMS = Shape("kind", KINDS_OF_ITEMS, can_be_leased=False)


def terms_on(day: date) -> dict[str, Terms]:
    """What holds for each kind on a day, by one query."""
    return {
        rule.kind: Terms(rule.service_years, rule.price, rule.growth, rule.valid_from.year, rule.warranty_counts)
        for rule in ReplacementRule.objects.standing(day)
    }


def planned_devices(user: "User", terms: Mapping[str, Terms], day: date, first_year: int = 0) -> QuerySet[Any]:
    """Devices that are replaced one day, each with `plan_…`; no price is that of a year before the first one, or else before this."""
    rows = Device.objects.visible_to(user).filter(state__in=PLANNED)
    return _with_plan(rows, DEVICES, terms, day, first_year)


def planned_items(user: "User", terms: Mapping[str, Terms], day: date, first_year: int = 0) -> QuerySet[Any]:
    """Central infrastructure that is replaced one day, likewise."""
    rows = InfrastructureItem.objects.visible_to(user).filter(state__in=PLANNED, kind__in=KINDS_OF_ITEMS)
    return _with_plan(rows, ITEMS, terms, day, first_year)


def known_of(row: Any, terms: Mapping[str, Terms]) -> Known:
    """What is on record of one row, for `due`; its `RELATED` rows and its lease are read with it."""
    term = terms.get(rule_kind(row))
    model = row.model
    system = row.system
    lease = getattr(row, "lease", None)
    days = [day for day in (row.purchased_on, row.in_service_on) if day]
    return Known(
        begun_on=min(days, default=None),
        service_years=(model.service_years if model else None) or (term.service_years if term else None),
        lease_ends_on=lease.ends_on if lease else None,
        system=str(system or ""),
        system_ends_on=system.support_ends_on if system else None,
        system_is_changed=bool(system and hasattr(system, "upgrade_path")),
        model_ends_on=model.support_ends_on if model else None,
        warranty_until=row.warranty_until,
        warranty_counts=bool(term and term.warranty_counts),
    )


def prices_of(row: Any, terms: Mapping[str, Terms]) -> Prices:
    """The prices on record for replacing one row, for `due`."""
    term = terms.get(rule_kind(row), Terms(1))
    decision = decision_on(row)
    other = decision.replacement_model if decision else None
    return Prices(
        own=decision.price if decision else None,
        other_model=other.replacement_price if other else None,
        other_model_year=(other.replacement_price_year or 0) if other else 0,
        model=row.model.replacement_price if row.model else None,
        model_year=(row.model.replacement_price_year or 0) if row.model else 0,
        kind=term.price,
        kind_year=term.base_year,
        growth=term.growth,
        is_leased=getattr(row, "lease_id", None) is not None,
    )


def decision_on(row: Any) -> PlannedReplacement | None:
    """What somebody decided about one row."""
    return getattr(row, "planned_replacement", None)


def rule_kind(row: Any) -> str:
    """By which kind's rules a row goes."""
    return KINDS_OF_ITEMS.get(row.kind, "") if isinstance(row, InfrastructureItem) else row.model.kind


def rule_kind_of(shape: Shape) -> Case:
    """The same in the database."""
    return _by_kind(shape, {kind: kind for kind in shape.kinds.values()}, CharField())


def missing_price() -> Q:
    """Rows that are to be bought and for which no price is on record."""
    return Q(plan_year__isnull=False, plan_price__isnull=True, plan_is_leased=False)


def _with_plan(
    rows: QuerySet[Any], shape: Shape, terms: Mapping[str, Terms], day: date, first_year: int
) -> QuerySet[Any]:
    ends = _ends(shape, terms)
    is_leased = Q(lease__isnull=False) if shape.can_be_leased else Q(pk__isnull=True)
    rows = rows.annotate(
        plan_begun_on=Least("purchased_on", "in_service_on"), **{f"end_{cause}": end for cause, end in ends.items()}
    )
    rows = rows.annotate(plan_due_on=Least(*(F(f"end_{cause}") for cause in ends)))
    planned: QuerySet[Any] = rows.annotate(
        plan_kind=rule_kind_of(shape),
        plan_cause=Case(
            *(When(plan_due_on=F(f"end_{cause}"), then=Value(cause)) for cause in ends),
            default=Value(""),
            output_field=CharField(),
        ),
        plan_year=Case(
            When(planned_replacement__is_kept=True, then=None),
            default=Coalesce("planned_replacement__year", ExtractYear("plan_due_on")),
            output_field=IntegerField(),
        ),
        plan_is_leased=Case(
            When(planned_replacement__price__isnull=False, then=Value(False)),
            When(planned_replacement__replacement_model__replacement_price__isnull=False, then=Value(False)),
            When(is_leased, then=Value(True)),
            default=Value(False),
        ),
    )
    priced: QuerySet[Any] = planned.annotate(plan_price=_price(shape, terms, is_leased, first_year or day.year))
    return priced


def _ends(shape: Shape, terms: Mapping[str, Terms]) -> dict[str, Any]:
    """The day of each reason that counts, in the order in which they decide."""
    years = Coalesce(
        "model__service_years",
        _by_kind(shape, {kind: term.service_years for kind, term in terms.items()}, IntegerField()),
    )
    age: Any = PlusYears(Least("purchased_on", "in_service_on"), years)
    ends: dict[str, Any] = {}
    if shape.can_be_leased:
        ends[Cause.AGE] = Case(When(lease__ends_on__isnull=False, then=None), default=age, output_field=DateField())
        ends[Cause.LEASE] = F("lease__ends_on")
    else:
        ends[Cause.AGE] = age
    own = Q(operating_system__isnull=False, operating_system__upgrade_path__isnull=True)
    delivered = Q(operating_system__isnull=True, model__operating_system__upgrade_path__isnull=True)
    ends[Cause.SYSTEM] = Case(
        When(own, then=F("operating_system__support_ends_on")),
        When(delivered, then=F("model__operating_system__support_ends_on")),
        default=None,
        output_field=DateField(),
    )
    ends[Cause.MODEL] = F("model__support_ends_on")
    counted = [kind for kind, rule in shape.kinds.items() if rule in terms and terms[rule].warranty_counts]
    ends[Cause.WARRANTY] = Case(
        When(**{f"{shape.kind}__in": counted}, then=F("warranty_until")), default=None, output_field=DateField()
    )
    return ends


def _price(shape: Shape, terms: Mapping[str, Terms], is_leased: Q, first_year: int) -> Any:
    """The nearest price on record, grown to the year of the replacement."""
    year = Greatest(F("plan_year"), Value(first_year), output_field=IntegerField())
    growth = _by_kind(
        shape, {kind: 1 + term.growth / 100 for kind, term in terms.items()}, MONEY, default=Value(Decimal(1))
    )
    base_year = _by_kind(shape, {kind: term.base_year for kind, term in terms.items()}, IntegerField())
    kind_price = _by_kind(shape, {kind: term.price for kind, term in terms.items()}, MONEY)
    model, other = "model__replacement_price", "planned_replacement__replacement_model__replacement_price"
    return Case(
        When(planned_replacement__price__isnull=False, then=F("planned_replacement__price")),
        When(**{f"{other}__isnull": False}, then=_grown(F(other), growth, year - F(f"{other}_year"))),
        When(is_leased, then=None),
        When(**{f"{model}__isnull": False}, then=_grown(F(model), growth, year - F(f"{model}_year"))),
        default=_grown(kind_price, growth, year - base_year),
        output_field=MONEY,
    )


def _grown(price: Any, growth: Any, years: Any) -> Any:
    later = Greatest(years, Value(0), output_field=IntegerField())
    bounded = Least(later, Value(MOST_YEARS_OF_GROWTH), output_field=IntegerField())
    factor = Power(growth, bounded, output_field=MONEY)
    return Round(price * factor, 2, output_field=MONEY)


def _by_kind(shape: Shape, values: Mapping[str, Any], output: Any, default: Any = None) -> Case:
    """A value that the rules give for each kind."""
    cases = [
        When(**{shape.kind: kind}, then=Value(values[rule], output_field=output))
        for kind, rule in shape.kinds.items()
        if values.get(rule) is not None
    ]
    return Case(*cases, default=default, output_field=output)
