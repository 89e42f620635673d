"""An authority says with one click how content it was; staff see it at the report, and nobody can count it per person."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import ContactFactory, TicketFactory
from tests.people import contact_at, contact_of
from tests.world import World
from tickets.lifecycle import State
from tickets.models import Rating, Ticket

Sign = Callable[[User], Client]


@pytest.fixture
def solved(world: World, db: None) -> Ticket:
    """A solved report of the reporter."""
    contact = contact_of(world.people["reporter"])
    return TicketFactory(authority=contact.authority, requester=contact, state=State.RESOLVED)


def test_one_click_is_kept_and_shown_to_both_sides(world: World, solved: Ticket, client_for: Sign) -> None:
    contact = client_for(world.people["reporter"])
    assert "Wie zufrieden sind Sie?" in contact.get(f"/portal/tickets/{solved.number}/").content.decode()
    page = contact.post(f"/portal/tickets/{solved.number}/rate/", {"satisfaction": "3"}, follow=True).content.decode()
    assert "Ihre Bewertung: zufrieden" in page
    assert (
        "Bewertung der Behörde"
        in client_for(world.people["service-desk"]).get(f"/tickets/{solved.number}/").content.decode()
    )


def test_second_word_replaces_the_first_and_keeps_the_comment(world: World, solved: Ticket, client_for: Sign) -> None:
    contact = client_for(world.people["reporter"])
    url = f"/portal/tickets/{solved.number}/rate/"
    contact.post(url, {"satisfaction": "1", "comment": "Dauerte  zu\nlange"})
    contact.post(url, {"satisfaction": "2"})
    rating = Rating.objects.get(ticket=solved)
    assert (rating.satisfaction, rating.comment) == (2, "Dauerte zu lange")


def test_open_report_cannot_be_rated(world: World, client_for: Sign) -> None:
    contact = contact_of(world.people["reporter"])
    ticket = TicketFactory(authority=contact.authority, requester=contact)
    page = client_for(world.people["reporter"]).post(
        f"/portal/tickets/{ticket.number}/rate/", {"satisfaction": "3"}, follow=True
    )
    assert "sobald sie gelöst ist" in page.content.decode()
    assert not Rating.objects.filter(ticket=ticket).exists()


@pytest.mark.parametrize(
    "typed", [{}, {"satisfaction": "9"}, {"satisfaction": "x"}, {"satisfaction": "3", "comment": "x" * 501}]
)
def test_nonsense_is_refused_and_changes_nothing(
    world: World, solved: Ticket, client_for: Sign, typed: dict[str, str]
) -> None:
    client_for(world.people["reporter"]).post(f"/portal/tickets/{solved.number}/rate/", typed)
    assert not Rating.objects.filter(ticket=solved).exists()


def test_stranger_finds_no_report_to_rate(world: World, solved: Ticket, client_for: Sign) -> None:
    stranger = contact_at(ContactFactory().authority)
    assert client_for(stranger).post(
        f"/portal/tickets/{solved.number}/rate/", {"satisfaction": "1"}
    ).status_code == 404  # fmt: skip
    assert not Rating.objects.filter(ticket=solved).exists()
