"""Free windows: pure arithmetic, held against its definition; and what stands against a change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from applications.models import ApplicationUse, SpecialistApplication
from changes.conflicts import LOOKED_AHEAD, Planning
from changes.windows import QUARTER, Interval, is_free, next_at_this_hour, next_free
from tests.changes.conftest import NOW, Plan
from tests.factories import ApplicationUseFactory, BlockedTimeFactory, WeeklyBlockedTimeFactory
from workstations.models import InfrastructureItem

BEGIN = datetime(2026, 11, 16, 18, 0, tzinfo=UTC)
UNTIL = BEGIN + timedelta(days=3)
MINUTES = st.integers(0, 4 * 24 * 60)
BERLIN = ZoneInfo("Europe/Berlin")


def stretch(begin: int, length: int) -> Interval:
    return BEGIN + timedelta(minutes=begin), BEGIN + timedelta(minutes=begin + length)


BUSY = st.lists(st.builds(stretch, MINUTES, st.integers(1, 24 * 60)), max_size=12)
LENGTH = st.integers(1, 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


@given(busy=BUSY, length=LENGTH)
def test_window_is_free_long_enough_in_time_and_the_earliest(busy: list[Interval], length: timedelta) -> None:
    found = next_free(busy, length, BEGIN, UNTIL)
    steps = [BEGIN + number * QUARTER for number in range(int((UNTIL - BEGIN) / QUARTER) + 1)]
    possible = [one for one in steps if one + length <= UNTIL and is_free(busy, one, one + length)]
    assert found == ((possible[0], possible[0] + length) if possible else None)


@given(busy=BUSY, length=LENGTH)
def test_window_at_this_hour_is_free_and_at_this_hour(busy: list[Interval], length: timedelta) -> None:
    found = next_at_this_hour(busy, length, BEGIN, BERLIN, days=5)
    if found:
        begin, end = found
        assert is_free(busy, begin, end)
        assert end - begin == length
        assert begin.astimezone(BERLIN).time() == BEGIN.astimezone(BERLIN).time()
        assert BEGIN < begin <= BEGIN + timedelta(days=5)


def test_same_hour_is_that_of_the_clock_on_the_wall() -> None:
    evening = datetime(2026, 10, 24, 18, 0, tzinfo=BERLIN)  # the night in which the clock is put back
    found = next_at_this_hour([], timedelta(hours=1), evening.astimezone(UTC), BERLIN, days=2)
    assert found is not None
    assert found[0] == datetime(2026, 10, 25, 18, 0, tzinfo=BERLIN)


def test_no_window_without_length() -> None:
    assert next_free([], timedelta(0), BEGIN, UNTIL) is None


@pytest.mark.django_db
def test_blocked_times_and_other_work_stand_against_it(
    plan: Plan, use: ApplicationUse, server: InfrastructureItem
) -> None:
    change = plan()
    BlockedTimeFactory(
        authority=use.authority, starts_at=change.starts_at - timedelta(hours=1), ends_at=change.starts_at + timedelta(hours=1),
        reason="Ratssitzung",
    )  # fmt: skip
    other = plan(things=[server], starts_at=change.starts_at + timedelta(hours=1))
    plan(things=[ApplicationUseFactory().application], starts_at=change.starts_at)  # elsewhere
    found = Planning.of(change, now=NOW).conflicts()
    assert [(one.who, one.reason) for one in found] == [
        ("Stadt Hagenow", "Ratssitzung"),
        (f"Änderung {other.number}", other.title),
    ]
    room = Planning.of(change, now=NOW).room(NOW)
    assert room.next == (other.ends_at, other.ends_at + timedelta(hours=2))
    assert room.at_this_hour == (change.starts_at + timedelta(days=1), change.ends_at + timedelta(days=1))


@pytest.mark.django_db
def test_as_many_queries_for_many_authorities_as_for_one(plan: Plan, use: ApplicationUse) -> None:
    def queries() -> int:
        change = plan()
        with CaptureQueriesContext(connection) as captured:
            Planning.of(change, now=NOW).conflicts()
        return len(captured)

    WeeklyBlockedTimeFactory(authority=use.authority)
    with_one = queries()
    for _ in range(5):
        more = ApplicationUseFactory(application=use.application)
        WeeklyBlockedTimeFactory(authority=more.authority)
    assert queries() == with_one


@pytest.mark.django_db
def test_room_for_what_should_have_been_long_ago(
    plan: Plan, application: SpecialistApplication, use: ApplicationUse
) -> None:
    hours = timedelta(hours=2)
    late = plan(starts_at=NOW - timedelta(days=90), ends_at=NOW - timedelta(days=90) + hours)
    other = plan(starts_at=NOW, ends_at=NOW + hours)
    BlockedTimeFactory(authority=use.authority, starts_at=other.ends_at, ends_at=other.ends_at + hours)
    room = Planning.of(late, now=NOW).room(NOW)
    assert room.next == (NOW + 2 * hours, NOW + 3 * hours)
    assert room.at_this_hour is not None
    assert timedelta(0) <= room.at_this_hour[0] - NOW <= timedelta(days=2)
    assert room.at_this_hour[0].astimezone(BERLIN).time() == late.starts_at.astimezone(BERLIN).time()


@pytest.mark.django_db
def test_time_that_it_has_is_not_offered_as_another(plan: Plan, application: SpecialistApplication) -> None:
    change = plan()
    assert Planning.of(change, now=NOW).room(NOW).next == (change.ends_at, change.ends_at + timedelta(hours=2))


@pytest.mark.django_db
def test_window_at_the_end_of_what_is_looked_at_is_free_to_its_end(plan: Plan, use: ApplicationUse) -> None:
    change = plan(ends_at=NOW + timedelta(days=8))
    last = change.starts_at + LOOKED_AHEAD
    BlockedTimeFactory(authority=use.authority, starts_at=change.starts_at, ends_at=last)
    BlockedTimeFactory(authority=use.authority, starts_at=last + timedelta(hours=3), ends_at=last + timedelta(days=2))
    room = Planning.of(change, now=NOW).room(NOW)
    assert (room.next, room.at_this_hour) == (None, None)
