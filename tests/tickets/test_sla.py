"""Service time against a counter that walks minute by minute, over nights, weekends, holidays and changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tickets.sla import ServiceTime

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
DAYS_OF_CLOCK_CHANGE = (date(2026, 3, 29), date(2026, 10, 25))
WORKING_DAYS = {weekday: [(time(7), time(17))] for weekday in range(5)}
OFFICE = ServiceTime(hours=WORKING_DAYS, holidays=frozenset({date(2026, 10, 31), date(2026, 12, 25)}), zone=BERLIN)


def minutes_by_walking(service: ServiceTime, start: datetime, end: datetime) -> int:
    """Count every minute whose beginning lies in a span of service, as a person with a clock would."""
    moment, counted = start.astimezone(UTC), 0
    while moment < end:
        local = moment.astimezone(service.zone)
        is_open = local.date() not in service.holidays and any(
            opens <= local.time().replace(tzinfo=None) < closes
            for opens, closes in service.hours.get(local.weekday(), ())
        )
        counted += is_open
        moment += MINUTE
    return counted


@st.composite
def spans_of_a_day(draw: st.DrawFn) -> list[tuple[time, time]]:
    """None, one or two spans of a day in order, on whole minutes; some begin at midnight."""
    marks = draw(st.lists(st.integers(0, 24 * 60 - 1), max_size=4, unique=True).map(sorted))
    clocks = [time(mark // 60, mark % 60) for mark in marks[: len(marks) // 2 * 2]]
    return list(zip(clocks[::2], clocks[1::2], strict=True))


@st.composite
def service_times(draw: st.DrawFn) -> ServiceTime:
    """Hours of any shape with at least one span in the week, and some days off around the changes of the clock."""
    hours = {weekday: draw(spans_of_a_day()) for weekday in range(7)}
    assume(any(hours.values()))
    days_off = draw(st.frozensets(st.dates(date(2026, 3, 20), date(2026, 4, 10)), max_size=4))
    return ServiceTime(hours=hours, holidays=days_off, zone=BERLIN)


def moments(first: date = date(2026, 3, 20), days: int = 20) -> st.SearchStrategy[datetime]:
    """Whole minutes around the change to summer time."""
    begin = datetime.combine(first, time(0), UTC)
    return st.integers(0, days * 24 * 60).map(lambda minutes: begin + minutes * MINUTE)


@given(service_times(), moments(), st.integers(0, 3 * 24 * 60))
def test_minutes_between_counts_as_a_walk_through_the_minutes(
    service: ServiceTime, start: datetime, length: int
) -> None:
    end = start + length * MINUTE
    assert service.minutes_between(start, end) == minutes_by_walking(service, start, end)


@pytest.mark.parametrize("day", DAYS_OF_CLOCK_CHANGE)
def test_day_on_which_the_clock_changes_counts_what_the_clock_on_the_wall_shows(day: date) -> None:
    round_the_clock = ServiceTime({6: [(time(0), time(23, 59))]}, frozenset(), BERLIN)
    midnight = datetime.combine(day, time(0), BERLIN)
    next_midnight = datetime.combine(day + timedelta(days=1), time(0), BERLIN)
    expected = (next_midnight.astimezone(UTC) - midnight.astimezone(UTC)) // MINUTE - 1
    assert expected in (23 * 60 - 1, 25 * 60 - 1)
    assert round_the_clock.minutes_between(midnight, next_midnight) == expected
    assert minutes_by_walking(round_the_clock, midnight, next_midnight) == expected


@given(service_times(), moments(), st.integers(1, 5000))
def test_adding_minutes_and_counting_them_gives_the_same(service: ServiceTime, start: datetime, minutes: int) -> None:
    due = service.add(start, minutes)
    assert service.minutes_between(start, due) == minutes


@given(service_times(), moments(), st.integers(1, 3000))
def test_deadline_is_the_earliest_moment_with_so_many_minutes(
    service: ServiceTime, start: datetime, minutes: int
) -> None:
    due = service.add(start, minutes)
    assert service.minutes_between(start, due - MINUTE) == minutes - 1


@given(service_times(), moments(), st.integers(0, 2000), st.integers(0, 2000))
def test_adding_in_two_steps_changes_nothing(service: ServiceTime, start: datetime, first: int, second: int) -> None:
    assume(first > 0)
    assert service.add(service.add(start, first), second) == service.add(start, first + second)


@given(service_times(), st.tuples(moments(), moments(), moments()).map(sorted))
def test_splitting_an_interval_changes_nothing(service: ServiceTime, points: list[datetime]) -> None:
    start, middle, end = points
    whole = service.minutes_between(start, end)
    assert service.minutes_between(start, middle) + service.minutes_between(middle, end) == whole


@given(service_times(), st.tuples(moments(), moments()).map(sorted), st.integers(0, 2000))
def test_who_comes_later_is_due_no_earlier(service: ServiceTime, points: list[datetime], minutes: int) -> None:
    earlier, later = points
    assert service.add(earlier, minutes) <= service.add(later, minutes)


@given(service_times(), moments(), st.integers(0, 2000), st.integers(0, 2000))
def test_more_minutes_are_due_no_earlier(service: ServiceTime, start: datetime, fewer: int, more: int) -> None:
    assume(fewer <= more)
    assert service.add(start, fewer) <= service.add(start, more)


@given(service_times(), moments(), moments())
def test_counting_backwards_is_negative(service: ServiceTime, start: datetime, end: datetime) -> None:
    assert service.minutes_between(start, end) == -service.minutes_between(end, start)


@given(moments(), st.integers(1, 5000))
@example(datetime(2026, 3, 27, 15, 59, tzinfo=UTC), 2)
def test_zone_of_the_start_does_not_matter(start: datetime, minutes: int) -> None:
    assert OFFICE.add(start, minutes) == OFFICE.add(start.astimezone(ZoneInfo("America/New_York")), minutes)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-11-02 09:00", 60, "2026-11-02 10:00"),  # within the day
        ("2026-11-02 16:30", 60, "2026-11-03 07:30"),  # over night
        ("2026-11-06 16:30", 60, "2026-11-09 07:30"),  # over the weekend
        ("2026-11-07 12:00", 30, "2026-11-09 07:30"),  # reported on a Saturday
        ("2026-12-24 16:30", 60, "2026-12-28 07:30"),  # over Christmas and the weekend after
        ("2026-10-23 16:00", 120, "2026-10-26 08:00"),  # over the end of summer time
        ("2026-11-02 16:00", 60, "2026-11-02 17:00"),  # due at closing time, not the next morning
    ],
)
def test_deadlines_as_people_expect_them(start: str, minutes: int, due: str) -> None:
    begin, end = (datetime.fromisoformat(text).replace(tzinfo=BERLIN) for text in (start, due))
    assert OFFICE.add(begin, minutes) == end


def test_calendar_without_hours_is_refused() -> None:
    with pytest.raises(ValueError, match="no service time"):
        ServiceTime({}, frozenset(), BERLIN).add(datetime(2026, 11, 2, tzinfo=UTC), 1)
