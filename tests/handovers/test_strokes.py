"""A signature as lines: read within limits, whatever was sent."""

import contextlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handovers.strokes import HEIGHT, MOST_POINTS, MOST_STROKES, WIDTH, NoSignatureError, length, path, read

POINTS = st.tuples(st.integers(-10_000, 10_000), st.integers(-10_000, 10_000))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.lists(st.lists(POINTS, min_size=1, max_size=20), min_size=1, max_size=10))
def test_every_point_lies_in_the_field_and_its_path_is_a_drawing(sent: list[list[tuple[int, int]]]) -> None:
    try:
        strokes = read(json.dumps(sent))
    except NoSignatureError:
        return
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for stroke in strokes for x, y in stroke)
    assert re.fullmatch(r"(M \d+ \d+( L \d+ \d+)+ ?)+", path(strokes))


@given(JSON)
def test_what_is_no_signature_is_refused_and_never_a_fault(sent: object) -> None:
    with contextlib.suppress(NoSignatureError):
        assert length(read(json.dumps(sent))) > 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "unterschreiben Sie im Feld"),
        ("[]", "unterschreiben Sie im Feld"),
        ("[[[10, 10]]]", "noch keine Unterschrift"),
        ("[[[10, 10], [12, 12]]]", "noch keine Unterschrift"),
        ("{", "nicht vollständig"),
        ('[[["10", 10], [90, 90]]]', "nicht vollständig"),
        ("[[[true, 10], [90, 90]]]", "nicht vollständig"),
        ("[" * 100_000, "nicht vollständig"),
        (json.dumps([[[0, 0]]] * (MOST_STROKES + 1)), "zu viele"),
        (json.dumps([[[0, 0]] * (MOST_POINTS + 1)]), "zu viele"),
    ],
)
def test_what_was_wrong_is_said(text: str, words: str) -> None:
    with pytest.raises(NoSignatureError, match=words):
        read(text)


def test_length_is_that_of_all_lines_together() -> None:
    assert length([[(0, 0), (30, 40)], [(0, 0), (0, 10)]]) == 60
