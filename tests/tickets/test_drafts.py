"""What is typed at a report is never lost, is read by its writer alone, and tells others that somebody writes."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tickets import actions
from tickets.models import Draft, Message, Ticket

ClientFor = Callable[[User], Client]


@pytest.fixture
def desk(service_desk: User, client_for: ClientFor) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


@pytest.fixture
def colleague(on_site: User, client_for: ClientFor) -> Client:
    """The browser of somebody else of the staff."""
    return client_for(on_site)


def save(client: Client, ticket: Ticket, body: str, kind: str = "reply") -> dict[str, str]:
    response = client.post(f"/tickets/{ticket.number}/draft/?version={ticket.version}", {"kind": kind, "body": body})
    assert response.status_code == 200
    said: dict[str, str] = response.json()
    return said


def look(client: Client, ticket: Ticket) -> str:
    return str(client.get(f"/tickets/{ticket.number}/draft/?version={ticket.version}").json()["notice"])


def page(client: Client, ticket: Ticket) -> str:
    return str(client.get(ticket.get_absolute_url()).content.decode())


def test_draft_comes_back_on_any_device_with_its_kind_and_date(
    desk: Client, ticket: Ticket, service_desk: User, client_for: ClientFor
) -> None:
    with time_machine.travel(datetime.fromisoformat("2026-11-16T14:32:00+01:00"), tick=False):
        assert save(desk, ticket, "  Noch nicht\nfertig", "note")["status"] == "Entwurf gespeichert 14:32 Uhr"
        shown = page(client_for(service_desk), ticket)
    assert "  Noch nicht\nfertig</textarea>" in shown
    assert "Entwurf vom 16.11.2026, 14:32 Uhr wiederhergestellt" in shown
    assert 'value="note" data-composer-mode="note" data-shortcut="n" checked' in shown


def test_draft_is_read_by_its_writer_alone(desk: Client, colleague: Client, ticket: Ticket) -> None:
    save(desk, ticket, "Noch geheim")
    assert "Noch geheim" not in page(colleague, ticket)
    save(colleague, ticket, "Meines")
    assert "Noch geheim</textarea>" in page(desk, ticket)
    assert sorted(Draft.objects.values_list("body", flat=True)) == ["Meines", "Noch geheim"]


def test_typing_on_changes_the_one_draft_and_deleting_all_drops_it(desk: Client, ticket: Ticket) -> None:
    save(desk, ticket, "Eins")
    save(desk, ticket, "Eins zwei")
    assert Draft.objects.get().body == "Eins zwei"
    assert save(desk, ticket, " \n")["status"] == ""
    assert not Draft.objects.exists()


@pytest.mark.parametrize(("kind", "then"), [("note", ""), ("reply", ""), ("reply", "wait"), ("reply", "resolve")])
def test_sending_drops_the_draft_and_a_late_save_does_not_bring_it_back(
    desk: Client, colleague: Client, ticket: Ticket, kind: str, then: str
) -> None:
    save(desk, ticket, "Wir kommen", kind)
    save(colleague, ticket, "Von jemand anderem")
    desk.post(f"/tickets/{ticket.number}/write/", {"kind": kind, "body": "Wir kommen.", "then": then})
    assert Message.objects.get().body == "Wir kommen."
    assert save(desk, ticket, "Wir kommen", kind)["status"] == ""
    assert Draft.objects.get().body == "Von jemand anderem"


def test_refused_text_stays_as_a_draft(desk: Client, ticket: Ticket) -> None:
    save(desk, ticket, "Mein Text")
    response = desk.post(
        f"/tickets/{ticket.number}/write/", {"kind": "reply", "body": "Mein Text", "then": "", "version": 99}
    )
    assert response.status_code == 422
    assert Draft.objects.get().body == "Mein Text"


def test_colleague_is_told_who_writes_and_not_what(
    desk: Client, colleague: Client, ticket: Ticket, service_desk: User
) -> None:
    assert look(colleague, ticket) == ""
    save(desk, ticket, "Geheimes Wort")
    assert look(colleague, ticket) == f"{service_desk} schreibt gerade …"
    assert look(desk, ticket) == ""
    with time_machine.travel(timezone.now() + timedelta(seconds=61), tick=False):
        assert look(colleague, ticket) == ""


def test_writer_is_told_what_happened_meanwhile(
    desk: Client, colleague: Client, ticket: Ticket, on_site: User, monday: datetime
) -> None:
    actions.reply(ticket=ticket, by=on_site, body="Ich war schneller.", now=monday)
    assert save(desk, ticket, "Meine Antwort")["notice"] == (
        f"{on_site} hat inzwischen zu dieser Meldung geschrieben (Antwort)."
    )


def test_reply_that_crosses_another_is_held_back_and_shows_what_is_new(
    desk: Client, ticket: Ticket, on_site: User, monday: datetime
) -> None:
    actions.reply(ticket=ticket, by=on_site, body="Ich war schneller.", now=monday)
    data = {"kind": "reply", "body": "Mein langer Text", "then": "", "version": ticket.version}
    response = desk.post(f"/tickets/{ticket.number}/write/", data, headers={"HX-Request": "true"})
    shown = response.content.decode()
    assert response.status_code == 422
    assert f"{on_site} hat inzwischen zu dieser Meldung geschrieben" in shown
    assert "Ich war schneller." in shown
    assert "composer-body" not in shown  # what was typed stays as it is
    ticket.refresh_from_db()
    assert f'name="version" value="{ticket.version}" form="composer"' in shown
    again = desk.post(
        f"/tickets/{ticket.number}/write/", data | {"version": ticket.version}, headers={"HX-Request": "true"}
    )
    assert again.status_code == 200
    assert "Mein langer Text</textarea>" not in again.content.decode()
    assert "composer-body" in again.content.decode()  # a fresh place to write


def test_draft_of_a_report_one_does_not_work_on_is_refused(
    client_for: ClientFor, manager: User, reporter: User, ticket: Ticket
) -> None:
    for user in (manager, reporter):
        response = client_for(user).post(f"/tickets/{ticket.number}/draft/", {"kind": "note", "body": "x"})
        assert response.status_code == 403
    assert not Draft.objects.exists()


def test_text_beyond_all_measure_is_a_sentence(desk: Client, ticket: Ticket) -> None:
    response = desk.post(f"/tickets/{ticket.number}/draft/", {"kind": "note", "body": "x" * 20_001})
    assert response.status_code == 422
    assert "zu lang" in response.json()["status"]
