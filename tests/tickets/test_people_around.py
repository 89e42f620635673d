"""Watching a report, and naming colleagues in notes."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from tests.factories import StaffMemberFactory, UserFactory
from tickets.mentions import named_in
from tickets.models import Mention, Ticket, Watcher

ClientFor = Callable[[User], Client]


@pytest.fixture
def desk(service_desk: User, client_for: ClientFor) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


def test_watching_begins_and_ends_in_the_head_of_the_page(desk: Client, ticket: Ticket, service_desk: User) -> None:
    for _ in range(2):
        page = desk.post(f"/tickets/{ticket.number}/watch/", {"watch": "yes"}, follow=True).content.decode()
    assert "Nicht mehr beobachten" in page
    assert Watcher.objects.get().user == service_desk
    page = desk.post(f"/tickets/{ticket.number}/watch/", {"watch": "no"}, follow=True).content.decode()
    assert "Nicht mehr beobachten" not in page
    assert not Watcher.objects.exists()


def test_others_are_not_shown_who_watches(desk: Client, ticket: Ticket, client_for: ClientFor, on_site: User) -> None:
    desk.post(f"/tickets/{ticket.number}/watch/")
    assert "Nicht mehr beobachten" not in client_for(on_site).get(ticket.get_absolute_url()).content.decode()


def test_note_names_a_colleague_and_a_reply_names_nobody(desk: Client, ticket: Ticket, on_site: User) -> None:
    member = on_site.staff_member
    for kind in ("reply", "note"):
        body = f"@{member.display_name} bitte ansehen"
        desk.post(f"/tickets/{ticket.number}/write/", {"kind": kind, "body": body, "then": ""})
    mention = Mention.objects.get()
    assert (mention.member, mention.message.kind) == (member, "note")


def test_who_left_and_oneself_are_not_named(desk: Client, ticket: Ticket, service_desk: User) -> None:
    gone = StaffMemberFactory(user=UserFactory(is_active=False))
    body = f"@{gone.display_name} @{service_desk.staff_member.display_name}"
    desk.post(f"/tickets/{ticket.number}/write/", {"kind": "note", "body": body})
    assert not Mention.objects.exists()


def test_completion_finds_working_colleagues_by_a_part_of_the_name(desk: Client) -> None:
    StaffMemberFactory(display_name="Jördis Ähnlich")
    StaffMemberFactory(display_name="Jördis Gegangen", user=UserFactory(is_active=False))
    found = desk.get("/tickets/colleagues/", {"q": "jörd"}).content.decode()
    assert 'data-mention="@Jördis Ähnlich "' in found
    assert "Gegangen" not in found
    assert "option" not in desk.get("/tickets/colleagues/", {"q": "\x00"}).content.decode()


NAMES = {1: "Anke Muster", 2: "Anke Musterfrau", 3: "Bernd Beispiel", 4: "Bernd Beispiel"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Anke Muster, bitte", [1]),
        ("@anke musterfrau bitte", [2]),
        ("@Anke Muster und @Anke Musterfrau", [1, 2]),
        ("an @Bernd Beispiel", [3, 4]),
        ("Anke Muster ohne Zeichen, muster@anke.example", []),
    ],
)
def test_longest_name_is_meant(text: str, named: list[int]) -> None:
    assert named_in(text, NAMES) == named


@given(st.text())
def test_nobody_is_named_without_the_sign(text: str) -> None:
    assert named_in(text.replace("@", ""), NAMES) == []
