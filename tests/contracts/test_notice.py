"""When notice must be in: known cases, and for every day of a century what must hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.notice import DAY, NoticeTo, Terms, earliest_end, last_day, minimum_until, next_chance, next_end
from contracts.standstill import months_later

YEAR, HALF, QUARTER, MONTH = NoticeTo
days = st.dates(date(2000, 1, 1), date(2098, 12, 31))
ends = st.sampled_from(NoticeTo)
months = st.integers(0, 36)
terms = st.builds(Terms, months, ends, st.none() | days)


@pytest.mark.parametrize(
    ("today", "agreed", "until", "ends_on"),
    [
        (date(2026, 6, 30), Terms(6, YEAR), date(2026, 6, 30), date(2026, 12, 31)),
        (date(2026, 7, 1), Terms(6, YEAR), date(2027, 6, 30), date(2027, 12, 31)),
        (date(2026, 11, 28), Terms(12, YEAR), date(2026, 12, 31), date(2027, 12, 31)),
        (date(2026, 3, 31), Terms(3, HALF), date(2026, 3, 31), date(2026, 6, 30)),
        (date(2026, 11, 28), Terms(3, QUARTER), date(2026, 12, 31), date(2027, 3, 31)),
        (date(2027, 1, 31), Terms(1, MONTH), date(2027, 1, 31), date(2027, 2, 28)),
        (date(2026, 11, 28), Terms(6, YEAR, date(2030, 12, 31)), date(2030, 6, 30), date(2030, 12, 31)),
        (date(2026, 11, 28), Terms(6, YEAR, date(2031, 1, 14)), date(2031, 6, 30), date(2031, 12, 31)),
        (date(2026, 11, 28), Terms(0, MONTH), date(2026, 11, 30), date(2026, 11, 30)),
    ],
)
def test_known_cases(today: date, agreed: Terms, until: date, ends_on: date) -> None:
    chance = next_chance(today, agreed)
    assert (chance.last_day, chance.ends_on) == (until, ends_on)


@given(days, terms)
def test_who_is_in_time_reaches_the_end_and_a_day_later_does_not(today: date, agreed: Terms) -> None:
    chance = next_chance(today, agreed)
    assert today <= chance.last_day <= chance.ends_on
    assert earliest_end(chance.last_day, agreed) == chance.ends_on
    assert earliest_end(chance.last_day + DAY, agreed) > chance.ends_on


@given(days, terms)
def test_the_period_is_kept_in_full_and_the_minimum_term_with_it(today: date, agreed: Terms) -> None:
    ends_on = earliest_end(today, agreed)
    assert ends_on >= months_later(today, agreed.months)
    assert agreed.not_before is None or ends_on >= agreed.not_before
    assert next_end(ends_on, agreed.to) == ends_on


@given(days, ends)
def test_the_next_end_ends_a_month_of_its_grid_and_none_is_skipped(day: date, to: NoticeTo) -> None:
    end = next_end(day, to)
    assert (end + DAY).day == 1
    assert end.month in {YEAR: {12}, HALF: {6, 12}, QUARTER: {3, 6, 9, 12}, MONTH: set(range(1, 13))}[to]
    assert day <= end < day + timedelta(days={YEAR: 366, HALF: 184, QUARTER: 92, MONTH: 31}[to])


@given(days, months)
def test_the_last_day_ends_a_month(day: date, count: int) -> None:
    end = next_end(day, MONTH)
    until = last_day(end, count)
    assert (until + DAY).day == 1
    assert months_later(until, count) <= end < months_later(until + DAY, count)


@given(days, st.integers(1, 240))
def test_a_minimum_term_ends_the_day_before_it_would_begin_anew(begins: date, count: int) -> None:
    assert minimum_until(begins, count) + DAY == months_later(begins, count)
