"""The search finds by number, words, person and workstation, and never what one may not see."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from customers.models import Contact
from tests.factories import MessageFactory, TicketFactory, WorkstationFactory
from tickets.models import Message, Ticket

ClientFor = Callable[[User], Client]


@pytest.fixture
def report(contact: Contact) -> Ticket:
    """A report with a workstation, a reply and a note, each with a word of its own."""
    workstation = WorkstationFactory(authority=contact.authority, used_by=contact, inventory_number="LWL-AP-4711")
    ticket = TicketFactory(
        authority=contact.authority, requester=contact, workstation=workstation,
        subject="Arbeitsplatzdrucker streikt", description="Die Walze quietscht.",
    )  # fmt: skip
    MessageFactory(ticket=ticket, body="Bitte einmal entlüften.")
    MessageFactory(ticket=ticket, kind=Message.Kind.NOTE, body="Wackelkontakt vermutet.")
    return ticket


def found(client: Client, words: str) -> bool:
    page = client.get("/search/", {"q": words}).content.decode()
    return "Arbeitsplatzdrucker streikt" in page.replace("<mark>", "").replace("</mark>", "")


@pytest.mark.parametrize(
    "words",
    [
        "{number}",
        "drucker",
        "Walze",
        "entlüften",
        "Wackelkontakt",
        "LWL-AP-4711",
        "{first} {last}",
        "ARBEITSPLATZDRUCKER",
    ],
)
def test_staff_find_a_report_by(
    report: Ticket, service_desk: User, client_for: ClientFor, contact: Contact, words: str
) -> None:
    text = words.format(number=report.number, first=contact.first_name, last=contact.last_name)
    assert found(client_for(service_desk), text)


def test_contact_finds_own_report_but_never_by_a_note(report: Ticket, reporter: User, client_for: ClientFor) -> None:
    client = client_for(reporter)
    assert found(client, "entlüften")
    assert not found(client, "Wackelkontakt")


def test_other_authority_finds_nothing(report: Ticket, stranger: User, client_for: ClientFor) -> None:
    client = client_for(stranger)
    for words in (report.number, "Walze", "LWL-AP-4711"):
        page = client.get("/search/", {"q": words}).content.decode()
        assert "Nichts gefunden" in page


@pytest.mark.parametrize(
    "words", ["'", '"', "%", "_", "\\", "a\x00b", "(((", "& | !", "x" * 500, "<script>alert(1)</script>"]
)
def test_strange_words_are_no_error(report: Ticket, service_desk: User, client_for: ClientFor, words: str) -> None:
    response = client_for(service_desk).get("/search/", {"q": words})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_palette_gets_options(report: Ticket, service_desk: User, client_for: ClientFor) -> None:
    page = client_for(service_desk).get("/search/", {"q": "walze"}, headers={"HX-Request": "true"}).content.decode()
    assert 'role="option"' in page
    assert "<html" not in page


def test_palette_begins_with_the_reports_opened_last(
    service_desk: User, on_site: User, reporter: User, client_for: ClientFor
) -> None:
    tickets = [TicketFactory(subject=f"Drucker {number}") for number in range(7)]
    client, palette = client_for(service_desk), {"HX-Request": "true"}
    assert "Zuletzt" not in client.get("/search/", headers=palette).content.decode()
    for ticket in [*tickets, tickets[1]]:
        client.get(ticket.get_absolute_url())
    client.get("/search/", headers=palette)
    with CaptureQueriesContext(connection) as captured:
        page = client.get("/search/", headers=palette).content.decode()
    assert re.findall(r"Drucker (\d)", page) == ["1", "6", "5", "4", "3"]
    assert len([query for query in captured if "tickets_ticketread" in query["sql"]]) == 1
    here = palette | {"HX-Current-URL": f"http://testserver{tickets[6].get_absolute_url()}?list=a"}
    assert re.findall(r"Drucker (\d)", client.get("/search/", headers=here).content.decode()) == list("15432")
    for other in (on_site, reporter):
        assert "Drucker" not in client_for(other).get("/search/", headers=palette).content.decode()


def test_list_behind_the_search_is_as_narrow_as_the_search(
    client_for: ClientFor, service_desk: User, reporter: User, report: Ticket
) -> None:
    for user, address in ((service_desk, "/tickets/"), (reporter, "/portal/tickets/")):
        client = client_for(user)
        page = client.get("/search/", {"q": "walze", "show": "open"}).content.decode()
        assert f'href="{address}?view=open&amp;q=walze"' in page
        assert f'href="{address}?view=all&amp;q=walze"' in client.get("/search/", {"q": "walze"}).content.decode()
