"""A report of Stadt Ludwigslust under an agreement, on a quiet Monday morning."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.models import User
from customers.models import Contact
from tests.factories import CategoryFactory, service_calendar_for_all
from tests.people import contact_of
from tickets.actions import open_ticket
from tickets.models import Category, Ticket
from tickets.priorities import Impact, Urgency

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def monday() -> datetime:
    """Monday, 16.11.2026, 9:00: service time from 7 to 17, no holiday in sight."""
    return MONDAY


@pytest.fixture
def contact(reporter: User) -> Contact:
    """The reporter as a contact of Stadt Ludwigslust."""
    found = contact_of(reporter)
    assert found is not None
    return found


@pytest.fixture
def category(db: None) -> Category:
    """What the report is about."""
    return CategoryFactory(name="Drucker oder Scanner")


@pytest.fixture
def ticket(reporter: User, contact: Contact, category: Category, monday: datetime) -> Ticket:
    """A fresh report of normal priority: answer due in four hours of service, solution in sixteen."""
    service_calendar_for_all()
    return open_ticket(
        requester=contact,
        by=reporter,
        subject="Drucker im Bürgerbüro druckt nicht",
        description="Es kommt nur weißes Papier.",
        category=category,
        impact=Impact.SMALL,
        urgency=Urgency.HIGH,
        now=monday,
    )
