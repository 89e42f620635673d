"""How often the pages of a report ask the database: as often with much written as with little, and not often."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.factories import (
    ArticleUseFactory,
    AttachmentFactory,
    ChecklistTemplateFactory,
    MajorIncidentFactory,
    TicketFactory,
    TicketLinkFactory,
    UserFactory,
    WorkstationFactory,
)
from tickets import actions
from tickets.models import Message, Ticket, TicketLink, TimeEntry

ClientFor = Callable[[User], Client]
MARKS = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")


@pytest.fixture
def desk(service_desk: User, client_for: ClientFor) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


def statements(ask: Callable[[], object]) -> int:
    """How many statements something takes, without the marks of transactions."""
    ask()  # what is read once for all stays out
    with CaptureQueriesContext(connection) as captured:
        ask()
    return sum(not query["sql"].rpartition("; ")[2].startswith(MARKS) for query in captured.captured_queries)


def write_much(ticket: Ticket, by: User, other: User) -> None:
    """Two hundred messages by several people, files, times, points, links, and a part in an outage."""
    now = timezone.now()
    writers = [by, other, *UserFactory.create_batch(5)]
    Message.objects.bulk_create(
        Message(
            ticket=ticket, kind=Message.Kind.REPLY, author=writers[number % 7], author_is_staff=number % 7 != 1,
            body=f"Beitrag {number}\n\n> zitiert", created_at=now + timedelta(seconds=number),
        )
        for number in range(200)
    )  # fmt: skip
    AttachmentFactory.create_batch(3, ticket=ticket)
    for kind in TimeEntry.Kind:
        actions.add_time(ticket=ticket, kind=kind, seconds=900, worked_on=timezone.localdate(), by=by, now=now)
    actions.attach_checklist(
        ticket=ticket, template=ChecklistTemplateFactory(points="Kabel\nStrom\nTreiber"), by=by, now=now
    )
    actions.remind(ticket=ticket, due_at=now + timedelta(days=1), by=by, now=now)
    ArticleUseFactory.create_batch(3, ticket=ticket)
    TicketLinkFactory.create_batch(5, source=ticket)
    MajorIncidentFactory(ticket=TicketLinkFactory(target=ticket, kind=TicketLink.Kind.PARENT).source)
    TicketFactory.create_batch(5, requester=ticket.requester, authority=ticket.authority)


def test_page_of_a_report_asks_as_often_for_much_as_for_little(
    desk: Client, ticket: Ticket, service_desk: User, reporter: User
) -> None:
    page = ticket.get_absolute_url()
    few = statements(lambda: desk.get(page))
    write_much(ticket, service_desk, reporter)
    assert statements(lambda: desk.get(page)) == few <= 9
    text = desk.get(page).content.decode()
    assert all(f"Beitrag {number}</p>" in text for number in range(200))


def test_reports_that_were_merged_cost_no_further_statement(desk: Client, ticket: Ticket, service_desk: User) -> None:
    page, now = ticket.get_absolute_url(), timezone.now()
    few = statements(lambda: desk.get(page))
    for absorbed in TicketFactory.create_batch(12, requester=ticket.requester, authority=ticket.authority):
        actions.add_note(ticket=absorbed, by=service_desk, body=f"Notiz zu {absorbed.number}", now=now)
        actions.merge(absorbed=absorbed, surviving=ticket, by=service_desk, now=now)
    assert statements(lambda: desk.get(page)) == few
    text = desk.get(page).content.decode()
    assert all(f"aus {row.number}" in text for row in Ticket.objects.absorbed_by(ticket))


def test_page_in_the_portal_asks_as_often_for_much_as_for_little(
    ticket: Ticket, service_desk: User, reporter: User, client_for: ClientFor
) -> None:
    browser, page = client_for(reporter), reverse("portal:ticket", args=[ticket.number])
    few = statements(lambda: browser.get(page))
    write_much(ticket, service_desk, reporter)
    assert statements(lambda: browser.get(page)) == few <= 15


def test_reply_asks_as_often_for_much_as_for_little(
    desk: Client, ticket: Ticket, service_desk: User, reporter: User
) -> None:
    def reply() -> None:
        reply.count += 1  # type: ignore[attr-defined]
        data = {"kind": "reply", "body": f"Antwort {reply.count}", "then": ""}  # type: ignore[attr-defined]
        answer = desk.post(reverse("tickets:write", args=[ticket.number]), data, headers={"HX-Request": "true"})
        assert answer.status_code == 200

    reply.count = 0  # type: ignore[attr-defined]
    few = statements(reply)
    write_much(ticket, service_desk, reporter)
    assert statements(reply) == few <= 15


def test_filing_asks_as_often_at_a_large_authority_as_at_a_small_one(
    ticket: Ticket, reporter: User, client_for: ClientFor
) -> None:
    browser = client_for(reporter)

    def file() -> None:
        data = {"category": ticket.category.key, "subject": "Drucker druckt nicht", "severity": "hindered"}
        assert browser.post(reverse("portal:report"), data).status_code == 302

    few = statements(file)
    WorkstationFactory.create_batch(10, authority=ticket.authority, used_by=ticket.requester)
    ChecklistTemplateFactory.create_batch(3, category=ticket.category, points="Kabel\nStrom")
    assert statements(file) == few <= 14  # lists are attached by a job


def test_start_of_the_portal_asks_once_for_all_its_lists(
    ticket: Ticket, reporter: User, client_for: ClientFor, service_desk: User
) -> None:
    browser = client_for(reporter)

    def start() -> None:
        assert browser.get(reverse("portal:start")).status_code == 200

    few = statements(start)
    WorkstationFactory.create_batch(2, authority=ticket.authority, used_by=ticket.requester)
    outage = actions.declare_outage(
        ticket=ticket,
        title="Drucker",
        text="Steht.",
        authorities=[ticket.authority],
        by=service_desk,
        now=timezone.now(),
    )
    assert outage.title in browser.get(reverse("portal:start")).content.decode()
    assert statements(start) == few <= 6  # session, account, the scope in that of the test and back, and the lists
