"""Who reported what was merged into another report: told once, and of how it ends there without a word of the other."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from customers.models import Contact
from notifications.models import Notification
from tests.factories import ContactFactory
from tests.notifications.conftest import later
from tests.people import contact_at
from tickets import actions
from tickets.actions import merge, open_ticket
from tickets.lifecycle import State
from tickets.models import Category, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def neighbour(contact: Contact) -> User:
    """Somebody else of the same authority who reports the same."""
    return contact_at(contact.authority, Contact.Role.REPORTER)


@pytest.fixture
def merged(
    ticket: Ticket, neighbour: User, category: Category, agent: User, monday: datetime, tell: Callable[[], int]
) -> Ticket:
    """The report of the neighbour, merged into that of the reporter a moment ago and told of nobody yet."""
    absorbed = open_ticket(
        requester=neighbour.contacts.get(), by=neighbour, subject="Kein Ausdruck", category=category, now=monday
    )
    tell()
    Notification.objects.all().delete()
    merge(absorbed=absorbed, surviving=ticket, by=agent, now=later(monday, 1))
    return absorbed


def told(user: User) -> list[tuple[str, int]]:
    return list(Notification.objects.filter(recipient=user).order_by("pk").values_list("topic", "ticket"))


def test_merging_is_told_in_one_sentence(merged: Ticket, neighbour: User, tell: Callable[[], int]) -> None:
    tell()
    assert told(neighbour) == [("merged", merged.pk)]


def test_end_of_the_other_report_is_told_about_ones_own_and_without_its_words(
    merged: Ticket, ticket: Ticket, neighbour: User, reporter: User, agent: User, monday: datetime,
    tell: Callable[[], int], deliver: Callable[[], int], client_for: Callable[[User], Client],
) -> None:  # fmt: skip
    tell()
    Notification.objects.all().delete()
    actions.wait(ticket=ticket, state=State.WAITING_FOR_CUSTOMER, by=agent, now=later(monday, 2))
    actions.resolve(ticket=ticket, by=agent, solution="Geheimes Passwort gesetzt.", now=later(monday, 3))
    actions.reopen(ticket=ticket, by=reporter, reason="Geht nicht.", now=later(monday, 4))
    actions.resolve(ticket=ticket, by=agent, solution="Nun aber.", now=later(monday, 5))
    actions.close(ticket=ticket, by=agent, now=later(monday, 6))
    tell()
    topics = ["m_waiting", "m_resolved", "m_reopened", "m_resolved", "m_closed"]
    assert told(neighbour) == [(topic, merged.pk) for topic in topics]
    assert {topic for topic, _ in told(reporter)} == {"waiting", "reply", "resolved", "closed"}
    shown = client_for(neighbour).get(reverse("notifications:list")).content.decode()
    assert "Besteht es bei Ihnen weiter? Dann melden Sie es bitte neu." in shown
    deliver()
    (letter,) = [found for found in mail.outbox if found.to == [neighbour.email]]
    assert reverse("portal:ticket", args=[merged.number]) in letter.body
    for secret in (ticket.number, ticket.subject, "Geheimes Passwort", "Nun aber", "Geht nicht"):
        assert secret not in shown + letter.subject + letter.body


def test_person_without_an_account_gets_a_letter_about_their_own(
    ticket: Ticket, contact: Contact, category: Category, agent: User, monday: datetime,
    tell: Callable[[], int], deliver: Callable[[], int],
) -> None:  # fmt: skip
    person = ContactFactory(authority=contact.authority, email="ohne.konto@behoerde.example")
    absorbed = open_ticket(
        requester=person, by=agent, subject="Kein Ausdruck", category=category, channel=Ticket.Channel.PHONE, now=monday
    )
    merge(absorbed=absorbed, surviving=ticket, by=agent, now=later(monday, 1))
    tell()
    deliver()
    mail.outbox.clear()
    actions.resolve(ticket=ticket, by=agent, solution="Geheimes Passwort gesetzt.", now=later(monday, 3))
    tell()
    tell()
    deliver()
    (letter,) = [found for found in mail.outbox if found.to == [person.email]]
    assert absorbed.number in letter.subject
    assert "Das Problem ist gelöst" in letter.body
    assert ticket.number not in letter.body
    assert "Geheimes Passwort" not in letter.body


def test_who_reported_both_is_told_once(
    ticket: Ticket, reporter: User, contact: Contact, category: Category, agent: User, monday: datetime,
    tell: Callable[[], int],
) -> None:  # fmt: skip
    second = open_ticket(requester=contact, by=reporter, subject="Kein Ausdruck", category=category, now=monday)
    merge(absorbed=second, surviving=ticket, by=agent, now=later(monday, 1))
    tell()
    Notification.objects.all().delete()
    actions.resolve(ticket=ticket, by=agent, solution="Neuer Toner.", now=later(monday, 3))
    tell()
    assert [found for found in told(reporter) if found[0] != "reply"] == [("resolved", ticket.pk)]
