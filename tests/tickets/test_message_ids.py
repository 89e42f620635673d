"""An answer finds its report by the id of the letter it answers, and nobody can make such an id."""

from hypothesis import given
from hypothesis import strategies as st

from tickets.message_ids import message_id, number_in

NUMBERS = st.from_regex(r"[0-9]{2}-[0-9]{6,8}", fullmatch=True)


@given(number=NUMBERS, message=st.integers(0, 10**9), before=st.sampled_from(["", "<other@example.org> "]))
def test_id_leads_back_to_its_report(number: str, message: int, before: str) -> None:
    made = message_id(number, message, secret="s", domain="example.org")
    assert number_in(before + made, secret="s") == number


@given(number=NUMBERS, other=NUMBERS, message=st.integers(0, 10**9))
def test_id_of_one_report_cannot_be_turned_into_that_of_another(number: str, other: str, message: int) -> None:
    forged = message_id(number, message, secret="s", domain="example.org").replace(number, other)
    assert number_in(forged, secret="s") == (number if other == number else None)


@given(value=st.text())
def test_what_is_no_id_names_no_report(value: str) -> None:
    assert number_in(value, secret="s") is None
    assert number_in(message_id("26-000001", 1, secret="another", domain="example.org"), secret="s") is None
