"""When a service point is open: exceptions over holidays over the week, and the next opening is really the next."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from customers.opening import LOOK_AHEAD, Exceptional, Schedule

MONDAY = date(2026, 11, 16)
CLOCKS = st.times(time(6), time(20)).map(lambda clock: clock.replace(minute=0, second=0, microsecond=0))
SPANS = st.tuples(CLOCKS, CLOCKS).filter(lambda span: span[0] < span[1])
DAYS = st.dates(MONDAY, MONDAY + timedelta(days=30))


@st.composite
def exceptions(draw: st.DrawFn) -> Exceptional:
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 5)))
    return Exceptional(first, last, draw(st.lists(SPANS, max_size=1)), "Umbau")


SCHEDULES = st.builds(
    Schedule,
    weekly=st.dictionaries(st.integers(0, 6), st.lists(SPANS, min_size=1, max_size=2)),
    exceptions=st.lists(exceptions(), max_size=3),
    holidays=st.dictionaries(DAYS, st.just("Feiertag"), max_size=4),
)
MOMENTS = st.datetimes(datetime.combine(MONDAY, time(0)), datetime.combine(MONDAY + timedelta(days=20), time(23)))


@given(SCHEDULES, DAYS)
def test_an_exception_counts_more_than_a_holiday_and_that_more_than_the_week(schedule: Schedule, day: date) -> None:
    found = schedule.on(day)
    exception = next((row for row in schedule.exceptions if row.first_day <= day <= row.last_day), None)
    if exception:
        assert (found.spans, found.why) == (exception.spans, "Umbau")
    elif day in schedule.holidays:
        assert (list(found.spans), found.why) == ([], "Feiertag")
    else:
        assert (found.spans, found.why) == (schedule.weekly.get(day.weekday(), ()), "")


@given(SCHEDULES, MOMENTS)
def test_next_opening_is_the_first_beginning_of_a_span_after_now(schedule: Schedule, now: datetime) -> None:
    beginnings = [
        datetime.combine(day.day, opens)
        for day in schedule.days(now.date(), LOOK_AHEAD)
        for opens, _ in day.spans
        if datetime.combine(day.day, opens) > now
    ]
    found = schedule.next_opening(now)
    assert (found and datetime.combine(*found)) == min(beginnings, default=None)


@given(SCHEDULES, MOMENTS)
def test_open_means_within_a_span_of_the_day(schedule: Schedule, now: datetime) -> None:
    span = schedule.open_span(now)
    is_within = any(opens <= now.time() < closes for opens, closes in schedule.on(now.date()).spans)
    assert (span is not None) == is_within
