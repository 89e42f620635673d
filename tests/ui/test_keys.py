"""The key of a row as anybody may send it."""

import pytest

from ui.keys import key_of


@pytest.mark.parametrize(("text", "key"), [("7", 7), ("0", 0), ("9" * 18, 10**18 - 1)])
def test_digits_are_a_key(text: str, key: int) -> None:
    assert key_of(text) == key


@pytest.mark.parametrize("text", ["", "-1", "+1", "1.0", " 1", "x", "9" * 19, "9" * 5000, "²", "٣", "1٣"])
def test_everything_else_is_none(text: str) -> None:
    assert key_of(text) is None
