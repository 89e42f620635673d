"""Every odd mail becomes what the table says, and none is lost."""

from typing import Any

import pytest

from mailboxes import quoting
from mailboxes.contents import read
from mailboxes.models import IncomingMail
from mailboxes.parsing import Mail
from tests.mailboxes.conftest import take_in
from tests.mailboxes.odd_mails import ODD_MAILS, Odd
from tickets.folding import parted
from tickets.models import Message, Ticket


def outcome(row: IncomingMail) -> str:
    if row.status != IncomingMail.Status.PROCESSED:
        return f"{row.status}:{row.reason}"
    return "answer" if row.message else "report"


def text_in_report(row: IncomingMail) -> str:
    """What stands in the report, or what the person sees who decides about it."""
    if row.message:
        return str(row.message.body)
    return str(row.ticket.description) if row.ticket else (read(row) or Mail()).body


def test_table_is_long_and_every_line_has_a_name_of_its_own() -> None:
    assert len(ODD_MAILS) >= 100
    assert len({odd.name for odd in ODD_MAILS}) == len(ODD_MAILS)


@pytest.mark.parametrize("odd", ODD_MAILS, ids=lambda odd: odd.name)
def test_odd_mail_becomes_what_the_table_says(odd: Odd, service: Any) -> None:
    row = take_in(odd.raw, service.mailbox)
    assert outcome(row) == odd.becomes
    with row.raw.open("rb") as file:
        assert file.read() == odd.raw
    text = text_in_report(row)
    own, quoted = parted(text)
    assert odd.says in (text if odd.says.startswith(">") else own)
    assert odd.keeps in quoted
    assert not odd.never or odd.never not in text
    if odd.subject:
        assert row.ticket.subject == odd.subject
    if row.ticket:
        attached = row.message.attachments if row.message else row.ticket.attachments
        assert {*odd.files} <= {*attached.values_list("name", flat=True)}
        assert odd.refused in text
        assert bool(odd.refused) == ("Nicht übernommene Anhänge" in text)


@pytest.mark.parametrize(
    "odd", [odd for odd in ODD_MAILS if odd.becomes.startswith(("review", "discarded"))], ids=lambda odd: odd.name
)
def test_what_waits_or_is_discarded_leaves_no_trace_in_reports(odd: Odd, service: Any) -> None:
    before = Ticket.objects.count()
    take_in(odd.raw, service.mailbox)
    assert (Ticket.objects.count(), Message.objects.count()) == (before, 0)


def test_marked_text_is_parted_again_as_it_was() -> None:
    body = "Ja.\n\n" + quoting.mark("Am Montag schrieb Anke:\n> Neu?\nEnde")
    assert parted(body) == ("Ja.", "Am Montag schrieb Anke:\n> Neu?\nEnde".replace("> Neu?", "Neu?"))
