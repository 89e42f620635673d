"""The queue, the page of a report and its steps, as the service desk uses them."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from customers.models import Contact
from tests.factories import AuthorityRoleFactory, CategoryFactory, TicketFactory, WorkstationFactory
from tickets import actions
from tickets.lifecycle import State
from tickets.models import Message, Ticket
from tickets.tasks import wake_waiting_tickets

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64

ClientFor = Callable[[User], Client]


@pytest.fixture
def desk(service_desk: User, client_for: ClientFor) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


def subjects(client: Client, query: str) -> list[str]:
    """What a list shows, in its order."""
    text = client.get(f"/tickets/?{query}").content.decode()
    return re.findall(r'class="ku-row-link"[^>]*>([^<]*)<', text)


def post(client: Client, ticket: Ticket, step: str, **data: object) -> str:
    """Take a step and return what the page says then."""
    response = client.post(reverse(f"tickets:{step}", args=[ticket.number]), data, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def test_report_that_was_opened_from_no_list_gains_none_by_an_answer(desk: Client, ticket: Ticket) -> None:
    TicketFactory.create_batch(2)
    page, data = ticket.get_absolute_url(), {"kind": "reply", "body": "Wir sehen nach.", "then": ""}
    alone, listed = (desk.get(page, query).content.decode() for query in ({}, {"list": ""}))
    assert ('name="list"' in alone, 'name="list" value=""' in listed) == (False, True)
    for came_from, is_there in (({}, False), ({"list": ""}, True)):
        renewed = desk.post(f"{page}write/", data | came_from, headers={"HX-Request": "true"}).content.decode()
        assert ("ku-neighbours" in renewed) is is_there


def test_queue_views_show_and_count_the_same(desk: Client, service_desk: User, on_site: User) -> None:
    now = timezone.now()
    member, other = service_desk.staff_member, on_site.staff_member
    TicketFactory(subject="Meine", assignee=member, state=State.IN_PROGRESS)
    TicketFactory(subject="Liegt frei")
    TicketFactory(subject="Brennt", assignee=other, state=State.IN_PROGRESS, due_at=now + timedelta(minutes=90))
    TicketFactory(subject="Wartet", assignee=other, state=State.WAITING_FOR_VENDOR, due_at=now, paused_at=now)
    TicketFactory(subject="Gelöst", state=State.RESOLVED)
    expected = {
        "mine": {"Meine"},
        "unassigned": {"Liegt frei"},
        "at_risk": {"Brennt"},
        "waiting": {"Wartet"},
        "open": {"Meine", "Liegt frei", "Brennt", "Wartet"},
        "all": {"Meine", "Liegt frei", "Brennt", "Wartet", "Gelöst"},
    }
    page = desk.get("/tickets/").content.decode()
    for view, found in expected.items():
        assert set(subjects(desk, f"view={view}")) == found
        if view != "all":
            assert re.search(
                rf'view={view}"[^>]*>(?:<svg.*?</svg>)?[^<]*<span[^>]*>{len(found)}</span>', page, re.DOTALL
            ), view


def test_queue_shows_the_nearest_deadline_first_and_those_without_last(desk: Client) -> None:
    now = timezone.now()
    for hours in (5, 1, 3):
        TicketFactory(subject=f"in {hours} Stunden", due_at=now + timedelta(hours=hours))
    TicketFactory(subject="ohne Frist")
    assert subjects(desk, "") == ["in 1 Stunden", "in 3 Stunden", "in 5 Stunden", "ohne Frist"]


def test_filters_narrow_the_queue_and_stand_as_chips(desk: Client) -> None:
    category = CategoryFactory(name="Netz")
    TicketFactory(subject="Netz", category=category)
    TicketFactory(subject="Drucker")
    assert subjects(desk, f"category={category.pk}") == ["Netz"]
    assert "Kategorie: <b>Netz</b>" in desk.get(f"/tickets/?category={category.pk}").content.decode()


def test_nonsense_in_the_address_is_no_error(desk: Client) -> None:
    TicketFactory(subject="Noch da")
    page = desk.get(
        "/tickets/?view=nix&sort=password&page=abc&per_page=-1&category=99999&created_from=gestern&state=xyz"
    )
    assert page.status_code == 200
    assert "Noch da" in page.content.decode()


@pytest.mark.parametrize("path", ["/tickets/?created_until=9999-12-31", "/tickets/?resolved_from=0001-01-01"])
def test_day_beyond_all_calendars_is_a_sentence(desk: Client, path: str) -> None:
    page = desk.get(path)
    assert page.status_code == 200
    assert "Bitte einen Tag zwischen" in page.content.decode()


@pytest.mark.parametrize("path", ["/tickets/%00/", "/tickets/26-000001%00/", "/portal/tickets/%00/"])
def test_nul_in_the_address_is_not_found(desk: Client, path: str) -> None:
    assert desk.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "status"), [("/admin/tickets/ticket/?q=%00", 400), ("/admin/autocomplete/", 404), ("/admin/r/1/1/", 404)]
)
def test_strange_questions_to_the_administration(
    administrator: User, client_for: ClientFor, path: str, status: int
) -> None:
    assert client_for(administrator).get(path).status_code == status


def test_overdue_filter_leaves_out_what_stands_still(desk: Client) -> None:
    now = timezone.now()
    TicketFactory(subject="zu spät", due_at=now - timedelta(hours=1))
    TicketFactory(
        subject="angehalten", due_at=now - timedelta(hours=1), state=State.WAITING_FOR_CUSTOMER, paused_at=now
    )
    assert subjects(desk, "view=open&overdue=true") == ["zu spät"]


def test_taking_from_the_queue_comes_back_to_the_same_list(desk: Client, service_desk: User) -> None:
    ticket = TicketFactory()
    response = desk.post(f"/tickets/{ticket.number}/take/", {"next": "/tickets/?view=unassigned&page=2"})
    assert response["Location"] == "/tickets/?view=unassigned&page=2"
    ticket.refresh_from_db()
    assert ticket.assignee == service_desk.staff_member


def test_step_never_sends_people_to_another_house(desk: Client) -> None:
    ticket = TicketFactory()
    response = desk.post(f"/tickets/{ticket.number}/take/", {"next": "https://boese.example/"})
    assert response["Location"] == f"/tickets/{ticket.number}/"


def test_main_job_of_the_desk(desk: Client, ticket: Ticket) -> None:
    assert "Es kommt nur weißes Papier." in desk.get(ticket.get_absolute_url()).content.decode()
    assert "Sie haben" in post(desk, ticket, "take")
    assert "Die interne Notiz ist gespeichert." in post(desk, ticket, "write", kind="note", body="Walze prüfen")
    assert "Die Antwort ist gesendet." in post(desk, ticket, "write", kind="reply", body="Wir kommen vorbei.", then="")
    ticket.refresh_from_db()
    page = post(desk, ticket, "write", kind="reply", body="Walze getauscht.", then="resolve", version=ticket.version)
    assert "die Meldung ist gelöst" in page
    ticket.refresh_from_db()
    assert ticket.state == State.RESOLVED
    assert list(ticket.messages.values_list("kind", "body")) == [
        ("note", "Walze prüfen"),
        ("reply", "Wir kommen vorbei."),
        ("reply", "Walze getauscht."),
    ]


def test_every_property_changes_in_one_step(desk: Client, ticket: Ticket, on_site: User) -> None:
    team, category = on_site.staff_member.team, CategoryFactory(name="Netz")
    assert f"Team {team}" in post(desk, ticket, "change-team", team=team.pk)
    assert "zugewiesen" in post(desk, ticket, "assign", assignee=on_site.staff_member.pk)
    assert "Kategorie: Netz." in post(desk, ticket, "change-category", category=category.pk)
    assert "Priorität: Kritisch." in post(desk, ticket, "change-priority", impact=1, urgency=1)
    assert "Status: Wartet auf Hersteller." in post(desk, ticket, "change-state", state="waiting_vendor")
    assert "Status: In Bearbeitung." in post(desk, ticket, "change-state", state="in_progress")
    assert "liegt wieder in der Liste" in post(desk, ticket, "assign", assignee="")


def test_waiting_report_comes_back_on_its_day(desk: Client, ticket: Ticket) -> None:
    day = timezone.localdate() + timedelta(days=3)
    page = post(desk, ticket, "change-state", state="waiting_visit", wakes_on=day.isoformat())
    assert "Status: Wartet auf Vor-Ort-Termin." in page
    assert f"Wiedervorlage am {day:%d.%m.%Y}" in page
    assert "in der Zukunft" in post(
        desk, ticket, "change-state", state="waiting_visit", wakes_on=timezone.localdate().isoformat()
    )
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        assert wake_waiting_tickets(0) == 1
    page = desk.get(ticket.get_absolute_url()).content.decode()
    assert "hat die Meldung wieder vorgelegt (bis dahin: Wartet auf Vor-Ort-Termin)" in page
    assert "Wiedervorlage am" not in page.replace("Wiedervorlage am (freiwillig)", "")


def test_report_is_taken_back_with_a_reason_the_authority_reads(desk: Client, ticket: Ticket) -> None:
    assert "Bitte sagen Sie der Behörde" in post(desk, ticket, "cancel", reason="")
    page = post(desk, ticket, "cancel", reason="Doppelt gemeldet")
    assert "Die Meldung ist zurückgezogen." in page
    assert "Doppelt gemeldet" in page
    assert "entfallen" in page
    assert "menu-state" not in page


def test_refused_text_is_still_there(desk: Client, ticket: Ticket, service_desk: User, monday: datetime) -> None:
    seen = ticket.version
    actions.change_category(ticket=ticket, category=CategoryFactory(), by=service_desk, now=monday)
    data = {"kind": "reply", "body": "Mein langer Text", "then": "resolve", "version": seen}
    response = desk.post(reverse("tickets:write", args=[ticket.number]), data)
    assert response.status_code == 422
    page = response.content.decode()
    assert "hat diese Meldung inzwischen geändert" in page
    assert "Mein langer Text</textarea>" in page


def test_empty_reply_is_a_sentence(desk: Client, ticket: Ticket) -> None:
    response = desk.post(reverse("tickets:write", args=[ticket.number]), {"kind": "reply", "body": "  ", "then": ""})
    assert response.status_code == 422
    assert "Bitte schreiben Sie einen Text." in response.content.decode()


def test_files_of_a_note_hang_on_the_note(desk: Client, ticket: Ticket) -> None:
    file = SimpleUploadedFile("zaehler.png", PNG, content_type="image/png")
    post(desk, ticket, "write", kind="note", body="Zählerstand", files=[file])
    note = Message.objects.get(kind=Message.Kind.NOTE)
    assert [attachment.name for attachment in note.attachments.all()] == ["zaehler.png"]


def test_solved_report_is_reopened_by_a_reply(
    desk: Client, ticket: Ticket, service_desk: User, monday: datetime
) -> None:
    actions.resolve(ticket=ticket, by=service_desk, solution="Erledigt.", now=monday)
    assert "Die Meldung ist wieder offen." in post(
        desk, ticket, "write", kind="reply", body="Doch nicht erledigt.", then="reopen"
    )
    ticket.refresh_from_db()
    assert ticket.state == State.IN_PROGRESS


def test_steps_lead_through_the_list_one_came_from(desk: Client) -> None:
    now = timezone.now()
    first, second, third = (TicketFactory(due_at=now + timedelta(hours=hours)) for hours in (1, 2, 3))
    page = desk.get(f"/tickets/{second.number}/?list=view%3Dopen").content.decode()
    assert "2 von 3" in page
    assert f"/tickets/{first.number}/?list=view%3Dopen" in page
    assert f"/tickets/{third.number}/?list=view%3Dopen" in page
    assert 'href="/tickets/?view=open"' in page


def test_htmx_step_renews_the_page_and_says_so(desk: Client, ticket: Ticket) -> None:
    response = desk.post(reverse("tickets:take", args=[ticket.number]), follow=True, headers={"HX-Request": "true"})
    page = response.content.decode()
    assert 'id="ticket-head"' in page
    assert "<html" not in page
    assert "composer-body" not in page  # what is being written stays
    assert "\\u00fcbernommen" in response["HX-Trigger"]


def test_contact_has_no_desk(client_for: ClientFor, reporter: User, ticket: Ticket) -> None:
    client = client_for(reporter)
    assert client.get("/tickets/").status_code == 403
    assert client.get(ticket.get_absolute_url()).status_code == 403
    assert client.post(f"/tickets/{ticket.number}/take/").status_code == 403


def test_manager_reads_and_changes_nothing(client_for: ClientFor, manager: User, ticket: Ticket) -> None:
    client = client_for(manager)
    page = client.get(ticket.get_absolute_url()).content.decode()
    assert "composer-body" not in page
    assert "menu-team" not in page
    assert client.post(f"/tickets/{ticket.number}/take/").status_code == 403


def test_report_by_telephone(desk: Client, contact: Contact) -> None:
    AuthorityRoleFactory(authority=contact.authority)
    category = CategoryFactory()
    workstation = WorkstationFactory(authority=contact.authority)
    response = desk.post("/tickets/open/", {"authority": contact.authority_id})
    assert response["Location"] == f"/tickets/open/{contact.authority_id}/"
    data = {
        "requester": contact.pk, "kind": "incident", "category": category.pk, "workstation": workstation.pk,
        "subject": "Bildschirm bleibt dunkel", "impact": 4, "urgency": 2, "channel": "phone",
    }  # fmt: skip
    page = desk.post(response["Location"], data, follow=True).content.decode()
    assert "Bildschirm bleibt dunkel" in page
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.requester, ticket.workstation) == ("phone", contact, workstation)


def test_foreign_workstation_on_the_telephone_is_refused_and_nothing_is_lost(desk: Client, contact: Contact) -> None:
    data = {
        "requester": contact.pk, "kind": "incident", "category": CategoryFactory().pk, "workstation": WorkstationFactory().pk,
        "subject": "Mein Betreff", "impact": 4, "urgency": 3, "channel": "phone",
    }  # fmt: skip
    page = desk.post(f"/tickets/open/{contact.authority_id}/", data).content.decode()
    assert 'value="Mein Betreff"' in page
    assert "kern-error" in page
    assert not Ticket.objects.exists()


def test_export_names_teams_and_no_person_who_works_on_it(
    desk: Client, ticket: Ticket, service_desk: User, monday: datetime
) -> None:
    actions.take(ticket=ticket, by=service_desk, now=monday)
    lines = b"".join(desk.get("/tickets/?view=all&export=csv").streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]  # a streamed file
    assert "Drucker im Bürgerbüro druckt nicht" in lines[1]
    assert str(service_desk.staff_member.team) in lines[1]
    assert str(service_desk) not in lines[1]
