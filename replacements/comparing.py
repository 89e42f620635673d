"""A budget round in sums, frozen or as it would be today, and what has changed between the two."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Q, QuerySet, Sum

from replacements.lines import of_round
from replacements.models import BudgetRound, RoundLine
from replacements.plan import planned_devices, planned_items, terms_on
from replacements.sums import Group, Side, Total, groups_of_devices, groups_of_items

if TYPE_CHECKING:
    from accounts.models import User


class Changed(NamedTuple):
    """One device that is planned otherwise than it was frozen."""

    before: RoundLine
    after: RoundLine


class Deviation(NamedTuple):
    """What has changed since a plan was frozen."""

    added: list[RoundLine]
    gone: list[RoundLine]
    changed: list[Changed]
    same: int


class YearCompared(NamedTuple):
    """What two rounds say of one budget year."""

    year: int
    before: Total
    now: Total


def groups_of(round_: BudgetRound, user: "User", day: date) -> list[Group]:
    """The sums of a round as this person may see them: frozen, or as they would be today."""
    if round_.is_open:
        return groups_today(round_, user, day)
    return frozen_groups(RoundLine.objects.visible_to(user).filter(round=round_))


def years_compared(previous: Iterable[Group], groups: Iterable[Group], years: Iterable[int]) -> list[YearCompared]:
    """Two rounds against each other, year by year, for these years."""
    before, now = _by_year(previous), _by_year(groups)
    return [YearCompared(year, before.get(year, Total()), now.get(year, Total())) for year in years]


def frozen_groups(lines: QuerySet[RoundLine]) -> list[Group]:
    """The sums of frozen lines, by one query."""
    keys = ("authority_id", "authority__name", "provider_id", "provider__code", "kind", "budget_year")
    found = (
        lines.order_by()
        .values(*keys)
        .annotate(
            count=Count("pk"),
            price=Sum("price"),
            missing=Count("pk", filter=Q(budget_year__isnull=False, price_source="missing")),
            leased=Count("pk", filter=Q(budget_year__isnull=False, price_source="leased")),
        )
    )
    return [
        Group(
            _side(row),
            row["kind"],
            row["budget_year"],
            row["budget_year"] is None,
            Total(row["count"], row["price"] or Decimal(0), row["missing"], row["leased"]),
        )
        for row in found
    ]


def groups_today(round_: BudgetRound, user: "User", day: date) -> list[Group]:
    """The same sums as they would be frozen today, by three queries."""
    terms = terms_on(day)
    devices = planned_devices(user, terms, day, round_.first_year).filter(of_round(round_))
    items = planned_items(user, terms, day, round_.first_year).filter(of_round(round_))
    groups = [*groups_of_devices(devices), *groups_of_items(items)]
    return [group._replace(side=_of_round(group.side), year=_budget_year(group, round_)) for group in groups]


def deviation(frozen: Iterable[RoundLine], today: Iterable[RoundLine]) -> Deviation:
    """Frozen lines against those of today, device by device."""
    before = {_key(line): line for line in frozen}
    added, changed, same = [], [], 0
    for line in today:
        was = before.pop(_key(line), None)
        if was is None:
            added.append(line)
        elif (was.budget_year, was.price) != (line.budget_year, line.price):
            changed.append(Changed(was, line))
        else:
            same += 1
    return Deviation(added, list(before.values()), changed, same)


def _by_year(groups: Iterable[Group]) -> dict[int | None, Total]:
    found: dict[int | None, Total] = {}
    for group in groups:
        if not group.is_kept:
            found[group.year] = found.get(group.year, Total()) + group.total
    return found


def _key(line: RoundLine) -> tuple[int | None, int | None]:
    return line.device_key, line.item_key


def _budget_year(group: Group, round_: BudgetRound) -> int | None:
    return max(group.year, round_.first_year) if group.year is not None else None


def _of_round(side: Side) -> Side:
    """In a round, reserve and infrastructure of a company are one side."""
    if side.kind == "authority":
        return side
    return Side("provider", side.key, f"{side.name.rsplit(' ', 1)[-1]}: Reserve und Infrastruktur")


def _side(row: dict[str, Any]) -> Side:
    if row["authority_id"]:
        return Side("authority", row["authority_id"], row["authority__name"])
    return Side("provider", row["provider_id"], f"{row['provider__code']}: Reserve und Infrastruktur")
