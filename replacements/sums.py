"""The plan in sums: how many and how much, by side and kind and year, and as a table of years.

A side is an authority, the reserve of one of the own companies, or the central infrastructure of one.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Sum

from replacements.plan import missing_price
from workstations.models import DeviceKind

YEARS_AHEAD = 5


@dataclass(frozen=True)
class Total:
    """So many things, what they cost, and for how many no price is on record or no purchase is planned."""

    count: int = 0
    price: Decimal = Decimal(0)
    missing: int = 0
    leased: int = 0

    def __add__(self, other: "Total") -> "Total":
        return Total(
            self.count + other.count,
            self.price + other.price,
            self.missing + other.missing,
            self.leased + other.leased,
        )


class Side(NamedTuple):
    """Whose money it is."""

    kind: str  # "authority", "reserve" or "infrastructure"
    key: int
    name: str


class Group(NamedTuple):
    """Things of one side and kind that are planned in one year; without a year nothing is known, or they are kept."""

    side: Side
    kind: str
    year: int | None
    is_kept: bool
    total: Total


class Column(NamedTuple):
    """Some years of the table; without years that of what nothing is known of."""

    label: str
    first: int | None = None
    last: int | None = None
    is_unknown: bool = False
    is_overdue: bool = False

    def holds(self, year: int | None) -> bool:
        """Whether a year belongs here."""
        if year is None or self.is_unknown:
            return year is None and self.is_unknown
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


@dataclass
class Line:
    """One row of the table."""

    key: Any
    label: str
    cells: list[Total] = field(default_factory=list)

    @property
    def total(self) -> Total:
        """All of its cells."""
        return sum(self.cells, Total())


AGGREGATES: dict[str, Any] = {
    "count": Count("pk"),
    "price": Sum("plan_price", filter=Q(plan_year__isnull=False)),
    "missing": Count("pk", filter=missing_price()),
    "leased": Count("pk", filter=Q(plan_is_leased=True)),
}
NUMBERS = ("count", "price", "missing", "leased")


def groups_of_devices(rows: QuerySet[Any]) -> list[Group]:
    """Sums of planned devices, by one query."""
    keys = ("authority_id", "authority__name", "provider_id", "provider__code", "plan_kind", "plan_year", "kept")
    found = rows.order_by().annotate(kept=F("planned_replacement__is_kept")).values(*keys).annotate(**AGGREGATES)
    return [Group(_side(row), row["plan_kind"], row["plan_year"], bool(row["kept"]), _total(row)) for row in found]


def groups_of_items(rows: QuerySet[Any]) -> list[Group]:
    """Sums of planned infrastructure, by one query."""
    keys = ("provider_id", "provider__code", "plan_kind", "plan_year", "kept")
    found = rows.order_by().annotate(kept=F("planned_replacement__is_kept")).values(*keys).annotate(**AGGREGATES)
    return [
        Group(
            Side("infrastructure", row["provider_id"], f"Zentrale Infrastruktur {row['provider__code']}"),
            row["plan_kind"],
            row["plan_year"],
            bool(row["kept"]),
            _total(row),
        )
        for row in found
    ]


def columns_from(year: int) -> list[Column]:
    """What is overdue, this year and those that come, what is later, and what nothing is known of."""
    last = year + YEARS_AHEAD
    return [
        Column("Überfällig", last=year - 1, is_overdue=True),
        *(Column(str(each), each, each) for each in range(year, last + 1)),
        Column("Später", first=last + 1),
        Column("Unbekannt", is_unknown=True),
    ]


def columns_of(years: Iterable[int]) -> list[Column]:
    """The years of a budget round."""
    return [Column(str(year), year, year) for year in years]


def table(groups: Iterable[Group], columns: Sequence[Column], key: Callable[[Group], Any]) -> list[Line]:
    """One line per key, a cell per column; what is kept is in none."""
    lines: dict[Any, Line] = {}
    for group in groups:
        if group.is_kept:
            continue
        name = key(group)
        line = lines.setdefault(name, Line(name, label_of(name), [Total() for _ in columns]))
        for index, column in enumerate(columns):
            if column.holds(group.year):
                line.cells[index] += group.total
    return list(lines.values())


def footer(lines: Sequence[Line], columns: Sequence[Column]) -> Line:
    """All lines together."""
    return Line("", "Zusammen", [sum((line.cells[index] for line in lines), Total()) for index in range(len(columns))])


def label_of(key: Any) -> str:
    """What a line is called: the name of its side, or its kind of devices."""
    return key.name if isinstance(key, Side) else str(DeviceKind(key).label if key else "ohne Art")


def _side(row: dict[str, Any]) -> Side:
    if row["authority_id"]:
        return Side("authority", row["authority_id"], row["authority__name"])
    return Side("reserve", row["provider_id"], f"Reserve {row['provider__code']}")


def _total(row: dict[str, Any]) -> Total:
    return Total(row["count"], row["price"] or Decimal(0), row["missing"], row["leased"])
