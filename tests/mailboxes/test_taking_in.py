"""Storing and deciding are two steps, each of which may be repeated; and who may put what where."""

import io
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from customers.models import Contact
from mailboxes import actions, deciding
from mailboxes.models import IncomingMail, Mailbox
from mailboxes.tasks import remove_mails_without_row
from tests.factories import CategoryFactory, ContactFactory, IncomingMailFactory, MailboxFactory, TicketFactory
from tests.mailboxes.conftest import take_in
from tests.mailboxes.odd_mails import FROM, mail
from tickets.actions import merge
from tickets.message_ids import message_id
from tickets.models import Category, Message, Ticket

RAW = mail("Der Drucker druckt nicht.", "Message-ID: <eins@ludwigslust.example>")
VOUCHED = "Authentication-Results: mx.service.example; spf=pass; dmarc=pass header.from=ludwigslust.example"


def stored(raw: bytes = RAW, **more: Any) -> tuple[IncomingMail, bool]:
    return actions.store(raw=raw, now=timezone.now(), **more)


def test_same_mail_is_stored_once_whatever_way_it_comes(service: Any) -> None:
    row, is_new = stored(mailbox=service.mailbox, uid_validity=1, uid=7)
    assert is_new
    by_the_other_mailbox = b"Received: by mx2\r\n" + RAW
    for raw, more in ((RAW, {}), (by_the_other_mailbox, {"mailbox": MailboxFactory(), "uid_validity": 1, "uid": 9})):
        assert stored(raw, **more) == (row, False)


def test_other_mail_of_the_same_id_or_the_same_place_is_kept_too(service: Any) -> None:
    stored(mailbox=service.mailbox, uid_validity=1, uid=7)
    other, is_new = stored(RAW + b"Mehr.", mailbox=service.mailbox, uid_validity=1, uid=7)
    assert is_new
    assert other.uid is None


def test_database_itself_takes_no_mail_twice(service: Any) -> None:
    row, _ = stored(mailbox=service.mailbox, uid_validity=1, uid=7)
    for fields in ({"digest": row.digest}, {"mailbox": service.mailbox, "uid_validity": 1, "uid": 7}):
        with pytest.raises(IntegrityError), transaction.atomic():
            IncomingMail.objects.create(
                size=1, received_at=timezone.now(), raw="mail/x", **{"digest": "f" * 64, **fields}
            )


def test_decided_twice_is_decided_once(service: Any) -> None:
    row, _ = stored(mailbox=service.mailbox)
    assert actions.process(mail=row, now=timezone.now()) is not None
    assert actions.process(mail=row, now=timezone.now()) is None
    assert Ticket.objects.filter(channel="mail").count() == 1


def interrupted(row: IncomingMail) -> None:
    actions.process(mail=row, now=timezone.now())
    raise KeyboardInterrupt


def test_taken_back_before_its_end_it_waits_as_before(service: Any) -> None:
    row, _ = stored(mailbox=service.mailbox)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        interrupted(row)
    assert not Ticket.objects.filter(channel="mail").exists()
    assert actions.process(mail=row, now=timezone.now()).status == "processed"


def test_report_bears_name_channel_and_team_of_the_mailbox(service: Any) -> None:
    row = take_in(RAW, service.mailbox)
    ticket = row.ticket
    assert (ticket.requester, ticket.channel, ticket.category) == (service.anke, "mail", service.mailbox.category)
    assert ticket.team == service.mailbox.category.team
    assert row.decided_by is None


@pytest.mark.parametrize("header", ["In-Reply-To", "References"])
def test_answer_finds_its_report_by_the_id_of_our_letter(header: str, service: Any) -> None:
    ours = message_id("26-000123", 5, secret=settings.SECRET_KEY, domain="service.example")
    row = take_in(mail("Geht wieder.", f"{header}: <fremd@x.example> {ours}", subject="Ganz anders"), service.mailbox)
    assert (row.ticket, row.message.author, row.message.author_is_staff) == (service.ticket, service.user, False)


def test_answer_to_ones_own_mail_finds_the_report_that_became_of_it(service: Any) -> None:
    first = take_in(RAW, service.mailbox)
    row = take_in(mail("Noch etwas.", "In-Reply-To: <eins@ludwigslust.example>", subject="Nachtrag"), service.mailbox)
    assert row.ticket == first.ticket


@pytest.mark.parametrize("address", ["anke@ludwigslust.example", "ohne.konto@ludwigslust.example"])
def test_answer_to_a_report_that_was_merged_goes_to_the_one_that_goes_on(address: str, service: Any) -> None:
    service.mailbox.vouching_server = "mx.service.example"
    service.mailbox.save()
    person = Contact.objects.get(email=address)
    absorbed, surviving = (TicketFactory(authority=person.authority, requester=person) for _ in range(2))
    sender, subject = f"From: {address}", f"AW: [{absorbed.number}] Drucker"
    take_in(mail("Eins.", VOUCHED, "Message-ID: <1@x.example>", sender=sender, subject=subject), service.mailbox)
    merge(absorbed=absorbed, surviving=surviving, by=service.colleague, now=timezone.now())
    ours = message_id(absorbed.number, 5, secret=settings.SECRET_KEY, domain="service.example")
    for answers, about in (
        (f"In-Reply-To: {ours}", "Ja"),
        ("In-Reply-To: <1@x.example>", "Ja"),
        ("X-Nr: 1", subject),
    ):
        row = take_in(mail(f"Dazu: {answers}", VOUCHED, answers, sender=sender, subject=about), service.mailbox)
        assert (row.status, row.reason, row.ticket) == ("processed", "", surviving)


def test_answer_to_a_report_that_was_merged_into_anothers_is_kept_from_them(service: Any) -> None:
    other = TicketFactory(authority=service.anke.authority, requester=ContactFactory(authority=service.anke.authority))
    merge(absorbed=service.ticket, surviving=other, by=service.colleague, now=timezone.now())
    row = take_in(mail("Mein Kennwort …", subject="AW: [26-000123] Drucker"), service.mailbox)
    assert (row.status, row.reason, Message.objects.count()) == ("review", "not_theirs", 0)


def test_our_own_letter_coming_back_is_no_mail(service: Any) -> None:
    ours = message_id("26-000123", 5, secret=settings.SECRET_KEY, domain="service.example")
    assert take_in(mail("Hallo", f"Message-ID: {ours}"), service.mailbox).reason == "own"


def test_id_of_a_report_of_others_opens_it_to_nobody(service: Any) -> None:
    theirs = message_id("26-000555", 5, secret=settings.SECRET_KEY, domain="service.example")
    row = take_in(mail("Hallo", f"In-Reply-To: {theirs}"), service.mailbox)
    assert (row.status, row.reason, Message.objects.count()) == ("review", "not_theirs", 0)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (VOUCHED, ""),
        ("", "not_vouched"),
        (VOUCHED.replace("dmarc=pass", "dmarc=fail"), "not_vouched"),
        (VOUCHED.replace("mx.service", "mx.dieb"), "not_vouched"),
        (f"Authentication-Results: mx.service.example; dmarc=fail\r\n{VOUCHED}", "not_vouched"),
        (VOUCHED.replace("dmarc=pass", "dmarc=fail (dmarc=pass)"), "not_vouched"),
        (VOUCHED.replace("dmarc=pass", 'reason="; dmarc=pass"'), "not_vouched"),
        (VOUCHED.replace("dmarc=pass", "(a (b) ; dmarc=pass )"), "not_vouched"),
        (VOUCHED + "; dmarc=fail", "not_vouched"),
        ("Authentication-Results: mx.service.example; auth=pass smtp.auth=anke", ""),
    ],
)
def test_where_a_server_vouches_only_its_word_counts(header: str, reason: str, service: Any) -> None:
    service.mailbox.vouching_server = "mx.service.example"
    service.mailbox.save()
    raw = mail("Hallo", sender=f"{header}\r\n{FROM}" if header else FROM)
    assert take_in(raw, service.mailbox).reason == reason


def test_mail_that_could_not_be_taken_over_says_why(service: Any) -> None:
    Category.objects.filter(pk=service.mailbox.category_id).update(is_active=False)
    row = take_in(RAW, Mailbox.objects.get())
    assert (row.status, row.get_reason_display(), row.contact) == ("review", "Nicht übernommen", service.anke)
    assert "Diese Kategorie gibt es nicht mehr." in row.remark


def test_mailbox_takes_no_category_that_has_ended(
    service: Any, administrator: User, client_for: Callable[[User], Client]
) -> None:
    row = service.mailbox
    data = {
        "name": "Postfach", "address": row.address, "host": row.host, "port": row.port, "security": row.security, "user": "x",
        "password_variable": row.password_variable, "folder": "INBOX", "category": CategoryFactory(is_active=False).pk,
    }  # fmt: skip
    url, client = reverse("admin:mailboxes_mailbox_change", args=[row.pk]), client_for(administrator)
    assert "Diese Kategorie wird nicht mehr verwendet." in client.post(url, data).content.decode()
    assert client.post(url, data | {"category": row.category_id}).status_code == 302


def test_too_many_from_one_sender_wait_for_a_person(service: Any) -> None:
    for number in range(deciding.MOST_IN_AN_HOUR + 1):
        row = take_in(mail(f"Nummer {number}"), service.mailbox)
        assert row.reason == ("too_many" if number == deciding.MOST_IN_AN_HOUR else "")


def test_too_large_is_kept_and_shown_by_its_beginning(service: Any, settings: Any) -> None:
    settings.MAIL_MAX_BYTES = 500
    row = take_in(mail("x" * 1000), service.mailbox)
    assert (row.reason, row.sender, row.subject, row.size > 1000) == (
        "too_large",
        "anke@ludwigslust.example",
        "Drucker",
        True,
    )


def test_file_that_is_gone_holds_up_nothing(service: Any) -> None:
    row, _ = stored(mailbox=service.mailbox)
    Path(row.raw.path).unlink()
    assert actions.process(mail=row, now=timezone.now()).reason == "unreadable"


def test_command_takes_in_what_a_mail_server_hands_over(
    service: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "mail.eml"
    file.write_bytes(RAW)
    call_command("take_in_mail", str(file), mailbox="SERVICE@service.example", stdout=io.StringIO())
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(mail("Zweite Mail"))))
    call_command("take_in_mail", mailbox="service@service.example", stdout=io.StringIO())
    assert Ticket.objects.filter(channel="mail").count() == 2
    with pytest.raises(CommandError, match="no mailbox"):
        call_command("take_in_mail", str(file), mailbox="niemand@service.example")
    with pytest.raises(CommandError) as refused:
        call_command("take_in_mail", str(tmp_path / "nichts"))
    assert refused.value.returncode == 75


def test_password_never_comes_from_another_variable(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Mailbox.objects.filter(pk=MailboxFactory().pk).update(password_variable="SECRET_KEY")


def test_only_files_that_no_row_names_are_removed(service: Any) -> None:
    row, _ = stored(mailbox=service.mailbox)
    left = Path(row.raw.path).with_name("verwaist")
    fresh = Path(row.raw.path).with_name("eben")
    for path in (left, fresh):
        path.write_bytes(b"x")
    long_ago = (timezone.now() - timedelta(hours=2)).timestamp()
    for path in (left, Path(row.raw.path)):
        os.utime(path, (long_ago, long_ago))
    remove_mails_without_row(0)
    assert (left.exists(), fresh.exists(), Path(row.raw.path).exists()) == (False, True, True)
    fresh.unlink()


def test_decisions_of_people_are_not_taken_twice(service: Any) -> None:
    row = IncomingMailFactory(mailbox=service.mailbox)
    stale = IncomingMail.objects.get(pk=row.pk)
    contact = ContactFactory(authority=service.anke.authority)
    actions.open_as_report(
        mail=row, contact=contact, category=service.mailbox.category, by=service.colleague, now=timezone.now()
    )
    with pytest.raises(Exception, match="inzwischen"):
        actions.discard(mail=stale, remark="Werbung", by=service.colleague, now=timezone.now())
