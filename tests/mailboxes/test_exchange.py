"""Mail goes out and comes in through a real Postfix and a real Dovecot, as between an authority and the service."""

import email
import smtplib
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from accounts.models import User
from mailboxes import connecting
from mailboxes.models import IncomingMail, Mailbox
from mailboxes.tasks import fetch_mail
from notifications.models import Notification
from notifications.tasks import UNTIL_THE_POST_IS_OPEN, send_letters, spread
from tests import mail_transfer
from tests.factories import MailboxFactory, TicketFactory
from tests.identity_peers import accepts
from tests.mail_server import PASSWORD, MailServer, dovecot
from tests.mail_transfer import MailTransfer, wait_until
from tests.mailboxes.odd_mails import mail
from tests.worker import do_the_waiting_jobs, environment_of_processes
from tickets.models import Ticket

ANKE, WITHOUT_ACCOUNT = "anke@ludwigslust.example", "ohne.konto@ludwigslust.example"
SERVICE = "service@service.example"


@pytest.fixture(scope="module")
def mailboxes() -> Iterator[MailServer]:
    with dovecot() as running:
        yield running


@pytest.fixture(scope="module")
def transfer(mailboxes: MailServer) -> Iterator[MailTransfer]:
    with mail_transfer.postfix(mailboxes) as running:
        yield running


@pytest.fixture(autouse=True)
def set_up(
    transfer: MailTransfer, mailboxes: MailServer, service: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    """The service fetches from the real server, and sends through the real one."""
    monkeypatch.setenv("MAILBOX_TEST", PASSWORD)
    row: Mailbox = service.mailbox
    row.host, row.port, row.security, row.user = "127.0.0.1", mailboxes.port, Mailbox.Security.NONE, SERVICE
    row.vouching_server = mail_transfer.SERVER
    row.save()
    settings.NOTIFY_BY_MAIL, settings.DEFAULT_FROM_EMAIL = True, f"Servicebetrieb <{SERVICE}>"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", transfer.port
    settings.MEDIA_ROOT = tmp_path / "media"
    if not accepts(transfer.port):
        transfer.start()
    for address in (ANKE, WITHOUT_ACCOUNT, SERVICE):  # what the test before left behind
        taken_from(row, address)


@pytest.fixture
def desk(service: Any, client_for: Callable[[User], Client]) -> Client:
    return client_for(service.colleague)


@contextmanager
def looking_into(mailbox: Mailbox, address: str) -> Iterator[Any]:
    with connecting.connected(Mailbox(host=mailbox.host, port=mailbox.port, security=mailbox.security, user=address,
                                password_variable="MAILBOX_TEST")) as server:  # fmt: skip
        server.select("INBOX")
        yield server


def taken_from(mailbox: Mailbox, address: str) -> list[EmailMessage]:
    """The mails in the mailbox of a person, which is empty afterwards."""
    found = []
    with looking_into(mailbox, address) as server:
        for uid in server.uid("SEARCH", "ALL")[1][0].split():
            ((_, raw), *_) = server.uid("FETCH", uid.decode(), "(BODY.PEEK[])")[1]
            found.append(email.message_from_bytes(raw, policy=policy.default))
            server.uid("STORE", uid.decode(), "+FLAGS", r"(\Deleted)")
        server.expunge()
    return found


def write(transfer: MailTransfer, raw: bytes, *, to: str = SERVICE, sender: str = ANKE) -> None:
    """Somebody sends a mail, and it lies in the mailbox or waits for another attempt."""
    transfer.send(raw, sender=sender, to=to)
    if to != mail_transfer.PROGRAM:
        transfer.wait_until_delivered()


def answer_to(letter: EmailMessage, text: str, *headers: str, sender: str = ANKE) -> bytes:
    """What a mail program makes of „Antworten“."""
    references = " ".join(filter(None, [letter["References"], letter["Message-ID"]]))
    return mail(
        text,
        f"In-Reply-To: {letter['Message-ID']}",
        f"References: {references}",
        *headers,
        sender=f"From: {sender}",
        subject="AW: Ihre Nachricht",
    )


def let_staff_answer(desk: Client, ticket: Ticket, text: str) -> None:
    """By the page, and whom it concerns is told; the letters are ordered then."""
    ticket.refresh_from_db()
    data = {"kind": "reply", "then": "", "body": text, "version": ticket.version}
    assert desk.post(reverse("tickets:write", args=[ticket.number]), data).status_code == 302
    for job in ProcrastinateJob.objects.filter(task_name="notifications.tasks.spread", status="todo"):
        spread(**job.args)


def texts_of(ticket: Ticket) -> list[str]:
    return list(ticket.messages.values_list("body", flat=True))


@pytest.mark.django_db(transaction=True)
def test_report_answer_and_reply_go_back_and_forth(
    transfer: MailTransfer, service: Any, desk: Client, tmp_path: Path
) -> None:
    write(transfer, mail("Der Drucker druckt nicht.", "Message-ID: <frage@ludwigslust.example>"))
    assert fetch_mail(0) == 1
    ticket = Ticket.objects.get(channel="mail")
    assert (ticket.requester, ticket.subject) == (service.anke, "Drucker")

    let_staff_answer(desk, ticket, "Welche Farbe hat die Lampe?")
    with connection.cursor() as cursor:  # the minutes in which a letter waits for what else happens
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE task_name LIKE '%%send_letters'")
    sends = {"KSM_MAIL_URL": f"smtp://127.0.0.1:{transfer.port}", "KSM_MAIL_FROM": SERVICE}
    do_the_waiting_jobs(tmp_path, SECRET_KEY=settings.SECRET_KEY, **sends)
    transfer.wait_until_delivered()
    (letter,) = taken_from(service.mailbox, ANKE)
    assert "  Welche Farbe hat die Lampe?" in letter.get_content()

    write(transfer, answer_to(letter, "Rot."))
    assert fetch_mail(0) == 1
    assert texts_of(ticket) == ["Welche Farbe hat die Lampe?", "Rot."]


def test_contact_without_account_does_it_all_by_mail(transfer: MailTransfer, service: Any, desk: Client) -> None:
    write(
        transfer,
        mail("Der Scanner klemmt.", sender=f"From: {WITHOUT_ACCOUNT}", subject="Scanner"),
        sender=WITHOUT_ACCOUNT,
    )
    assert fetch_mail(0) == 1
    ticket = Ticket.objects.get(channel="mail")
    let_staff_answer(desk, ticket, "Haben Sie ihn neu gestartet?")
    assert send_letters(contact=ticket.requester_id) == 1
    transfer.wait_until_delivered()
    (letter,) = taken_from(service.mailbox, WITHOUT_ACCOUNT)
    assert "Die Meldung ist bei uns eingegangen." in letter.get_content()
    assert "Haben Sie ihn neu gestartet?" in letter.get_content()
    assert "http" not in letter.get_content(), "there is no page that the person could open"
    write(transfer, answer_to(letter, "Ja, gestern.", sender=WITHOUT_ACCOUNT), sender=WITHOUT_ACCOUNT)
    assert fetch_mail(0) == 1
    assert texts_of(ticket) == ["Haben Sie ihn neu gestartet?", "Ja, gestern."]
    page = desk.get(ticket.get_absolute_url()).content.decode()
    assert f"Antwort von {ticket.requester}" in page
    assert "per E-Mail" in page


@pytest.mark.django_db(transaction=True)
def test_mail_for_the_program_waits_while_the_database_is_away(
    transfer: MailTransfer, service: Any, tmp_path: Path
) -> None:
    MailboxFactory(address=mail_transfer.PROGRAM, is_active=False, vouching_server=mail_transfer.SERVER)
    line = f"{sys.executable} manage.py take_in_mail --mailbox {mail_transfer.PROGRAM} || exit 75"
    transfer.command = ["sh", "-c", f"cd {settings.BASE_DIR} && {line}"]
    there = environment_of_processes(tmp_path)
    transfer.environment = there | {"DATABASE_URL": "postgresql://ksm@127.0.0.1:1/ksm"}
    write(transfer, mail("Der Bildschirm bleibt dunkel."), to=mail_transfer.PROGRAM)
    wait_until(lambda: '"deferred"' in transfer.queue(), transfer.log)
    assert (transfer.exit_codes, IncomingMail.objects.exists()) == ([75], False)
    assert "ksm@127" not in transfer.queue(), "what is wrong here is nobody's affair"

    transfer.environment = there
    transfer.try_again()
    transfer.wait_until_delivered()
    assert transfer.exit_codes == [75, 0]
    (ticket,) = Ticket.objects.filter(channel="mail")
    assert (ticket.requester, ticket.description) == (service.anke, "Der Bildschirm bleibt dunkel.")
    assert taken_from(service.mailbox, ANKE) == [], "and nothing was returned"


def test_letter_that_the_server_returns_opens_no_report_and_is_not_sent_again(
    transfer: MailTransfer, service: Any, desk: Client
) -> None:
    User.objects.filter(pk=service.user.pk).update(email="verzogen@ludwigslust.example")
    let_staff_answer(desk, service.ticket, "Wir kommen.")
    assert send_letters(service.user.pk) == 1
    transfer.wait_until_delivered()
    before = Ticket.objects.count()
    assert fetch_mail(0) == 1
    returned = IncomingMail.objects.get()
    assert (returned.status, returned.reason) == ("discarded", "returned")
    assert "verzogen@ludwigslust.example" in desk.get(returned.get_absolute_url()).content.decode()
    assert (Ticket.objects.count(), texts_of(service.ticket)) == (before, ["Wir kommen."])
    assert send_letters(service.user.pk) == 0
    assert transfer.queue() == ""


def test_address_that_the_server_refuses_is_not_tried_for_a_whole_day(service: Any, desk: Client) -> None:
    User.objects.filter(pk=service.user.pk).update(email=mail_transfer.LOCKED_OUT)
    let_staff_answer(desk, service.ticket, "Wir kommen.")
    assert send_letters(service.user.pk) == 0
    row = Notification.objects.get(recipient=service.user)
    assert (row.way, row.mailed_at) == ("in_app", None)


def test_letter_that_the_server_refuses_keeps_no_other_waiting(
    transfer: MailTransfer, service: Any, desk: Client
) -> None:
    refused = TicketFactory(authority=service.anke.authority, requester=service.anke, subject=mail_transfer.UNWANTED)
    for ticket in (refused, service.ticket):
        let_staff_answer(desk, ticket, "Wir kommen.")
    assert send_letters(service.user.pk) == 1
    transfer.wait_until_delivered()
    (letter,) = taken_from(service.mailbox, ANKE)
    assert letter["Subject"] == f"[26-000123] {service.ticket.subject}"
    row = Notification.objects.get(recipient=service.user, ticket=refused)
    assert (row.way, row.mailed_at) == ("in_app", None)


def test_letter_that_the_server_puts_off_is_tried_again_after_all_others(
    transfer: MailTransfer, service: Any, desk: Client
) -> None:
    put_off = TicketFactory(authority=service.anke.authority, requester=service.anke, subject=mail_transfer.LATER)
    for ticket in (put_off, service.ticket):
        let_staff_answer(desk, ticket, "Wir kommen.")
    with pytest.raises(tuple(UNTIL_THE_POST_IS_OPEN.retry_exceptions), match="not now"):
        send_letters(service.user.pk)
    transfer.wait_until_delivered()
    assert len(taken_from(service.mailbox, ANKE)) == 1
    assert Notification.objects.get(recipient=service.user, ticket=service.ticket).mailed_at
    row = Notification.objects.get(recipient=service.user, ticket=put_off)
    assert (row.way, row.mailed_at) == ("mail", None)


def test_absence_ends_the_conversation(transfer: MailTransfer, service: Any, desk: Client) -> None:
    let_staff_answer(desk, service.ticket, "Welche Farbe hat die Lampe?")
    send_letters(service.user.pk)
    transfer.wait_until_delivered()
    (letter,) = taken_from(service.mailbox, ANKE)
    write(transfer, answer_to(letter, "Ich bin bis Montag nicht da.", "Auto-Submitted: auto-replied"), sender="")
    assert fetch_mail(0) == 1
    assert IncomingMail.objects.get().reason == "automatic"
    assert texts_of(service.ticket) == ["Welche Farbe hat die Lampe?"]
    assert send_letters(service.user.pk) == 0


def test_too_large_is_refused_at_the_door_or_kept_and_shown(
    transfer: MailTransfer, service: Any, desk: Client, settings: Settings
) -> None:
    with pytest.raises(smtplib.SMTPException, match="552"):
        write(transfer, mail("x" * mail_transfer.LARGEST_MAIL))
    settings.MAIL_MAX_BYTES = 20_000
    write(transfer, mail("Siehe unten.\n" * 2_000))
    assert fetch_mail(0) == 1
    kept = IncomingMail.objects.get()
    assert (kept.status, kept.reason, kept.contact) == ("review", "too_large", None)
    assert "Siehe unten." in desk.get(kept.get_absolute_url()).content.decode()


def test_letter_waits_for_a_server_that_is_down_and_comes_once(
    transfer: MailTransfer, service: Any, desk: Client
) -> None:
    let_staff_answer(desk, service.ticket, "Wir kommen.")
    transfer.stop()
    with pytest.raises(tuple(UNTIL_THE_POST_IS_OPEN.retry_exceptions)):
        send_letters(service.user.pk)
    transfer.start()
    assert send_letters(service.user.pk) == 1
    assert send_letters(service.user.pk) == 0
    transfer.wait_until_delivered()
    assert len(taken_from(service.mailbox, ANKE)) == 1


def test_server_that_took_a_letter_and_could_not_say_so_gets_it_again_under_the_same_id(
    transfer: MailTransfer, service: Any, desk: Client, settings: Settings
) -> None:
    let_staff_answer(desk, service.ticket, "Wir kommen.")
    with torn_line_to(transfer.port) as port:
        settings.EMAIL_PORT = port
        with pytest.raises(tuple(UNTIL_THE_POST_IS_OPEN.retry_exceptions)):
            send_letters(service.user.pk)
    settings.EMAIL_PORT = transfer.port
    assert send_letters(service.user.pk) == 1
    transfer.wait_until_delivered()
    first, second = taken_from(service.mailbox, ANKE)
    assert first["Message-ID"] == second["Message-ID"]


@contextmanager
def torn_line_to(port: int) -> Iterator[int]:
    """A line to the server that tears after the server took the letter, before its word of that comes back."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def carry() -> None:
            guest, _ = door.accept()
            with guest, socket.create_connection(("127.0.0.1", port)) as server:
                threading.Thread(target=pour, args=(guest, server), daemon=True).start()
                is_data = False
                for line in server.makefile("rb"):
                    if is_data:  # the answer to the letter itself
                        guest.shutdown(socket.SHUT_RDWR)
                        return
                    guest.sendall(line)
                    is_data = line.startswith(b"354")

        threading.Thread(target=carry, daemon=True).start()
        yield door.getsockname()[1]


def pour(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while some := source.recv(65_536):
            sink.sendall(some)
