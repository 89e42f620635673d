"""On which days something recurs: the same days whatever the starting point, in order, and never on a day that does not fit."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tickets.recurrence import (
    IsDay,
    Occasion,
    Otherwise,
    Rhythm,
    Rule,
    days_between,
    is_weekday,
    never,
    next_occasions,
    occasions,
)

BEGIN = date(2026, 1, 1)
DAYS = st.dates(date(2025, 6, 1), date(2028, 12, 31))
RULES = st.builds(
    Rule,
    rhythm=st.sampled_from(Rhythm),
    starts_on=DAYS,
    ends_on=st.none() | st.dates(date(2027, 1, 1), date(2029, 12, 31)),
    every_weeks=st.integers(1, 8),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1, max_size=3),
    ordinal=st.sampled_from([1, 2, 3, 4, -1]),
    day=st.integers(1, 31),
    month=st.integers(1, 12),
    on_working_days_only=st.booleans(),
    avoids_blocked=st.booleans(),
    otherwise=st.sampled_from(Otherwise),
)
HOLIDAYS = st.frozensets(st.dates(date(2025, 6, 1), date(2030, 1, 1)), max_size=30)


def working(holidays: frozenset[date]) -> Callable[[date], bool]:
    return lambda day: is_weekday(day) and day not in holidays


def blocked(day: date) -> bool:
    """Every year from 20 to 31 December nothing is changed."""
    return day.month == 12 and day.day >= 20


def found(rule: Rule, holidays: frozenset[date], first: date, last: date) -> list[date]:
    return list(days_between(rule, first, last, is_working=working(holidays), is_blocked=blocked))


def next_days(
    rule: Rule, first: date, count: int, *, is_working: IsDay = is_weekday, is_blocked: IsDay = never
) -> list[date]:
    """The days that come, without what is left out between them."""
    found = next_occasions(rule, first, count, is_working=is_working, is_blocked=is_blocked)
    return [occasion.day for occasion in found if occasion.day]


@settings(max_examples=40)
@given(RULES, HOLIDAYS, DAYS, st.integers(0, 500))
def test_whatever_is_told_of_a_plan_agrees_with_what_comes(
    rule: Rule, holidays: frozenset[date], first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    told = list(occasions(rule, first, last, is_working=working(holidays), is_blocked=blocked))
    assert [occasion.day for occasion in told if occasion.day] == found(rule, holidays, first, last)
    for occasion in told:
        assert occasion.day is None or occasion.day >= occasion.named
        if not occasion.is_as_named:
            rests = rule.on_working_days_only and not working(holidays)(occasion.named)
            assert rests or (rule.avoids_blocked and blocked(occasion.named))


@settings(max_examples=40)
@given(RULES, HOLIDAYS, DAYS, st.integers(0, 500))
def test_days_rise_and_fit_and_lie_where_they_were_asked_for(
    rule: Rule, holidays: frozenset[date], first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    days = found(rule, holidays, first, last)
    assert days == sorted(set(days))
    for day in days:
        assert max(first, rule.starts_on) <= day <= min(last, rule.ends_on or last)
        assert not rule.on_working_days_only or working(holidays)(day)
        assert not rule.avoids_blocked or not blocked(day)


@settings(max_examples=40)
@given(RULES, HOLIDAYS, DAYS, st.integers(0, 300), st.integers(0, 300))
def test_same_days_whatever_the_starting_point(
    rule: Rule, holidays: frozenset[date], first: date, until_cut: int, rest: int
) -> None:
    cut = first + timedelta(days=until_cut)
    last = cut + timedelta(days=rest)
    whole = found(rule, holidays, first, last)
    assert whole == found(rule, holidays, first, cut) + found(rule, holidays, cut + timedelta(days=1), last)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule(Rhythm.WEEKDAY_OF_MONTH, BEGIN, weekdays=frozenset({0})), ["2026-01-05", "2026-02-02", "2026-03-02"]),
        (
            Rule(Rhythm.WEEKDAY_OF_MONTH, BEGIN, weekdays=frozenset({4}), ordinal=-1),
            ["2026-01-30", "2026-02-27", "2026-03-27"],
        ),
        (Rule(Rhythm.LAST_WORKING_DAY, BEGIN), ["2026-01-30", "2026-02-27", "2026-03-31"]),
        # 1.1. is a holiday, 1.4. a Wednesday, 1.7. a Wednesday.
        (Rule(Rhythm.QUARTERLY, BEGIN, day=1), ["2026-01-02", "2026-04-01", "2026-07-01"]),
        (
            Rule(Rhythm.WEEKLY, BEGIN, every_weeks=2, weekdays=frozenset({1, 3})),
            ["2026-01-02", "2026-01-13", "2026-01-15"],
        ),
        (
            Rule(Rhythm.YEARLY, BEGIN, day=29, month=2, otherwise=Otherwise.SKIP),
            ["2026-02-28", "2027-02-28", "2028-02-29"],
        ),
        (Rule(Rhythm.DAY_OF_MONTH, BEGIN, day=31), ["2026-02-02", "2026-03-02", "2026-03-31"]),
    ],
)
def test_rules_mean_what_they_say(rule: Rule, expected: list[str]) -> None:
    days = next_days(
        rule._replace(on_working_days_only=rule.rhythm != Rhythm.YEARLY),
        BEGIN,
        3,
        is_working=working(frozenset({BEGIN})),
    )
    assert [day.isoformat() for day in days] == expected


def test_blocked_days_move_or_drop_what_is_due() -> None:
    rule = Rule(Rhythm.DAY_OF_MONTH, date(2026, 12, 1), day=21, avoids_blocked=True)
    assert next_days(rule, date(2026, 12, 1), 1, is_blocked=blocked) == [date(2027, 1, 1)]
    skipping = rule._replace(otherwise=Otherwise.SKIP)
    assert next_days(skipping, date(2026, 12, 1), 1, is_blocked=blocked) == [date(2027, 1, 21)]


def test_rule_that_never_fits_ends() -> None:
    assert next_days(Rule(Rhythm.WEEKLY, BEGIN, weekdays=frozenset({0})), BEGIN, 6, is_working=lambda day: False) == []


def test_what_is_left_out_is_told_between_what_comes() -> None:
    rule = Rule(Rhythm.DAY_OF_MONTH, date(2026, 12, 1), day=21, avoids_blocked=True, otherwise=Otherwise.SKIP)
    assert next_occasions(rule, date(2026, 12, 1), 1, is_blocked=blocked) == [
        Occasion(date(2026, 12, 21), None),
        Occasion(date(2027, 1, 21), date(2027, 1, 21)),
    ]
