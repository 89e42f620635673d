"""Whatever bytes come in, the pure readers give something back and never fail."""

from hypothesis import given
from hypothesis import strategies as st

from mailboxes import quoting
from mailboxes.charsets import text_of
from mailboxes.html_text import html_to_text
from mailboxes.parsing import parse, unflowed
from mailboxes.proof import is_vouched_for
from tests.mailboxes.odd_mails import ODD_MAILS

SMALL = [odd.raw for odd in ODD_MAILS if len(odd.raw) < 5_000]


@given(raw=st.binary(max_size=400))
def test_noise_is_read(raw: bytes) -> None:
    parse(raw)


@given(raw=st.sampled_from(SMALL), at=st.integers(0, 5_000), other=st.binary(max_size=8))
def test_damaged_mail_is_read_and_storable(raw: bytes, at: int, other: bytes) -> None:
    mail = parse(raw[:at] + other + raw[at + len(other) :])
    for text in (mail.body, mail.subject, mail.sender_name, mail.message_id):
        assert "\x00" not in text
        text.encode()


@given(
    lines=st.lists(
        st.sampled_from(["> Alt", "Neu", "", "Am Montag schrieb Anke:", "Von: x", "Betreff: y", "Gesendet: z"])
    )
)
def test_nothing_written_is_lost_by_splitting(lines: list[str]) -> None:
    own, quoted = quoting.split("\n".join(lines))
    assert sorted(f"{own}\n{quoted}".split()) == sorted("\n".join(lines).split())


@given(text=st.text(max_size=200), charset=st.text(max_size=20))
def test_texts_of_any_kind_are_taken(text: str, charset: str) -> None:
    text_of(text.encode("utf-8", "surrogatepass"), charset)
    html_to_text(text)
    unflowed(text)
    is_vouched_for([text], server="mx")
