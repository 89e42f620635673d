"""Correcting a report: by search, with both states in the timeline, and never over what a colleague did meanwhile."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contracts.models import ServiceAgreement
from customers.models import Contact
from tests.factories import (
    ApplicationUseFactory,
    AuthorityFactory,
    CategoryFactory,
    ContactFactory,
    ServiceLevelFactory,
    TeamFactory,
    WorkstationFactory,
)
from tickets import actions
from tickets.models import Category, Ticket
from tickets.priorities import Impact, Urgency
from workstations.lifecycle import PlaceState

ClientFor = Callable[[User], Client]


@pytest.fixture
def desk(service_desk: User, client_for: ClientFor) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


def facts(ticket: Ticket, **changed: object) -> dict[str, object]:
    """What the form holds when it was opened now, with what somebody changed in it."""
    kept = {
        "subject": ticket.subject, "kind": ticket.kind, "requester": ticket.requester_id,
        "workstation": ticket.workstation_id or "", "application": ticket.application_id or "", "version": ticket.version,
    }  # fmt: skip
    return kept | changed


def edit(client: Client, ticket: Ticket, data: dict[str, object]) -> str:
    return str(client.post(f"/tickets/{ticket.number}/edit/", data, follow=True).content.decode())


def test_everything_is_corrected_at_once_and_told_with_before_and_after(desk: Client, ticket: Ticket) -> None:
    before = ticket.requester
    person = ContactFactory(authority=ticket.authority)
    workstation = WorkstationFactory(authority=ticket.authority)
    application = ApplicationUseFactory(authority=ticket.authority).application
    page = edit(
        desk,
        ticket,
        facts(
            ticket, subject="Scanner  klemmt", kind="service_request", requester=person.pk,
            workstation=workstation.pk, application=application.pk,
        ),
    )  # fmt: skip
    assert "Die Angaben sind geändert." in page
    ticket.refresh_from_db()
    assert (ticket.subject, ticket.kind, ticket.requester, ticket.workstation, ticket.application) == (
        "Scanner klemmt", "service_request", person, workstation, application,
    )  # fmt: skip
    assert f"hat Ansprechperson: {person} geändert" in page
    assert f"vorher: {before}" in page


def test_another_kind_brings_the_deadlines_that_were_agreed_for_it(
    desk: Client, ticket: Ticket, monday: datetime
) -> None:
    ServiceLevelFactory(
        agreement=ServiceAgreement.objects.get(), priority=ticket.priority, kind="service_request",
        response_minutes=300, resolution_minutes=1200,
    )  # fmt: skip
    page = edit(desk, ticket, facts(ticket, kind="service_request"))
    ticket.refresh_from_db()
    assert (ticket.response_due_at, ticket.due_at) == (
        monday + timedelta(hours=5), monday + timedelta(days=2),
    )  # fmt: skip
    assert ticket.warns_at == monday + timedelta(days=1, hours=5)
    assert (
        "vorher: Störung; Frist vorher Reaktion 240 Min. bis 16.11.2026, 13:00 Uhr, Lösung 960 Min. bis "
        "17.11.2026, 15:00 Uhr; jetzt Reaktion 300 Min. bis 16.11.2026, 14:00 Uhr, Lösung 1200 Min. bis "
        "18.11.2026, 09:00 Uhr"
    ) in page
    clock = desk.get(f"/tickets/{ticket.number}/clock/").content.decode()
    assert "Art: Anfrage, vorher: Störung; Frist vorher Reaktion 240 Min." in clock


def test_nothing_changed_leaves_no_trace(desk: Client, ticket: Ticket) -> None:
    edit(desk, ticket, facts(ticket))
    assert not ticket.events.filter(kind="edited").exists()


def test_two_people_correct_different_fields_and_both_get_through(
    desk: Client, ticket: Ticket, on_site: User, client_for: ClientFor
) -> None:
    opened = facts(ticket)
    workstation = WorkstationFactory(authority=ticket.authority)
    edit(client_for(on_site), ticket, opened | {"workstation": workstation.pk})
    assert "Die Angaben sind geändert." in edit(desk, ticket, opened | {"subject": "Mein neuer Betreff"})
    ticket.refresh_from_db()
    assert (ticket.subject, ticket.workstation) == ("Mein neuer Betreff", workstation)


def test_same_field_tells_what_the_other_chose_and_keeps_the_input(
    desk: Client, ticket: Ticket, on_site: User, client_for: ClientFor
) -> None:
    opened = facts(ticket)
    edit(client_for(on_site), ticket, opened | {"subject": "Betreff des anderen"})
    page = edit(desk, ticket, opened | {"subject": "Mein Betreff"})
    assert f"{on_site} war schneller (Angaben geändert: Betreff: Betreff des anderen)" in page
    assert 'value="Mein Betreff"' in page
    ticket.refresh_from_db()
    assert ticket.subject == "Betreff des anderen"


def test_after_a_look_at_the_newer_state_the_second_submit_counts(
    desk: Client, ticket: Ticket, on_site: User, client_for: ClientFor
) -> None:
    opened = facts(ticket)
    for _ in range(25):
        WorkstationFactory(authority=ticket.authority)
    workstation = WorkstationFactory(authority=ticket.authority)
    theirs = {"subject": "Betreff des anderen", "workstation": workstation.pk}
    edit(client_for(on_site), ticket, opened | theirs)
    page = edit(desk, ticket, opened | {"subject": "Mein Betreff"})
    assert "Jetzt steht hier: „Betreff des anderen“" in page
    # What only the other person changed is taken over, so that the second submit does not take it back.
    assert page.count("Jetzt steht hier") == page.count("Jetzt steht hier: „Betreff des anderen“")
    assert f'<option value="{workstation.pk}" selected>' in page
    version = page.split('name="version" value="')[1].split('"')[0]
    again = opened | {"subject": "Mein Betreff", "workstation": workstation.pk, "version": version}
    assert "Die Angaben sind geändert." in edit(desk, ticket, again)
    ticket.refresh_from_db()
    assert (ticket.subject, ticket.workstation) == ("Mein Betreff", workstation)


def test_steps_in_different_fields_both_get_through(
    ticket: Ticket, service_desk: User, on_site: User, monday: datetime
) -> None:
    seen, category = ticket.version, CategoryFactory(name="Netz")
    actions.change_category(ticket=ticket, category=category, by=on_site, now=monday, version=seen)
    actions.change_priority(
        ticket=ticket, impact=Impact.WIDE, urgency=Urgency.HIGH, by=service_desk, now=monday, version=seen
    )
    with pytest.raises(ValidationError, match=rf"{on_site} war schneller \(Kategorie geändert: Netz\)"):
        actions.change_category(ticket=ticket, category=CategoryFactory(), by=service_desk, now=monday, version=seen)


def test_handing_on_does_not_take_it_from_who_has_just_taken_it(
    ticket: Ticket, service_desk: User, on_site: User, monday: datetime
) -> None:
    seen = ticket.version
    actions.take(ticket=ticket, by=on_site, now=monday)
    with pytest.raises(ValidationError, match="war schneller"):
        actions.change_team(ticket=ticket, team=TeamFactory(), by=service_desk, now=monday, version=seen)


def test_nothing_of_another_authority_can_be_chosen(desk: Client, ticket: Ticket) -> None:
    for field, row in (("requester", ContactFactory()), ("workstation", WorkstationFactory())):
        assert "kern-error" in edit(desk, ticket, facts(ticket, **{field: row.pk}))
    ticket.refresh_from_db()
    assert ticket.version == facts(ticket)["version"]
    assert ticket.workstation is None


def test_search_finds_by_all_words_and_only_in_the_authority(desk: Client, ticket: Ticket) -> None:
    ContactFactory(authority=ticket.authority, first_name="Jördis", last_name="Ähnlich", function="Bauamt")
    ContactFactory(first_name="Jördis", last_name="Anderswo")
    for number in range(30):
        ContactFactory(authority=ticket.authority, first_name="Viele", last_name=f"Person-{number:02}")
    url = reverse("tickets:choices", args=[ticket.authority_id, "requester"])
    found = desk.get(url, {"q": "bauamt jördis"}).content.decode()
    assert "1 Treffer" in found
    assert "Jördis Ähnlich, Bauamt" in found
    assert "Anderswo" not in found
    assert desk.get(url, {"q": "viele"}).content.decode().count("<option") == 21
    assert "20+ Treffer" in desk.get(url, {"q": "viele"}).content.decode()
    assert desk.get(url, {"q": "\x00%"}).status_code == 200
    assert desk.get(reverse("tickets:choices", args=[ticket.authority_id, "password"])).status_code == 404


def test_form_of_a_large_authority_stays_small_and_holds_the_chosen_person(desk: Client, ticket: Ticket) -> None:
    for number in range(60):
        ContactFactory(authority=ticket.authority, last_name=f"Aaa-{number:02}")
    page = desk.get(f"/tickets/{ticket.number}/edit/").content.decode()
    assert page.count("Aaa-") == 20
    assert f'<option value="{ticket.requester_id}" selected>' in page


def test_same_form_sent_twice_opens_one_report(desk: Client, contact: Contact, category: Category) -> None:
    page = desk.get(f"/tickets/open/{contact.authority_id}/").content.decode()
    mark = page.split('name="mark" value="')[1].split('"')[0]
    data = {
        "requester": contact.pk, "kind": "incident", "category": category.pk, "subject": "Doppelklick",
        "impact": 4, "urgency": 3, "channel": "phone", "mark": mark,
    }  # fmt: skip
    for _ in range(2):
        assert desk.post(f"/tickets/open/{contact.authority_id}/", data).status_code == 302
    assert Ticket.objects.filter(subject="Doppelklick").count() == 1


def test_what_has_ended_cannot_be_reported(
    service_desk: User, contact: Contact, category: Category, monday: datetime
) -> None:
    def open_for(**facts: object) -> None:
        given = {"requester": contact, "category": category} | facts
        actions.open_ticket(by=service_desk, subject="Geht nicht", now=monday, **given)

    ended = ContactFactory(authority=contact.authority, valid_until=date(2026, 11, 15))
    closed = WorkstationFactory(authority=contact.authority, state=PlaceState.CLOSED)
    for facts, words in (
        ({"requester": ended}, "keine Ansprechperson mehr"),
        ({"requester": ContactFactory(authority=AuthorityFactory(), is_active=False)}, "keine Ansprechperson mehr"),
        ({"workstation": closed}, "aufgegeben"),
        ({"category": CategoryFactory(is_active=False)}, "gibt es nicht mehr"),
    ):
        with pytest.raises(ValidationError, match=words):
            open_for(**facts)
    open_for(requester=ContactFactory(authority=contact.authority, valid_until=date(2026, 11, 16)))
