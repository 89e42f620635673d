"""Mail is fetched from a real Dovecot: none is lost and none doubled. What happens when the worker dies: test_killed.py."""

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from mailboxes import connecting, imap
from mailboxes.actions import store
from mailboxes.contents import read
from mailboxes.models import IncomingMail, Mailbox
from mailboxes.tasks import fetch_mail, fetching_scope
from tests.mail_server import PASSWORD, MailServer, dovecot
from tests.mailboxes.odd_mails import mail
from tickets.models import Ticket

FIRST, SECOND = (mail(f"Mail {n}", f"Message-ID: <{n}@ludwigslust.example>", subject=f"Drucker {n}") for n in (1, 2))


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    with dovecot() as running:
        yield running


@pytest.fixture
def mailbox(
    server: MailServer, service: Any, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Mailbox:
    """The service's mailbox on the real server, under a user of each test's own."""
    monkeypatch.setenv("MAILBOX_TEST", PASSWORD)
    row: Mailbox = service.mailbox
    row.host, row.port, row.security = "127.0.0.1", server.port, Mailbox.Security.NONE
    row.user = f"user-{abs(hash(request.node.name))}"
    row.full_clean()
    row.save()
    return row


@contextmanager
def signed_in(mailbox: Mailbox) -> Iterator[imaplib.IMAP4]:
    with connecting.connected(mailbox) as connection:
        yield connection


def deliver(mailbox: Mailbox, *mails: bytes) -> None:
    with signed_in(mailbox) as connection:
        for raw in mails:
            assert connection.append("INBOX", "", "", raw)[0] == "OK"


def unread(mailbox: Mailbox) -> int:
    with signed_in(mailbox) as connection:
        connection.select("INBOX", readonly=True)
        return len(connection.uid("SEARCH", "UNSEEN UNDELETED")[1][0].split())


def new_reports() -> list[str]:
    return sorted(Ticket.objects.filter(channel=Ticket.Channel.MAIL).values_list("subject", flat=True))


def test_mail_becomes_reports_and_is_marked_as_read(mailbox: Mailbox) -> None:
    deliver(mailbox, FIRST, SECOND)
    assert fetch_mail(0) == 2
    assert new_reports() == ["Drucker 1", "Drucker 2"]
    assert unread(mailbox) == 0
    assert fetch_mail(0) == 0
    mailbox.refresh_from_db()
    assert (mailbox.problem, mailbox.last_uid) == ("", 2)


def test_what_somebody_read_before_us_is_fetched_too(mailbox: Mailbox) -> None:
    deliver(mailbox, FIRST)
    fetch_mail(0)
    with signed_in(mailbox) as connection:
        connection.append("INBOX", r"(\Seen)", "", SECOND)
    fetch_mail(0)
    assert new_reports() == ["Drucker 1", "Drucker 2"]


def test_folder_made_anew_brings_nothing_twice(mailbox: Mailbox) -> None:
    deliver(mailbox, FIRST)
    fetch_mail(0)
    Mailbox.objects.update(uid_validity=1)
    with signed_in(mailbox) as connection:
        connection.select("INBOX")
        connection.uid("STORE", "1", "-FLAGS", r"(\Seen)")
    fetch_mail(0)
    assert new_reports() == ["Drucker 1"]
    assert unread(mailbox) == 0


def test_taken_over_is_moved_where_there_is_a_folder(mailbox: Mailbox) -> None:
    Mailbox.objects.update(done_folder="Übernommen & fertig")
    with signed_in(mailbox) as connection:
        connection.create(imap._quoted("Übernommen & fertig"))
    deliver(mailbox, FIRST)
    fetch_mail(0)
    with signed_in(mailbox) as connection:
        assert connection.select(imap._quoted("Übernommen & fertig"))[1] == [b"1"]
        assert connection.select("INBOX")[1] == [b"0"]
    assert new_reports() == ["Drucker 1"]


def test_server_that_is_away_or_refuses_is_named_and_holds_up_no_other(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(mailbox, FIRST)
    Mailbox.objects.create(
        name="Aus", address="aus@service.example", host="127.0.0.1", port=1, security="none", user="x",
        password_variable="MAILBOX_TEST", category=mailbox.category,
    )  # fmt: skip
    Mailbox.objects.create(
        name="Ohne", address="ohne@service.example", host="127.0.0.1", port=mailbox.port, security="none", user="x",
        password_variable="MAILBOX_NOWHERE", category=mailbox.category,
    )  # fmt: skip
    new, failed = imap.fetch_all(fetching_scope)
    assert (new, sorted(failed)) == (1, ["Aus", "Ohne"])
    assert "MAILBOX_NOWHERE" in Mailbox.objects.get(name="Ohne").problem
    monkeypatch.setenv("MAILBOX_TEST", "falsch")
    assert mailbox.name in imap.fetch_all(fetching_scope)[1]
    mailbox.refresh_from_db()
    assert "lehnt Anmeldename" in mailbox.problem
    assert "falsch" not in mailbox.problem
    assert mailbox.checked_at <= timezone.now()


def lie_in(server: MailServer, mailbox: Mailbox) -> list[Path]:
    """The files of the mails in the mailbox, the oldest first."""
    found = [path for path in (server.folder / "mail" / mailbox.user).glob("*/*") if path.parent.name in ("cur", "new")]
    return sorted(found, key=lambda path: path.stat().st_mtime_ns)


def test_mail_that_the_server_does_not_hand_out_keeps_no_other_waiting(
    server: MailServer, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "MOST_AT_ONCE", 2)
    deliver(mailbox, FIRST)
    lie_in(server, mailbox)[0].chmod(0)
    for number in range(2, 6):
        deliver(mailbox, mail(f"Mail {number}", subject=f"Drucker {number}"))
    for _ in range(4):
        fetch_mail(0)
    assert new_reports() == ["Drucker 2", "Drucker 3", "Drucker 4", "Drucker 5"]
    mailbox.refresh_from_db()
    assert "Eine E-Mail im Ordner „INBOX“ gibt der Mailserver nicht heraus" in mailbox.problem
    lie_in(server, mailbox)[0].chmod(0o600)
    fetch_mail(0)
    assert "Drucker 1" in new_reports()
    fetch_mail(0)
    mailbox.refresh_from_db()
    assert (mailbox.problem, mailbox.failed_uids) == ("", [])


def test_folder_for_what_is_done_that_is_gone_keeps_no_mail_waiting(mailbox: Mailbox) -> None:
    Mailbox.objects.update(done_folder="Umbenannt")
    deliver(mailbox, FIRST, SECOND)
    fetch_mail(0)
    assert new_reports() == ["Drucker 1", "Drucker 2"]
    for _ in range(2):
        mailbox.refresh_from_db()
        assert "Den Ordner „Umbenannt“ gibt es auf dem Mailserver nicht" in mailbox.problem
        fetch_mail(0)
    assert unread(mailbox) == 0


def test_mail_that_cannot_be_marked_is_loaded_once(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "MOST_AT_ONCE", 1)
    real = imaplib.IMAP4.uid
    loaded: list[str] = []

    def uid(self: imaplib.IMAP4, command: str, *args: str) -> Any:
        if command == "STORE":
            return "NO", [b"not here"]
        if "BODY.PEEK[]" in args[-1]:
            loaded.append(args[0])
        return real(self, command, *args)

    deliver(mailbox, FIRST, SECOND)
    monkeypatch.setattr(imaplib.IMAP4, "uid", uid)
    for _ in range(4):
        fetch_mail(0)
    assert loaded == ["1", "2"]
    assert new_reports() == ["Drucker 1", "Drucker 2"]
    mailbox.refresh_from_db()
    assert "nicht als gelesen markieren" in mailbox.problem


def test_old_mail_that_somebody_read_before_the_first_fetch_stays_where_it_is(mailbox: Mailbox) -> None:
    deliver(mailbox, FIRST)
    with signed_in(mailbox) as connection:
        connection.append("INBOX", r"(\Seen)", "", SECOND)
    fetch_mail(0)
    fetch_mail(0)
    assert new_reports() == ["Drucker 1"]


def test_of_a_mail_far_too_large_only_the_head_is_fetched(
    mailbox: Mailbox, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAIL_MAX_BYTES = 2_000_000
    deliver(mailbox, mail("x" * 5_000_000, "MIME-Version: 1.0", "Content-Type: text/html;\r\n charset=utf-16"), SECOND)
    fetch_mail(0)
    assert new_reports() == ["Drucker 2"]
    kept = IncomingMail.objects.get(status="review")
    assert (kept.reason, kept.sender, kept.subject, kept.size > 5_000_000) == (
        "too_large", "anke@ludwigslust.example", "Drucker", True,
    )  # fmt: skip
    assert kept.raw.size < 1_000
    assert "Diese E-Mail ist 4 MB groß. Sie wurde nicht abgerufen" in read(kept).body
    assert unread(mailbox) == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"password": "geheim-äöü"}, "keine Umlaute"),
        ({"user": "müller"}, "keine Umlaute"),
        ({"host": "mail..example", "security": "ssl"}, "nicht richtig geschrieben"),
        ({"file": "nowhere"}, "MAILBOX_WRONG_FILE nennt, lässt sich nicht lesen"),
        ({"file": "latin"}, "MAILBOX_WRONG_FILE nennt, lässt sich nicht lesen"),
    ],
)
def test_what_is_wrong_with_one_mailbox_is_said_and_holds_up_no_other(
    wrong: dict[str, str], said: str, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    deliver(mailbox, FIRST)
    (tmp_path / "latin").write_bytes("schlüssel".encode("latin-1"))
    if file := wrong.pop("file", ""):
        monkeypatch.setenv("MAILBOX_WRONG_FILE", str(tmp_path / file))
    else:
        monkeypatch.setenv("MAILBOX_WRONG", wrong.pop("password", PASSWORD))
    settings = {"host": "127.0.0.1", "port": mailbox.port, "security": "none", "user": "x"} | wrong
    broken = Mailbox.objects.create(
        name="Aaa",
        address="a@service.example",
        password_variable="MAILBOX_WRONG",
        category=mailbox.category,
        **settings,
    )
    assert fetch_mail(0) == 1
    assert new_reports() == ["Drucker 1"]
    broken.refresh_from_db()
    assert said in broken.problem
    assert "geheim" not in broken.problem


def test_what_is_stored_is_decided_even_if_fetching_fails_altogether(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(raw=FIRST, mailbox=mailbox, now=timezone.now())
    monkeypatch.setattr(imap, "fetch_all", lambda scope: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        fetch_mail(0)
    assert new_reports() == ["Drucker 1"]
