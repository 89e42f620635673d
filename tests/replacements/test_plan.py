"""The plan in the database says of every device what the arithmetic says of it, and sums to the cent."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from accounts import roles
from accounts.models import User
from replacements.due import deciding, due_on, estimated, reasons_of
from replacements.plan import RELATED, decision_on, known_of, planned_devices, planned_items, prices_of, terms_on
from replacements.sums import Total, columns_from, footer, groups_of_devices, groups_of_items, table
from tests.factories import (
    AuthorityFactory,
    DeviceModelFactory,
    InfrastructureItemFactory,
    LeaseFactory,
    OperatingSystemFactory,
    PlannedReplacementFactory,
    ProviderFactory,
    ReplacementRuleFactory,
    StoredDeviceFactory,
    UpgradePathFactory,
)
from tests.people import employed
from workstations.models import Device, InfrastructureItem

TODAY = date(2026, 11, 28)
KINDS = ("desktop", "notebook", "printer", "server", "monitor")


@pytest.fixture
def planner(db: None) -> User:
    return employed(roles.COMMERCIAL)


@pytest.fixture
def fleet(db: None) -> list[Device]:
    """Devices with every mixture of what a plan follows from, and rules for most of their kinds."""
    random = Random(4711)  # noqa: S311  # the same every time
    for kind, price, growth in (("desktop", "690.00", "2.5"), ("notebook", "1090.37", "3.33"), ("server", None, "0")):
        values = {"price": price and Decimal(price), "growth": Decimal(growth), "warranty_counts": kind == "server"}
        ReplacementRuleFactory(kind=kind, valid_from=date(2019, 1, 1), service_years=9)
        ReplacementRuleFactory(kind=kind, valid_from=date(2025, 1, 1), service_years=5, **values)
        ReplacementRuleFactory(kind=kind, valid_from=date(2027, 1, 1), service_years=1)
    systems = [OperatingSystemFactory(support_ends_on=random.choice((None, day(random)))) for _ in range(4)]
    UpgradePathFactory(operating_system=systems[0])
    models = [
        DeviceModelFactory(
            kind=kind,
            service_years=random.choice((None, 3, 7)),
            support_ends_on=random.choice((None, day(random))),
            **random.choice(({}, {"replacement_price": Decimal("812.49"), "replacement_price_year": 2025})),
            operating_system=random.choice((None, *systems)),
        )
        for kind in KINDS
        for _ in range(3)
    ]
    authorities = [AuthorityFactory() for _ in range(2)]
    provider = ProviderFactory()
    return [device(random, models, systems, random.choice((*authorities, None)), provider) for _ in range(60)]


def day(random: Random) -> date:
    return date(2019, 1, 1) + timedelta(days=random.randint(0, 4500))


def device(random: Random, models: list[Any], systems: list[Any], authority: Any, provider: Any) -> Device:
    """One device, and for some of them a decision."""
    ends = random.choice((None, day(random) + timedelta(days=3000)))
    lease = LeaseFactory(authority=authority, starts_on=date(2015, 1, 1), ends_on=ends) if authority else None
    row = StoredDeviceFactory(
        authority=authority,
        provider=None if authority else provider,
        model=random.choice(models),
        purchased_on=random.choice((None, day(random))),
        in_service_on=random.choice((None, day(random))),
        warranty_until=random.choice((None, day(random))),
        operating_system=random.choice((None, *systems)),
        lease=random.choice((None, lease)),
    )
    decisions: list[dict[str, Any]] = [
        {"is_kept": True, "year": None},
        {"year": 2031},
        {"year": None, "price": Decimal("99.99")},
        {"year": 2029, "replacement_model": random.choice(models)},
    ]
    if random.random() < 0.4:
        PlannedReplacementFactory(device=row, **random.choice(decisions))
    return row


def test_database_and_arithmetic_agree_on_every_device(fleet: list[Device], planner: User) -> None:
    terms = terms_on(TODAY)
    rows = list(planned_devices(planner, terms, TODAY, 2028).select_related(*RELATED, "lease"))
    assert len(rows) == len(fleet)
    for row in rows:
        known, decision = known_of(row, terms), decision_on(row)
        due, reason = due_on(known), deciding(reasons_of(known))
        assert row.plan_due_on == due
        assert row.plan_cause == (reason.cause if reason else "")
        assert row.plan_begun_on == known.begun_on
        if decision and decision.is_kept:
            assert row.plan_year is None
            continue
        assert row.plan_year == ((decision and decision.year) or (due.year if due else None))
        if row.plan_year:
            price, source = estimated(prices_of(row, terms), year=max(row.plan_year, 2028))
            assert (row.plan_price, row.plan_is_leased) == (price, source == "leased"), source


def test_rule_that_holds_on_the_day_is_taken(fleet: list[Device]) -> None:
    assert terms_on(TODAY)["desktop"].service_years == 5
    assert terms_on(date(2024, 1, 1))["desktop"].service_years == 9
    assert terms_on(date(2027, 1, 1))["desktop"].service_years == 1
    assert set(terms_on(date(2018, 1, 1))) == set()


def test_sums_of_all_tables_agree_to_the_cent(fleet: list[Device], planner: User) -> None:
    rows = planned_devices(planner, terms_on(TODAY), TODAY)
    groups, columns = groups_of_devices(rows), columns_from(2026)
    by_kind = table(groups, columns, lambda group: group.kind)
    by_side = table(groups, columns, lambda group: group.side)
    assert footer(by_kind, columns).cells == footer(by_side, columns).cells
    planned = [row for row in rows if row.plan_year is not None]
    total = footer(by_kind, columns).total
    assert total.price == sum((row.plan_price or Decimal(0)) for row in planned)
    assert total.count == len(fleet) - sum(group.total.count for group in groups if group.is_kept)
    assert total.missing == sum(row.plan_price is None and not row.plan_is_leased for row in planned)
    assert Total() + total == total


def test_reserve_of_the_service_is_a_side_of_its_own(fleet: list[Device], planner: User) -> None:
    groups = groups_of_devices(planned_devices(planner, terms_on(TODAY), TODAY))
    reserve = [group for group in groups if group.side.kind == "reserve"]
    assert reserve
    assert sum(group.total.count for group in reserve) == Device.objects.filter(authority=None).count()


def test_infrastructure_goes_by_the_rules_of_its_kind_and_lines_are_not_replaced(planner: User) -> None:
    ReplacementRuleFactory(
        kind="server", valid_from=date(2020, 1, 1), service_years=5, price=Decimal(9000), warranty_counts=True
    )
    server = InfrastructureItemFactory(
        kind=InfrastructureItem.Kind.SERVER,
        state="in_service",
        in_service_on=date(2024, 5, 1),
        warranty_until=date(2027, 4, 30),
    )
    InfrastructureItemFactory(kind=InfrastructureItem.Kind.INTERNET_LINK, state="in_service", in_service_on=TODAY)
    (row,) = planned_items(planner, terms_on(TODAY), TODAY)
    assert (row, row.plan_year, row.plan_cause, row.plan_price) == (server, 2027, "warranty", Decimal(9000))
    (group,) = groups_of_items(planned_items(planner, terms_on(TODAY), TODAY))
    assert group.side.kind == "infrastructure"
    assert group.total == Total(1, Decimal(9000))


def test_ordered_and_retired_devices_are_not_in_the_plan(planner: User) -> None:
    StoredDeviceFactory(state="ordered", stored_at=None)
    StoredDeviceFactory(state="retired", retired_on=TODAY)
    assert not planned_devices(planner, terms_on(TODAY), TODAY).exists()


def test_what_is_overdue_costs_what_it_costs_today(planner: User) -> None:
    ReplacementRuleFactory(valid_from=date(2020, 1, 1), service_years=5, price=Decimal("700.10"), growth=Decimal(2))
    StoredDeviceFactory(purchased_on=date(2019, 5, 1))
    (row,) = planned_devices(planner, terms_on(TODAY), TODAY)
    assert (row.plan_year, row.plan_price) == (2024, Decimal("788.43"))  # 700,10 € · 1,02⁶, the growth until 2026


def test_price_of_a_model_is_the_same_before_and_after_new_year(planner: User) -> None:
    ReplacementRuleFactory(valid_from=date(2020, 1, 1), service_years=5, growth=Decimal(3))
    model = DeviceModelFactory(replacement_price=Decimal(1000), replacement_price_year=2026)
    device_ = StoredDeviceFactory(model=model, purchased_on=date(2023, 5, 1))
    other = StoredDeviceFactory(purchased_on=date(2023, 5, 1))
    PlannedReplacementFactory(device=other, year=None, replacement_model=model)
    for today in (date(2026, 12, 31), date(2027, 1, 1)):
        rows = planned_devices(planner, terms_on(today), today)
        assert {row.plan_price for row in rows if row in (device_, other)} == {Decimal("1060.90")}
