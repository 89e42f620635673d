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
