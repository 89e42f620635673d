"""A new role or a new Amt ends the one before, the day before, and never lies over another."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from customers.following import follow_up, standing

START = date(2020, 1, 1)
TODAY = date(2021, 1, 1)


@dataclass(frozen=True)
class Row:
    """What holds for a time."""

    value: str
    valid_from: date | None
    valid_until: date | None = None


@st.composite
def histories(draw: st.DrawFn) -> list[Row]:
    """Rows one after the other, with and without days between them; the last may be open."""
    rows, day = [], START
    for number in range(draw(st.integers(0, 4))):
        day += timedelta(days=draw(st.integers(1, 300)))
        first = None if number == 0 and draw(st.booleans()) else day
        day += timedelta(days=draw(st.integers(0, 300)))
        rows.append(Row(draw(st.sampled_from("ab")), first, day))
    if rows and draw(st.booleans()):
        rows[-1] = replace(rows[-1], valid_until=None)
    return rows


def days(row: Row) -> tuple[date, date]:
    return row.valid_from or date.min, row.valid_until or date.max


@given(histories(), st.sampled_from("ab"), st.none() | st.integers(0, 2000).map(lambda n: START + timedelta(days=n)))
def test_what_follows_never_lies_over_another(rows: list[Row], value: str, since: date | None) -> None:
    try:
        step = follow_up(rows, lambda row: row.value == value, since, TODAY)
    except ValidationError:
        return
    after = [replace(row, valid_from=since) if row is step.corrected else row for row in rows]
    after = [replace(row, valid_until=step.last_day) if row is step.ended else row for row in after]
    after += [Row(value, since)] if step.begins else []
    spans = [days(row) for row in after]
    assert all(first <= last for first, last in spans)
    assert all(before[1] < later[0] for before, later in pairwise(spans))
    now = standing(after, max(TODAY, since or TODAY))
    assert now is None or now.value == value or not step.begins


@pytest.mark.parametrize("since", [None, date(2020, 6, 1)])
def test_same_again_changes_nothing(since: date | None) -> None:
    rows = [Row("a", date(2020, 6, 1))]
    step = follow_up(rows, lambda row: row.value == "a", since, TODAY)
    assert (step.corrected, step.ended, step.begins) == (None, None, False)


def test_same_with_another_day_is_corrected() -> None:
    rows = [Row("b", None, date(2020, 3, 31)), Row("a", date(2020, 6, 1))]
    assert follow_up(rows, lambda row: row.value == "a", date(2020, 5, 1), TODAY).corrected is rows[1]
    with pytest.raises(ValidationError, match=r"nach dem 31\.03\.2020"):
        follow_up(rows, lambda row: row.value == "a", date(2020, 3, 1), TODAY)
