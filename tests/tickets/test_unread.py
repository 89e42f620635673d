"""What one has read is one's own: marked on opening, unread again with every change, seen by nobody else, and forgotten."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from privacy.retention import RULES
from tests.factories import MessageFactory, TicketEventFactory, TicketFactory
from tickets import actions
from tickets.models import Message, Ticket, TicketRead

ClientFor = Callable[[User], Client]


@pytest.fixture
def desk(service_desk: User, client_for: ClientFor) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


def unread(client: Client) -> set[str]:
    """The subjects that stand out in the list."""
    page = client.get("/tickets/?view=all").content.decode()
    rows = re.findall(r'<tr role="row" class="kern-table__row is-unread".*?</tr>', page, re.DOTALL)
    assert all("ungelesen: " in row for row in rows)
    return {re.search(r'class="ku-row-link"[^>]*>([^<]*)<', row)[1] for row in rows}


def news(client: Client, path: str, since: object, **query: object) -> str:
    response = client.get(path, {"since": since.isoformat(), **query})  # type: ignore[attr-defined]  # a moment
    return re.sub(r"<[^>]+>", " ", response.content.decode().partition("<span id=")[0])


def test_report_is_unread_until_it_is_opened_and_again_after_a_change(
    desk: Client, on_site: User, client_for: ClientFor
) -> None:
    ticket = TicketFactory(subject="Eins")
    TicketFactory(subject="Zwei")
    TicketFactory(subject="Ende", state="closed")
    assert unread(desk) == {"Eins", "Zwei"}
    desk.get(f"/tickets/{ticket.number}/")
    assert unread(desk) == {"Zwei"}
    assert unread(client_for(on_site)) == {"Eins", "Zwei"}
    actions.take(ticket=ticket, by=on_site, now=timezone.now())
    assert unread(desk) == {"Eins", "Zwei"}
    desk.get(f"/tickets/{ticket.number}/")
    desk.get(f"/tickets/{ticket.number}/")
    assert unread(desk) == {"Zwei"}


def test_mark_can_be_taken_back(desk: Client) -> None:
    ticket = TicketFactory(subject="Eins")
    assert "Als ungelesen markieren" in desk.get(f"/tickets/{ticket.number}/").content.decode()
    response = desk.post(f"/tickets/{ticket.number}/unread/", {"list": "view=all"})
    assert response["Location"] == "/tickets/?view=all"
    assert unread(desk) == {"Eins"}


def test_change_of_one_s_own_makes_nothing_unread(desk: Client) -> None:
    read, never = TicketFactory(subject="Gelesen"), TicketFactory(subject="Nie gelesen")
    desk.get(f"/tickets/{read.number}/")
    chosen = [f"{row.number}:{row.version}" for row in (read, never)]
    desk.post("/tickets/bulk/apply/", {"do": "take", "ticket": chosen, "mode": "all"})
    desk.post(f"/tickets/{read.number}/state/", {"state": "waiting_vendor", "next": "/tickets/"})
    assert Ticket.objects.get(pk=read.pk).version == read.version + 2
    assert unread(desk) == {"Nie gelesen"}


def test_marks_are_seen_by_nobody_else_and_go_with_the_end_of_the_report(
    service_desk: User, administrator: User, reporter: User
) -> None:
    ticket = TicketFactory()
    actions.see(tickets=[ticket], by=service_desk)
    assert TicketRead.objects.visible_to(service_desk).exists()
    for other in (administrator, reporter):
        assert not TicketRead.objects.visible_to(other).exists()
    rule = next(rule for rule in RULES if rule.key == "ticket-reads")
    assert rule.count_due(timezone.now()) == 0
    closed = TicketFactory(state="closed")
    actions.see(tickets=[closed], by=service_desk)
    rule.forget(
        TicketRead, [row.pk for rows in rule.due(timezone.now() + timedelta(days=1)) for row in rows], timezone.now()
    )
    assert TicketRead.objects.get().ticket == ticket


def test_list_says_what_others_changed_and_stays_silent_about_one_s_own(
    desk: Client, service_desk: User, on_site: User
) -> None:
    first, second = TicketFactory(), TicketFactory()
    since = timezone.now()
    actions.take(ticket=second, by=service_desk, now=timezone.now())
    assert "Meldung" not in news(desk, "/tickets/news/", since)
    actions.take(ticket=first, by=on_site, now=timezone.now())
    assert "1 neue oder geänderte Meldung –" in news(desk, "/tickets/news/", since)
    assert "Meldung" not in news(desk, "/tickets/news/", since, view="unassigned")
    assert "Neue oder geänderte Meldungen –" in news(desk, "/tickets/news/", since, requester=first.requester_id)
    assert "Meldung" not in news(desk, "/tickets/news/", timezone.now())


def test_what_was_said_already_is_not_said_again(desk: Client, on_site: User) -> None:
    ticket, since = TicketFactory(), timezone.now().isoformat()
    actions.take(ticket=ticket, by=on_site, now=timezone.now())
    assert "HX-Reswap" not in desk.get("/tickets/news/", {"since": since, "known": "0"})
    assert desk.get("/tickets/news/", {"since": since, "known": "1"})["HX-Reswap"] == "none"


@pytest.mark.parametrize("since", ["", "gestern", "2026-13-99T99:99:99", "2026-01-01T00:00:00", "\x00"])
def test_nonsense_as_moment_is_no_news(desk: Client, since: str) -> None:
    ticket = TicketFactory()
    for path in ("/tickets/news/", f"/tickets/{ticket.number}/news/"):
        assert desk.get(path, {"since": since}).status_code == 200


def test_page_of_a_report_says_what_came_in_since_it_was_opened(
    desk: Client, service_desk: User, on_site: User
) -> None:
    ticket = TicketFactory()
    since = timezone.now()
    path = f"/tickets/{ticket.number}/news/"
    MessageFactory(ticket=ticket, author=service_desk, created_at=timezone.now())
    assert "Neu" not in news(desk, path, since)
    MessageFactory(ticket=ticket, author=on_site, kind=Message.Kind.NOTE, created_at=timezone.now())
    TicketEventFactory(ticket=ticket, by=None, at=timezone.now())
    assert "Neu, seit Sie die Seite geöffnet haben: 1 Beitrag, 1 Änderung –" in news(desk, path, since)
    page = desk.get(f"/tickets/{ticket.number}/").content.decode()
    assert f'hx-get="{path}?since=' in page
    assert Ticket.objects.get(pk=ticket.pk).version == ticket.version
