"""The two months of § 77 KV M-V: every day of a century, and the one real case that is known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.standstill import SATURDAY, ends_on, months_later

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
# As many holidays as a month of Christmas and Easter together, somewhere around the end of the period.
around = st.sets(st.integers(50, 75), max_size=8)


@pytest.mark.parametrize(
    ("complete_on", "last_day"),
    [
        (date(2021, 2, 24), date(2021, 4, 26)),  # the real notice; 24 April 2021 was a Saturday
        (date(2026, 12, 31), date(2027, 3, 1)),  # February has no 31st; its last day was a Sunday
        (date(2027, 12, 31), date(2028, 2, 29)),  # a leap year
        (date(2026, 8, 31), date(2026, 11, 2)),  # 31 October is a Saturday and a holiday besides
        (date(2026, 2, 3), date(2026, 4, 7)),  # Good Friday to Easter Monday
        (date(2026, 9, 15), date(2026, 11, 16)),  # 15 November was a Sunday
        (date(2026, 9, 16), date(2026, 11, 16)),
    ],
)
def test_known_days(complete_on: date, last_day: date) -> None:
    holidays = {date(2026, 4, 3), date(2026, 4, 6), date(2026, 10, 31)}
    assert ends_on(complete_on, holidays) == last_day


@given(days, around)
def test_it_ends_on_a_working_day_and_skips_none(complete_on: date, offsets: set[int]) -> None:
    holidays = {complete_on + timedelta(days=offset) for offset in offsets}
    end = ends_on(complete_on, holidays)
    assert end.weekday() < SATURDAY
    assert end not in holidays
    nominal = months_later(complete_on, 2)
    skipped = [nominal + timedelta(days=n) for n in range((end - nominal).days)]
    assert all(day.weekday() >= SATURDAY or day in holidays for day in skipped)


@given(days)
def test_it_never_ends_before_two_months_are_over(complete_on: date) -> None:
    end = ends_on(complete_on, ())
    assert (end - complete_on).days >= 59  # January and February, or their ends
    assert (end.year * 12 + end.month) - (complete_on.year * 12 + complete_on.month) in (2, 3)


@given(days, days)
def test_whoever_is_complete_earlier_is_through_no_later(one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    assert ends_on(earlier, ()) <= ends_on(later, ())


@given(days, st.integers(-60, 60))
def test_months_keep_the_day_or_end_with_the_month(day: date, months: int) -> None:
    then = months_later(day, months)
    assert then.year * 12 + then.month == day.year * 12 + day.month + months
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)
