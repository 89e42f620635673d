"""What blocks planned work: checked minute by minute against the definition, around the changes of the clock too."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.blocking import Stretch, Weekly, at, blocking, room

ZONE = ZoneInfo("Europe/Berlin")
BEGIN = datetime(2026, 10, 23, tzinfo=UTC)  # the clocks change on 25 October
HOUR = timedelta(hours=1)
MOMENTS = st.integers(0, 24 * 7).map(lambda hours: BEGIN + hours * HOUR)
CLOCKS = st.integers(0, 23).map(time)
STRETCHES = st.builds(
    lambda begin, hours: Stretch(begin, begin + hours * HOUR, "election", "Wahl"), MOMENTS, st.integers(1, 40)
)
WEEKLIES = st.builds(
    Weekly, st.integers(0, 6), CLOCKS, CLOCKS, st.just("counter_hours"), st.just("Sprechzeit"),
    st.none() | st.dates(date(2026, 10, 20), date(2026, 10, 30)), st.none() | st.dates(date(2026, 10, 25), date(2026, 11, 3)),
)  # fmt: skip


def is_blocked(moment: datetime, once: list[Stretch], weekly: list[Weekly]) -> bool:
    local = moment.astimezone(ZONE)
    if any(row.begins <= moment < row.ends for row in once):
        return True
    return any(
        local.weekday() == row.weekday
        and at(local.date(), row.begins_at, ZONE) <= moment < at(local.date(), row.ends_at, ZONE)
        and (row.valid_from or date.min) <= local.date() <= (row.valid_until or date.max)
        for row in weekly
    )


@settings(max_examples=60)
@given(st.lists(STRETCHES, max_size=3), st.lists(WEEKLIES, max_size=3), MOMENTS, st.integers(1, 72))
def test_blocked_is_what_the_definition_says_and_lies_where_it_was_asked_for(
    once: list[Stretch], weekly: list[Weekly], begin: datetime, hours: int
) -> None:
    end = begin + hours * HOUR
    found = blocking(once, weekly, begin, end, ZONE)
    assert found == sorted(found, key=lambda row: row.begins)
    assert all(begin <= row.begins < row.ends <= end for row in found)
    moment = begin
    while moment < end:
        assert any(row.begins <= moment < row.ends for row in found) == is_blocked(moment, once, weekly)
        moment += HOUR / 2


@settings(max_examples=60)
@given(st.lists(STRETCHES, max_size=4), MOMENTS, st.integers(1, 48))
def test_room_and_what_is_blocked_make_up_the_whole(rows: list[Stretch], begin: datetime, hours: int) -> None:
    end = begin + hours * HOUR
    left = room([(begin, end)], rows)
    moment = begin
    while moment < end:
        is_free = any(opens <= moment < closes for opens, closes in left)
        assert is_free != any(row.begins <= moment < row.ends for row in rows)
        moment += HOUR / 2
