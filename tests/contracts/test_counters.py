"""Whose counter is open now: weekly hours, single ones, holidays."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.counters import open_counters
from customers.models import Authority
from tests.factories import AuthorityFactory, BlockedTimeFactory, HolidayFactory, WeeklyBlockedTimeFactory

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)  # 10:30 on the wall


@pytest.fixture
def town() -> Authority:
    """An authority with hours on Tuesdays."""
    town = AuthorityFactory()
    WeeklyBlockedTimeFactory(authority=town, kind="counter_hours", weekday=1, begins_at="08:00", ends_at="12:00")
    return town


def test_open_in_the_hours_of_the_week_by_the_clock_on_the_wall(town: Authority) -> None:
    assert open_counters([town.pk], now=TUESDAY) == {town.pk: datetime(2026, 12, 1, 11, 0, tzinfo=UTC)}
    assert open_counters([town.pk], now=TUESDAY.replace(hour=11)) == {}
    assert open_counters([town.pk], now=TUESDAY.replace(day=2)) == {}


def test_closed_on_a_holiday(town: Authority) -> None:
    HolidayFactory(day=date(2026, 12, 1))
    assert open_counters([town.pk], now=TUESDAY) == {}


def test_other_blocked_times_are_no_counter_hours() -> None:
    town = AuthorityFactory()
    WeeklyBlockedTimeFactory(authority=town, kind="session", weekday=1, begins_at="08:00", ends_at="12:00")
    assert open_counters([town.pk], now=TUESDAY) == {}


def test_the_later_end_counts_and_hours_that_are_over_do_not(town: Authority) -> None:
    other = AuthorityFactory()
    until = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
    BlockedTimeFactory(authority=town, kind="counter_hours", starts_at=TUESDAY, ends_at=until)
    WeeklyBlockedTimeFactory(
        authority=other, kind="counter_hours", weekday=1, begins_at="08:00", ends_at="12:00", valid_until=date(2026, 11, 30)
    )  # fmt: skip
    assert open_counters([town.pk, other.pk], now=TUESDAY) == {town.pk: until}


def test_one_query_for_however_many(town: Authority) -> None:
    keys = [town.pk, *(AuthorityFactory().pk for _ in range(3))]
    with CaptureQueriesContext(connection) as queries:
        open_counters(keys, now=TUESDAY)
    assert len(queries) == 1
    assert open_counters([], now=TUESDAY) == {}
