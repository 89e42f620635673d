"""Bell, list and wishes, as staff and people at authorities see them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import MANAGEMENT
from notifications.models import Notification, Preference
from privacy.actions import enforce_retention
from tests.factories import MessageFactory, NotificationFactory, TicketFactory
from tests.people import contact_of, employed
from tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def text(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def tell_of(user: User, number: int, **values: object) -> list[Notification]:
    return [NotificationFactory(recipient=user, ticket=TicketFactory(), **values) for _ in range(number)]


@pytest.mark.parametrize(("number", "shown"), [(1, "1"), (9, "9"), (10, "9+"), (12, "9+")])
def test_bell_counts_reports_with_something_new(number: int, shown: str, agent: User, client_for: SignedIn) -> None:
    for row in tell_of(agent, number):
        NotificationFactory(recipient=agent, ticket=row.ticket)
    page = text(client_for(agent).get("/tickets/"))
    assert f'aria-hidden="true">{shown}</span>' in page


def test_bell_shows_no_number_when_all_is_seen(agent: User, client_for: SignedIn) -> None:
    tell_of(agent, 2, seen_at=timezone.now())
    page = text(client_for(agent).get("/tickets/"))
    assert 'id="bell"' in page
    assert "ku-icon-button__count" not in page


def test_bell_asked_again_says_that_there_is_more(agent: User, client_for: SignedIn) -> None:
    client = client_for(agent)
    tell_of(agent, 1)
    assert "data-announce" in text(client.get("/notifications/bell/?had=0", headers={"HX-Request": "true"}))
    assert "data-announce" not in text(client.get("/notifications/bell/?had=1", headers={"HX-Request": "true"}))
    assert client.get("/notifications/bell/?had=²").status_code == 200


@pytest.mark.parametrize("kind", ["agent", "reporter"])
def test_opening_the_report_is_seeing_what_was_told_of_it(
    kind: str, ticket: Ticket, request: pytest.FixtureRequest, client_for: SignedIn
) -> None:
    user = request.getfixturevalue(kind)
    own, other = NotificationFactory(recipient=user, ticket=ticket), NotificationFactory(recipient=user)
    address = f"/tickets/{ticket.number}/" if kind == "agent" else f"/portal/tickets/{ticket.number}/"
    client = client_for(user)
    assert f'href="{address}"' in text(client.get("/notifications/"))
    page = text(client.get(address))
    own.refresh_from_db()
    other.refresh_from_db()
    assert own.seen_at
    assert other.seen_at is None
    assert kind == "agent" or "ku-icon-button__count" not in page


def test_list_puts_together_what_happened_about_a_report(ticket: Ticket, agent: User, client_for: SignedIn) -> None:
    NotificationFactory(recipient=agent, ticket=ticket, topic="opened", seen_at=timezone.now())
    NotificationFactory(recipient=agent, ticket=ticket, topic="breached")
    page = text(client_for(agent).get("/notifications/"))
    assert page.count(ticket.subject) == 1
    assert "<b>Die Frist ist überschritten</b>" in page
    assert "<b>Neue Meldung</b>" not in page
    assert "Neue Meldung" in page


def test_portal_reads_everyday_words_and_nothing_inner(ticket: Ticket, reporter: User, client_for: SignedIn) -> None:
    NotificationFactory(recipient=reporter, ticket=ticket, topic="waiting")
    message = MessageFactory(ticket=ticket, kind=Message.Kind.NOTE, body="Nur für uns.")
    NotificationFactory(recipient=reporter, ticket=TicketFactory(subject="Fremdes"))
    page = text(client_for(reporter).get("/notifications/"))
    assert "Wir brauchen eine Antwort von Ihnen" in page
    assert "Fremdes" not in page
    assert message.body not in page


def test_all_are_ticked_off_at_once_and_only_ones_own(agent: User, colleague: User, client_for: SignedIn) -> None:
    tell_of(agent, 3)
    tell_of(colleague, 1)
    client_for(agent).post("/notifications/seen/")
    assert not Notification.objects.filter(recipient=agent, seen_at=None).exists()
    assert Notification.objects.filter(recipient=colleague, seen_at=None).count() == 1


def test_what_lies_behind_the_newest_can_be_ticked_off_too(
    agent: User, client_for: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notifications.views.MOST_SHOWN", 3)
    tell_of(agent, 1, created_at=timezone.now() - timedelta(days=30))
    tell_of(agent, 3, seen_at=timezone.now())
    client = client_for(agent)
    page = text(client.get("/notifications/"))
    assert "ku-icon-button__count" in page
    assert "Alle als gelesen markieren" in page
    page = text(client.post("/notifications/seen/", follow=True))
    assert "ku-icon-button__count" not in page
    assert "Alle als gelesen markieren" not in page


def test_list_asks_as_often_for_many_as_for_few(reporter: User, client_for: SignedIn) -> None:
    client, contact = client_for(reporter), contact_of(reporter)

    def queries() -> int:
        ticket = TicketFactory(authority=contact.authority, requester=contact)
        NotificationFactory(recipient=reporter, ticket=ticket, message=MessageFactory(ticket=ticket))
        with CaptureQueriesContext(connection) as captured:
            assert ticket.subject in text(client.get("/notifications/"))
        return len(captured)

    queries()
    few = queries()
    for _ in range(15):
        many = queries()
    assert many == few


def test_wishes_are_stated_and_kept(reporter: User, client_for: SignedIn) -> None:
    client = client_for(reporter)
    page = text(client.get("/me/notifications/"))
    assert "Ihre eigenen Meldungen" in page
    assert "Meldungen anderer Personen" not in page  # only who sees them may wish to hear of them
    assert "Fristen" not in page
    assert client.post("/me/notifications/", {"own": "daily"})["Location"] == "/me/notifications/"
    assert Preference.objects.get(user=reporter).way == "daily"
    assert '<option value="daily" selected>' in text(client.get("/me/notifications/"))
    assert "Bitte" in text(client.post("/me/notifications/", {}))


def test_each_is_asked_about_what_concerns_them(agent: User, coordinator: User, client_for: SignedIn) -> None:
    assert "Meldungen anderer Personen Ihrer Behörde" in text(client_for(coordinator).get("/me/notifications/"))
    page = text(client_for(agent).get("/me/notifications/"))
    assert "Meldungen, die Sie bearbeiten" in page
    assert "Überschrittene Fristen aller Teams" not in page
    leader = text(client_for(employed(MANAGEMENT)).get("/me/notifications/"))
    assert "Überschrittene Fristen aller Teams" in leader


def test_page_about_oneself_leads_to_the_wishes(reporter: User, client_for: SignedIn) -> None:
    assert 'href="/me/notifications/"' in text(client_for(reporter).get("/me/"))


@pytest.mark.parametrize("address", ["/notifications/", "/me/notifications/"])
def test_nothing_sounds_like_stopping_notifications(address: str, agent: User, client_for: SignedIn) -> None:
    page = text(client_for(agent).get(address))
    assert "Benachrichtigungen anpassen" in page
    assert "instellen" not in page


def test_old_ones_go(agent: User) -> None:
    now = timezone.now()
    young = NotificationFactory(recipient=agent, created_at=now - timedelta(days=100))
    NotificationFactory(recipient=agent, created_at=now - timedelta(days=200))
    NotificationFactory(recipient=agent, created_at=now - timedelta(days=101), seen_at=now - timedelta(days=100))
    enforce_retention(now=now)
    assert list(Notification.objects.all()) == [young]
