"""Service time against a counter that walks minute by minute, over nights, weekends, holidays and changes of the clock."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tickets.sla import Interval, ServiceTime

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
DAYS_OF_CLOCK_CHANGE = (date(2026, 3, 29), date(2026, 10, 25))
WORKING_DAYS = {weekday: [(time(7), time(17))] for weekday in range(5)}
OFFICE = ServiceTime(WORKING_DAYS, frozenset({date(2026, 10, 31), date(2026, 12, 25)}), BERLIN)


def runs_at(service: ServiceTime, moment: datetime, pauses: Sequence[Interval] = ()) -> bool:
    """Whether the clock runs in the minute that begins at this moment, by looking at the clock on the wall."""
    local = moment.astimezone(service.zone)
    spans = [*service.on_call.get(local.weekday(), ())]
    if local.date() not in service.holidays:
        spans += service.hours.get(local.weekday(), ())
    is_open = any(opens <= local.time() and (local.time() < closes or closes == time(0)) for opens, closes in spans)
    return is_open and not any(begin <= moment < end for begin, end in (*service.blocked, *pauses))


def minutes_by_walking(service: ServiceTime, start: datetime, end: datetime, pauses: Sequence[Interval] = ()) -> int:
    """Count every minute in which the clock runs, as a person with a clock and a calendar would."""
    moment, counted = start.astimezone(UTC), 0
    while moment < end:
        counted += runs_at(service, moment, pauses)
        moment += MINUTE
    return counted


@st.composite
def spans_of_a_day(draw: st.DrawFn) -> list[tuple[time, time]]:
    """None, one or two spans of a day in order, on whole minutes; some begin at midnight, some last until midnight."""
    around_the_change = st.integers(60, 4 * 60)
    marks = draw(st.lists(around_the_change | st.integers(0, 24 * 60), max_size=4, unique=True).map(sorted))
    clocks = [time(mark // 60 % 24, mark % 60) for mark in marks[: len(marks) // 2 * 2]]
    return list(zip(clocks[::2], clocks[1::2], strict=True))


@st.composite
def service_times(draw: st.DrawFn) -> ServiceTime:
    """Hours of any shape, on-call hours that overlap them, days off and blocked times around the changes of the clock."""
    hours = {weekday: draw(spans_of_a_day()) for weekday in range(7)}
    assume(any(hours.values()))
    on_call = draw(st.dictionaries(st.integers(0, 6), spans_of_a_day(), max_size=3))
    days_off = draw(st.frozensets(st.dates(date(2026, 3, 20), date(2026, 4, 10)), max_size=4))
    return ServiceTime(hours, days_off, BERLIN, on_call, draw(intervals(most=2)))


def moments() -> st.SearchStrategy[datetime]:
    """Whole minutes in the weeks around one of the two changes of the clock."""
    begins = st.sampled_from([datetime(2026, 3, 20, tzinfo=UTC), datetime(2026, 10, 16, tzinfo=UTC)])
    return st.builds(lambda begin, minutes: begin + minutes * MINUTE, begins, st.integers(0, 20 * 24 * 60))


def intervals(most: int) -> st.SearchStrategy[list[Interval]]:
    """Some stretches of up to three days, which may overlap."""
    one = st.builds(lambda begin, length: (begin, begin + length * MINUTE), moments(), st.integers(0, 3 * 24 * 60))
    return st.lists(one, max_size=most)


@given(service_times(), moments(), st.integers(0, 3 * 24 * 60), intervals(most=3))
def test_minutes_between_counts_as_a_walk_through_the_minutes(
    service: ServiceTime, start: datetime, length: int, pauses: list[Interval]
) -> None:
    end = start + length * MINUTE
    assert service.minutes_between(start, end, pauses) == minutes_by_walking(service, start, end, pauses)


@given(service_times(), moments(), st.integers(0, 3 * 24 * 60), intervals(most=3))
def test_sum_day_by_day_shows_every_minute(
    service: ServiceTime, start: datetime, length: int, pauses: list[Interval]
) -> None:
    end = start + length * MINUTE
    days = service.account(start, end, pauses)
    assert days[-1].total == sum(day.counted for day in days) == minutes_by_walking(service, start, end, pauses)
    pieces = [piece for day in days for piece in day.pieces]
    assert all(one.ends <= following.begins for one, following in pairwise(pieces))
    for piece in pieces[:4]:
        assert runs_at(service, piece.begins, pauses) == (not piece.why_not)
    everything = ServiceTime(service.hours, service.holidays, service.zone, service.on_call)
    assert sum(piece.minutes for piece in pieces) == everything.minutes_between(start, end)


@given(service_times(), moments(), st.integers(0, 2000), intervals(most=3), intervals(most=1))
def test_another_pause_never_makes_a_deadline_earlier(
    service: ServiceTime, start: datetime, minutes: int, pauses: list[Interval], another: list[Interval]
) -> None:
    assert service.add(start, minutes, pauses) <= service.add(start, minutes, [*pauses, *another])


@given(service_times(), moments(), st.integers(0, 2000), st.tuples(moments(), moments(), moments()).map(sorted))
def test_splitting_a_pause_changes_nothing(
    service: ServiceTime, start: datetime, minutes: int, points: list[datetime]
) -> None:
    begin, middle, end = points
    assert service.add(start, minutes, [(begin, end)]) == service.add(start, minutes, [(begin, middle), (middle, end)])


@given(service_times(), moments(), st.integers(1, 2000), intervals(most=2))
def test_pauses_after_the_deadline_change_nothing(
    service: ServiceTime, start: datetime, minutes: int, pauses: list[Interval]
) -> None:
    due = service.add(start, minutes)
    assert service.add(start, minutes, [(max(begin, due), max(end, due)) for begin, end in pauses]) == due


@given(service_times(), moments())
def test_service_is_open_when_the_clock_on_the_wall_says_so(service: ServiceTime, moment: datetime) -> None:
    assert service.is_open(moment) == runs_at(service, moment)


@given(service_times(), st.tuples(moments(), moments()).map(sorted), st.integers(0, 59), st.integers(0, 59))
def test_seconds_are_cut_off(service: ServiceTime, points: list[datetime], first: int, second: int) -> None:
    start, end = points
    late, later = start + timedelta(seconds=first), end + timedelta(seconds=second)
    assume(late <= later)
    assert service.minutes_between(late, later) == service.minutes_between(start, end)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)).filter(lambda day: day.weekday() >= 5), moments())
def test_holidays_on_weekends_change_nothing(day: date, start: datetime) -> None:
    without = ServiceTime(WORKING_DAYS, OFFICE.holidays, BERLIN)
    assert ServiceTime(WORKING_DAYS, [*OFFICE.holidays, day], BERLIN).add(start, 999) == without.add(start, 999)


def test_on_call_hours_count_on_holidays_and_last_until_midnight() -> None:
    holiday = datetime(2026, 12, 25, 9, 0, tzinfo=BERLIN)
    evenings = ServiceTime(WORKING_DAYS, {holiday.date()}, BERLIN, {4: [(time(22), time(0))]})
    assert evenings.add(holiday, 30) == datetime(2026, 12, 25, 22, 30, tzinfo=BERLIN)
    assert evenings.minutes_between(holiday, holiday + timedelta(days=2)) == 2 * 60


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
@example(ServiceTime({6: [(time(0), time(1))]}, frozenset(), BERLIN), datetime(2026, 3, 20, tzinfo=UTC), 60, 0)
def test_adding_in_two_steps_changes_nothing(service: ServiceTime, start: datetime, first: int, second: int) -> None:
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
