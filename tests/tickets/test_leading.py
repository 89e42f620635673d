"""How the report above others ends: that of an outage only with the outage, any other one with a word on its parts."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from customers.models import Contact
from tests.factories import MacroFactory, MajorIncidentFactory, TextModuleFactory, TicketFactory, TicketLinkFactory
from tickets.lifecycle import State
from tickets.models import MajorIncident, Ticket, TicketLink

ClientFor = Callable[[User], Client]
REFUSED = "führt die laufende Großstörung „Netz gestört“. Bitte beenden Sie die Großstörung auf ihrer Seite"


@pytest.fixture
def desk(service_desk: User, client_for: ClientFor) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


@pytest.fixture
def incident(contact: Contact) -> MajorIncident:
    """A running outage with one report that it collects."""
    leading = TicketFactory(
        authority=contact.authority, requester=contact, created_at=timezone.now() - timedelta(hours=1)
    )
    TicketLinkFactory(source=leading, kind=TicketLink.Kind.PARENT)
    return MajorIncidentFactory(ticket=leading, title="Netz gestört", affects=[contact.authority])


def sent(client: Client, name: str, *args: object, **data: object) -> str:
    response = client.post(reverse(name, args=args), data, follow=True)
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_leading_report_ends_only_with_its_outage(desk: Client, incident: MajorIncident) -> None:
    leading = incident.ticket
    page = desk.get(leading.get_absolute_url()).content.decode()
    assert f'href="{incident.get_absolute_url()}#outage-end"' in page
    assert 'value="resolve"' not in page
    response = desk.post(
        reverse("tickets:write", args=[leading.number]), {"kind": "reply", "body": "Läuft.", "then": "resolve"}
    )
    assert response.status_code == 422
    assert REFUSED in response.content.decode()
    assert f'href="{incident.get_absolute_url()}#outage-end">' in response.content.decode()
    assert REFUSED in sent(desk, "tickets:cancel", leading.number, reason="doppelt")
    macro = MacroFactory(text=TextModuleFactory(body="Läuft wieder."), then="resolve")
    assert REFUSED in sent(desk, "tickets:run-macro", leading.number, macro=macro.pk)
    assert Ticket.objects.get(pk=leading.pk).state == State.NEW
    assert MajorIncident.objects.get().is_running
    sent(desk, "tickets:end-outage", incident.pk, **{"end-body": "Läuft wieder."})
    assert not MajorIncident.objects.get().is_running
    assert set(Ticket.objects.values_list("state", flat=True)) == {State.RESOLVED}
    assert "Status: Geschlossen." in sent(desk, "tickets:change-state", leading.number, state="closed")


def test_solved_one_of_a_running_outage_is_not_closed_on_its_own(desk: Client, incident: MajorIncident) -> None:
    Ticket.objects.filter(pk=incident.ticket_id).update(state=State.RESOLVED, resolved_at=timezone.now())
    assert REFUSED in sent(desk, "tickets:bulk-apply", do="close", ticket=incident.ticket.number, mode="all")
    Ticket.objects.exclude(pk=incident.ticket_id).update(state=State.CANCELLED, closed_at=timezone.now())
    assert 'id="outage-end"' in desk.get(incident.get_absolute_url()).content.decode()


def test_who_reported_it_cannot_take_it_back_either(
    client_for: ClientFor, reporter: User, incident: MajorIncident
) -> None:
    browser, number = client_for(reporter), incident.ticket.number
    url = reverse("portal:cancel", args=[number])
    assert url not in browser.get(reverse("portal:ticket", args=[number])).content.decode()
    assert "gehört zu einer bekannten Störung" in sent(browser, "portal:cancel", number)
    MajorIncident.objects.update(ended_at=timezone.now())
    assert url in browser.get(reverse("portal:ticket", args=[number])).content.decode()
    assert "Ihre Meldung ist zurückgezogen." in sent(browser, "portal:cancel", number)


def test_whoever_ends_a_report_reads_which_parts_of_it_are_open(desk: Client) -> None:
    links = [TicketLinkFactory(kind=TicketLink.Kind.PARENT)]
    above = links[0].source
    links += [
        TicketLinkFactory(source=above, target=TicketFactory(state=state), kind=TicketLink.Kind.PARENT)
        for state in (State.IN_PROGRESS, State.RESOLVED)
    ]
    first, second, _ = sorted((link.target for link in links), key=lambda row: (row.state == "resolved", row.number))
    still = f"2 Teile dieser Meldung sind noch offen: {', '.join(sorted((first.number, second.number)))}."
    shown = sent(desk, "tickets:write", above.number, kind="reply", body="Läuft.", then="resolve")
    assert f"die Meldung ist gelöst. {still}" in shown
    Ticket.objects.filter(pk=first.pk).update(state=State.RESOLVED, resolved_at=timezone.now())
    assert f"Status: Geschlossen. 1 Teil dieser Meldung ist noch offen: {second.number}." in sent(
        desk, "tickets:change-state", above.number, state="closed"
    )
    assert sent(desk, "tickets:cancel", second.number, reason="doppelt").count("noch offen") == 0
