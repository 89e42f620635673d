"""Contacts without an account report, answer and are written to by mail: about their own reports, as long as they may."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as post
from django.db import IntegrityError, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from accounts.scope import as_retention
from customers.models import Authority, Contact
from notifications.models import Notification
from notifications.recipients import LINES
from notifications.tasks import send_left_letters, send_letters, spread
from notifications.topics import Topic
from privacy import expiry
from privacy.own_data import collect, files_of
from privacy.persons import person_of_contact
from tests.factories import ContactFactory, TicketFactory, UserFactory
from tests.mailboxes.conftest import take_in
from tests.mailboxes.odd_mails import PNG, attached, mail, multi, part
from tickets import actions
from tickets.lifecycle import State
from tickets.models import Message, Ticket

ADDRESS = "ohne.konto@ludwigslust.example"
VOUCHED = "Authentication-Results: mx.service.example; dmarc=pass"
Change = Callable[[Contact], object]


@pytest.fixture
def person(service: Any, settings: Settings) -> Contact:
    """A contact without account, whose mail server's word counts at our mailbox."""
    service.mailbox.vouching_server = "mx.service.example"
    service.mailbox.save()
    settings.NOTIFY_BY_MAIL, settings.DEFAULT_FROM_EMAIL = True, "Servicebetrieb <service@service.example>"
    return Contact.objects.get(email=ADDRESS)


@pytest.fixture
def ticket(person: Contact) -> Ticket:
    return TicketFactory(number="26-000200", authority=person.authority, requester=person)


def written(text: str = "Der Scanner klemmt.", subject: str = "Scanner", **more: Any) -> bytes:
    return mail(text, VOUCHED, sender=f"From: Grit <{ADDRESS}>", subject=subject, **more)


def tell() -> None:
    for job in ProcrastinateJob.objects.filter(task_name="notifications.tasks.spread", status="todo"):
        spread(**job.args)


def letters() -> list[post.EmailMessage]:
    return [letter for letter in post.outbox if letter.to == [ADDRESS]]


# What may end somebody's mail, each with what is then said about a mail that comes in.
ENDS: dict[str, tuple[Change, str]] = {
    "no longer wished by the person": (lambda it: Contact.objects.filter(pk=it.pk).update(is_served_by_mail=False), "no_account"),
    "not wished by the authority": (lambda it: Authority.objects.filter(pk=it.authority_id).update(is_served_by_mail=False), "no_account"),
    "ended": (lambda it: Contact.objects.filter(pk=it.pk).update(is_active=False), "unknown"),
    "over since yesterday": (lambda it: Contact.objects.filter(pk=it.pk).update(valid_until="2020-01-01"), "unknown"),
    "address of two people": (lambda it: ContactFactory(email=ADDRESS.upper()), "ambiguous"),
    "address of an account, too": (lambda it: UserFactory(email=ADDRESS.title()), "no_account"),
    "account that is locked": (lambda it: Contact.objects.filter(pk=it.pk).update(user=UserFactory(is_active=False)), "no_account"),
}  # fmt: skip


def test_mail_becomes_a_report_and_an_answer_with_files(service: Any, person: Contact, ticket: Ticket) -> None:
    ticket.state = State.WAITING_FOR_CUSTOMER
    ticket.save()
    opened = take_in(written(), service.mailbox)
    assert (opened.status, opened.ticket.requester, opened.ticket.subject) == ("processed", person, "Scanner")
    body = multi(
        "multipart/mixed", part("text/plain", "Im Anhang."), attached("bild.png", PNG), headers=(VOUCHED,),
        subject=f"AW: [{ticket.number}] Scanner",
    )  # fmt: skip
    answer = take_in(body.replace(b"anke@ludwigslust.example", ADDRESS.encode()), service.mailbox)
    assert (answer.ticket, answer.message.writer, answer.message.author_is_staff) == (ticket, person, False)
    ticket.refresh_from_db()
    assert ticket.state == State.IN_PROGRESS
    own = person_of_contact(person)
    assert [row.name for row in files_of(own)] == ["bild.png"]
    assert [row["Text"] for row in collect(own)["Beiträge"]] == ["Im Anhang."]


@pytest.mark.parametrize("number", ["26-000123", "26-000555"])
def test_report_of_somebody_else_stays_closed_to_them(number: str, service: Any, person: Contact) -> None:
    row = take_in(written(subject=f"AW: [{number}] Drucker"), service.mailbox)
    assert (row.status, row.reason, Message.objects.count()) == ("review", "not_theirs", 0)


def test_without_a_server_that_vouches_a_person_decides(service: Any, person: Contact) -> None:
    service.mailbox.vouching_server = ""
    service.mailbox.save()
    assert take_in(written(), service.mailbox).reason == "no_account"


@pytest.mark.parametrize("end", ENDS)
def test_who_may_no_more_opens_nothing_and_gets_nothing(
    end: str, service: Any, person: Contact, ticket: Ticket
) -> None:
    change, reason = ENDS[end]
    actions.reply(ticket=ticket, by=service.colleague, body="Wir kommen.", now=timezone.now())
    tell()
    assert Notification.objects.filter(contact=person).count() == 1
    change(person)
    assert send_letters(contact=person.pk) == 0
    assert letters() == []
    actions.reply(ticket=ticket, by=service.colleague, body="Wir sind da.", now=timezone.now())
    tell()
    assert Notification.objects.filter(contact=person).count() == 1
    row = take_in(written(), service.mailbox)
    assert (row.status, row.reason) == ("review", reason)


def test_letters_tell_what_the_authority_may_read_and_nothing_of_ones_own(
    service: Any, person: Contact, ticket: Ticket
) -> None:
    now, colleague = timezone.now(), service.colleague
    actions.add_note(ticket=ticket, by=colleague, body="GEHEIM", now=now)
    actions.reply(ticket=ticket, by=colleague, body="Wir kommen.", now=now)
    actions.reply_by_mail(ticket=ticket, by=person, body="Danke.", now=now)
    actions.resolve(ticket=ticket, by=colleague, solution="Neue Rolle.", now=now)
    tell()
    tell()
    assert sorted(Notification.objects.filter(contact=person).values_list("topic", flat=True)) == [
        "reply", "reply", "resolved",
    ]  # fmt: skip
    assert send_letters(contact=person.pk) == 1
    assert send_letters(contact=person.pk) == 0
    (letter,) = letters()
    text = str(letter.body)
    assert "Wir kommen." in text
    assert "antworten Sie bitte auf diese E-Mail" in text
    assert not any(word in text for word in ("GEHEIM", "Danke.", "http", "{{"))
    assert letter.subject.startswith(f"[{ticket.number}]")


def test_note_is_kept_from_them_whatever_the_table_says(
    service: Any, person: Contact, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LINES, Topic.NOTE, LINES[Topic.REPLY])
    actions.add_note(ticket=ticket, by=service.colleague, body="Nur für uns.", now=timezone.now())
    tell()
    assert not Notification.objects.filter(contact=person).exists()


def test_letter_that_was_left_behind_is_ordered_anew(service: Any, person: Contact, ticket: Ticket) -> None:
    actions.reply(ticket=ticket, by=service.colleague, body="Wir kommen.", now=timezone.now())
    tell()
    Notification.objects.filter(contact=person).update(created_at=timezone.now() - timedelta(hours=1))
    assert send_left_letters(0) == 1
    job = ProcrastinateJob.objects.filter(task_name="notifications.tasks.send_letters").latest("id")
    assert job.args == {"contact": person.pk}


def test_without_post_nothing_is_noted_that_nobody_could_read(
    service: Any, person: Contact, ticket: Ticket, settings: Settings
) -> None:
    settings.NOTIFY_BY_MAIL = False
    actions.reply(ticket=ticket, by=service.colleague, body="Wir kommen.", now=timezone.now())
    tell()
    assert not Notification.objects.filter(contact=person).exists()


def test_message_has_one_author_and_a_notification_is_for_one(service: Any, person: Contact, ticket: Ticket) -> None:
    now = timezone.now()
    message = {"ticket": ticket, "kind": "reply", "author_is_staff": False, "body": "x", "created_at": now}
    told = {"ticket": ticket, "topic": "reply", "way": "mail", "created_at": now}
    for make in (
        lambda: Message.objects.create(**message),
        lambda: Message.objects.create(**message, author=service.user, contact=person),
        lambda: Message.objects.create(**message | {"author_is_staff": True}, contact=person),
        lambda: Notification.objects.create(**told),
        lambda: Notification.objects.create(**told, recipient=service.user, contact=person),
    ):
        with (
            pytest.raises(IntegrityError, match=r"message_has_one_author|notification_is_for_one"),
            transaction.atomic(),
        ):
            make()


def test_name_goes_with_the_texts_of_an_old_report(service: Any, person: Contact, ticket: Ticket) -> None:
    message = actions.reply_by_mail(ticket=ticket, by=person, body="Danke.", now=timezone.now())
    with as_retention("Aufbewahrung"):
        expiry.remove_texts(Ticket, [ticket.pk], timezone.now())
    message.refresh_from_db()
    assert (str(message.writer), message.contact, message.body) == (expiry.NAMELESS, None, expiry.REMOVED)
