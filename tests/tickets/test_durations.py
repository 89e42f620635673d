"""Spans of time as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.durations import HOUR, LONGEST, MINUTE, in_words, seconds_of, to_the_second


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("0:15", 15), ("1:05", 65), ("15", 15), ("15 min", 15), ("15 Min.", 15), ("15m", 15), ("1,5 h", 90), ("1.5h", 90),
        ("0,25 Std.", 15), ("2 Stunden", 120), ("1 Stunde", 60), ("1 h 20 min", 80), ("1h20", 80), ("24 h", 24 * 60),
        (" 7\u00a0min ", 7),
    ],
)  # fmt: skip
def test_what_people_type_is_understood(text: str, minutes: int) -> None:
    assert seconds_of(text) == minutes * MINUTE


@pytest.mark.parametrize(
    "text", ["", "bald", "0", "0:00", "1:75", "-5", "25 h", "1:30:60", "24:00:01", "5 Tage", "1,,5 h", "²"]
)
def test_what_nobody_can_know_is_refused(text: str) -> None:
    assert seconds_of(text) is None


@given(st.integers(1, LONGEST // MINUTE))
def test_what_is_read_can_be_typed_again(minutes: int) -> None:
    words = in_words(minutes * MINUTE)
    assert seconds_of(words.removesuffix(" h")) == minutes * MINUTE


@given(st.integers(MINUTE, LONGEST))
def test_what_a_stopwatch_shows_can_be_typed_again(seconds: int) -> None:
    assert seconds_of(to_the_second(seconds)) == seconds


@given(st.text(max_size=20))
def test_no_text_is_an_error_and_no_span_is_out_of_bounds(text: str) -> None:
    seconds = seconds_of(text)
    assert seconds is None or MINUTE <= seconds <= LONGEST


@given(st.integers(1, 23 * 100))
def test_hours_with_a_comma_are_exact(hundredths: int) -> None:
    seconds = seconds_of(f"{hundredths // 100},{hundredths % 100:02d} h")
    assert seconds == (hundredths * HOUR // 100 if hundredths * HOUR // 100 >= MINUTE else None)
