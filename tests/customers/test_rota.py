"""The arithmetic of the rota: what is uncovered is open and without anybody, and copying never doubles anybody."""

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from customers.rota import Duty, copy, monday_of, uncovered

MONDAY = date(2026, 11, 16)
WEEK = timedelta(days=7)
HOURS = st.integers(6, 20)
CLOCKS = HOURS.map(time)
SPANS = st.tuples(CLOCKS, CLOCKS).filter(lambda span: span[0] < span[1])
PEOPLE = st.integers(1, 4)


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    begins, ends = draw(SPANS)
    member = draw(PEOPLE)
    deputy = draw(st.none() | PEOPLE.filter(lambda key: key != member))
    return Duty(MONDAY + timedelta(days=draw(st.integers(0, 6))), begins, ends, member, deputy)


AWAY = st.frozensets(PEOPLE)


@given(st.lists(SPANS, max_size=2), st.lists(duties(), max_size=6), AWAY)
def test_uncovered_hours_are_exactly_those_that_are_open_and_have_nobody(
    spans: list[tuple[time, time]], rows: list[Duty], away: frozenset[int]
) -> None:
    left = uncovered(spans, rows, away)
    for hour in range(6, 20):
        clock = time(hour, 30)
        is_open = any(opens <= clock < closes for opens, closes in spans)
        is_there = any(
            row.begins_at <= clock < row.ends_at and (row.member not in away or row.deputy in {1, 2, 3, 4} - away)
            for row in rows
        )
        assert any(opens <= clock < closes for opens, closes in left) == (is_open and not is_there)


@given(
    st.lists(duties(), max_size=8), st.lists(duties(), max_size=4), st.frozensets(st.integers(0, 6)), AWAY,
    st.frozensets(PEOPLE),
)  # fmt: skip
def test_a_copied_week_puts_nobody_in_two_places_and_nobody_where_they_cannot_be(
    rows: list[Duty],
    planned: list[Duty],
    closed_weekdays: frozenset[int],
    away: frozenset[int],
    working: frozenset[int],
) -> None:
    there = [Duty(row.day + WEEK, row.begins_at, row.ends_at, row.member) for row in planned]
    closed = [MONDAY + WEEK + timedelta(days=number) for number in closed_weekdays]
    absent = {MONDAY + WEEK + timedelta(days=number): away for number in range(7)}
    copied = copy(rows, by=WEEK, there=there, working=working, closed=closed, away=absent)
    assert [one.duty.day for one in copied] == [row.day + WEEK for row in rows]
    taken = [one.duty for one in copied if not one.why_not]
    for number, duty in enumerate(taken):
        others = [*there, *taken[:number]]
        assert not any(duty.member == other.member and duty.overlaps(other) for other in others)
        assert duty.day not in closed
        assert duty.member in working
        assert duty.in_charge(away) in working


def test_copying_twice_takes_nothing_over_twice() -> None:
    row = Duty(MONDAY, time(8), time(16), 1)
    once = copy([row], by=WEEK, there=[], working={1}, closed=[], away={})
    again = copy([row], by=WEEK, there=[one.duty for one in once], working={1}, closed=[], away={})
    assert [one.why_not for one in once] == [""]
    assert [one.why_not for one in again] == ["Die Person ist in dieser Zeit schon eingeteilt."]


def test_week_begins_on_monday() -> None:
    assert monday_of(date(2026, 11, 22)) == monday_of(MONDAY) == MONDAY
