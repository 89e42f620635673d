"""Templates for new reports: kept in the workspace, chosen on the form, filled with what is known by then."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from customers.models import Contact
from tests.factories import CategoryFactory, ChecklistTemplateFactory, TeamFactory, TicketTemplateFactory
from tickets import actions
from tickets.models import Ticket, TicketTemplate

ClientFor = Callable[[User], Client]
ADD = "/prepared/templates/add/"


@pytest.fixture
def desk(service_desk: User, client_for: ClientFor) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


def page_after(client: Client, address: str, **data: object) -> str:
    response = client.post(address, data, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def form_at(contact: Contact) -> str:
    return reverse("tickets:open-for", args=[contact.authority_id])


def offered(client: Client, contact: Contact) -> list[str]:
    """The names of the templates on the form for a new report."""
    page = client.get(form_at(contact)).content.decode()
    _, _, choice = page.partition('id="id_template"')
    return re.findall(r'<option value="\d+"[^>]*>([^<]*)<', choice.partition("</select>")[0])


def test_template_is_kept_for_oneself_for_a_team_and_for_all(
    desk: Client, service_desk: User, on_site: User, contact: Contact, client_for: ClientFor
) -> None:
    typed = {"title": "Konto", "subject": "Konto für {{vorname}}", "offered": "own", "is_active": "on"}
    assert "in Vorlagen nicht: {{vorname}}" in page_after(desk, ADD, **typed)
    assert "in Vorlagen nicht: {{nummer}}" in page_after(desk, ADD, **{**typed, "subject": "Zu {{nummer}}"})
    page = page_after(desk, ADD, **{**typed, "subject": "Mein Konto für {{ansprechperson}}"})
    assert "„Konto“ ist gespeichert." in page
    own = TicketTemplate.objects.get()
    assert own.owner == service_desk
    TicketTemplateFactory(title="Alle")
    TicketTemplateFactory(title="Unser Team", team=service_desk.staff_member.team)
    TicketTemplateFactory(title="Anderes Team", team=TeamFactory())
    TicketTemplateFactory(title="Abgelegt", is_active=False)
    assert sorted(offered(desk, contact)) == ["Alle", "Konto (nur Sie)", "Unser Team"]
    other = client_for(on_site)
    assert offered(other, contact) == ["Alle"]
    assert other.get(own.get_absolute_url()).status_code == 404
    assert "Mein Konto" not in other.get("/prepared/").content.decode()
    with pytest.raises(PermissionDenied):
        actions.delete_prepared(row=own, by=on_site)
    foreign = other.get(f"{form_at(contact)}?template={own.pk}").content.decode()
    assert "Mein Konto" not in foreign
    change = reverse("tickets:change-ticket-template", args=[own.pk])
    assert other.post(change, {"do": "delete"}).status_code == 404
    assert "ist gelöscht" in page_after(desk, change, do="delete")


def test_template_fills_what_is_empty_and_the_report_begins_with_it(
    desk: Client, service_desk: User, contact: Contact
) -> None:
    category = CategoryFactory(name="Zugänge")
    checklist = ChecklistTemplateFactory(title="Neues Konto", points="Anlegen\nÜbergeben")
    template = TicketTemplateFactory(
        title="Konto", kind="service_request", category=category, urgency=2, checklist=checklist,
        subject="Konto für {{ansprechperson}}", description="In {{behoerde}}, Gerät {{arbeitsplatz}}, Team {{team}}",
    )  # fmt: skip
    page = desk.get(f"{form_at(contact)}?template={template.pk}").content.decode()
    assert 'value="Konto für {{ansprechperson}}"' in page
    assert f"In {contact.authority}, Gerät {{{{arbeitsplatz}}}}, Team {category.team}" in page
    assert re.search(r'value="service_request"[^>]*checked', page)
    assert re.search(rf'value="{category.pk}" selected', page)
    assert "Die Checkliste „Neues Konto“ kommt an die Meldung." in page
    # On the form: what was typed stays, what was not is filled, and a second choice replaces the first.
    typed = {
        "requester": contact.pk, "kind": "incident", "category": "", "subject": "Eigener Betreff", "description": "",
        "impact": "4", "urgency": "3", "channel": "phone", "mark": "m1", "fill": "1", "filled_from": "",
    }  # fmt: skip
    page = page_after(desk, form_at(contact), **typed, template=template.pk)
    assert 'value="Eigener Betreff"' in page
    assert f"In {contact.authority}, Gerät" in page
    assert f'name="filled_from" value="{template.pk}"' in page
    other = TicketTemplateFactory(title="Andere", subject="Drucker", description="Papier?")
    filled = {**typed, "kind": "service_request", "category": category.pk, "urgency": "2", "subject": ""}
    filled["description"] = f"In {contact.authority}, Gerät {{{{arbeitsplatz}}}}, Team {category.team}"
    page = page_after(desk, form_at(contact), **{**filled, "filled_from": template.pk}, template=other.pk)
    assert 'value="Drucker"' in page
    assert "Papier?" in page
    assert re.search(r'value="incident"[^>]*checked', page)
    assert not Ticket.objects.exists()
    # What is known by now is put in; what is still open is asked for.
    send = {**filled, "filled_from": template.pk, "subject": "Konto für {{ansprechperson}}"}
    del send["fill"]
    page = page_after(desk, form_at(contact), **send)
    assert "Bitte ersetzen Sie noch {{arbeitsplatz}}" in page
    assert not Ticket.objects.exists()
    page_after(desk, form_at(contact), **{**send, "description": "Für {{ansprechperson}}"})
    ticket = Ticket.objects.get()
    assert (ticket.subject, ticket.description) == (f"Konto für {contact}", f"Für {contact}")
    assert (ticket.kind, ticket.category, ticket.urgency) == ("service_request", category, 2)
    assert [item.text for item in ticket.checklists.get().items.all()] == ["Anlegen", "Übergeben"]


def test_without_templates_the_form_asks_nothing_and_braces_are_letters(desk: Client, contact: Contact) -> None:
    assert "Vorlage wählen" not in desk.get(form_at(contact)).content.decode()
    typed = {
        "requester": contact.pk, "kind": "incident", "category": CategoryFactory().pk, "subject": "{{team}} fehlt",
        "impact": "4", "urgency": "3", "channel": "phone", "filled_from": "9" * 40,
    }  # fmt: skip
    page_after(desk, form_at(contact), **typed)
    assert Ticket.objects.get().subject == "{{team}} fehlt"
