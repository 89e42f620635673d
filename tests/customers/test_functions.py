"""Functions of contacts: given and ended in the workspace and in the portal, and private numbers seen by few."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from customers.models import Authority, Contact, ContactFunction
from history.forgetting import states_of
from tests.factories import ContactFactory, ContactFunctionFactory
from tests.people import contact_of

BrowserFor = Callable[[User], Client]
Kind = ContactFunction.Kind
NUMBER = "0152 28817386"


@pytest.fixture
def person(ludwigslust: Authority) -> Contact:
    return ContactFactory(authority=ludwigslust, first_name="Ilse", last_name="Zuständig")


def give(client: Client, person: Contact, **typed: object) -> str:
    data = {"kind": "emergency", "phone": NUMBER, "consented_on": "2026-11-02", **typed}
    url = reverse("customers:give_function", args=[person.pk])
    return client.post(url, data, follow=True).content.decode()


@pytest.mark.parametrize("keeper", ["service_desk", "coordinator"])
def test_function_is_given_and_ended_by_the_service_and_by_the_coordination(
    keeper: str, person: Contact, client_for: BrowserFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(keeper))
    with time_machine.travel("2026-11-16 10:00+01:00", tick=False):
        page = give(client, person)
        assert "hat jetzt die Funktion „Notfallkontakt“" in page
        assert f'href="tel:{NUMBER.replace(" ", "")}"' in page
        function = ContactFunction.objects.get()
        url = reverse("customers:end_function", args=[function.pk])
        page = client.post(url, {"last_day": "2026-11-15"}, follow=True).content.decode()
    assert "endet am 15.11.2026" in page
    function.refresh_from_db()
    assert function.valid_until == date(2026, 11, 15)
    assert client.post(url, {"last_day": "2026-12-01"}).status_code == 200, "what has ended stays ended"
    function.refresh_from_db()
    assert function.valid_until == date(2026, 11, 15)
    assert states_of(ContactFunction, [function.pk]).count() == 2


def test_emergency_contact_without_consent_is_refused_in_words(
    person: Contact, service_desk: User, client_for: BrowserFor
) -> None:
    page = give(client_for(service_desk), person, consented_on="")
    assert "Ein Notfallkontakt braucht Telefon oder E-Mail" in page
    page = give(client_for(service_desk), person, consented_on="2999-01-01")
    assert "Eine Einwilligung kann nicht in der Zukunft liegen." in page
    page = give(client_for(service_desk), person, kind="invoices")
    assert "gehören nur zu einem Notfallkontakt" in page
    assert not ContactFunction.objects.exists()


def test_other_functions_are_changed_without_being_asked_for_numbers(
    person: Contact, service_desk: User, client_for: BrowserFor
) -> None:
    function = ContactFunctionFactory(contact=person, kind=Kind.INVOICES, phone="", consented_on=None)
    client, url = client_for(service_desk), reverse("customers:function", args=[function.pk])
    assert 'name="phone"' not in client.get(url).content.decode()
    client.post(url, {"is_deputy": "on", "valid_from": "2026-01-01"})
    function.refresh_from_db()
    assert (function.is_deputy, function.valid_from) == (True, date(2026, 1, 1))


def test_private_number_is_seen_by_staff_and_by_who_sees_the_whole_authority_and_no_other(
    person: Contact, service_desk: User, coordinator: User, reporter: User, stranger: User, client_for: BrowserFor
) -> None:
    ContactFunctionFactory(contact=person, phone=NUMBER)
    url, digits = person.get_absolute_url(), NUMBER.replace(" ", "")
    for user in (service_desk, coordinator):
        assert digits in client_for(user).get(url).content.decode()
    assert client_for(reporter).get(url).status_code == 403
    assert client_for(stranger).get(url).status_code in (403, 404)
    own = ContactFunctionFactory(contact=contact_of(reporter))
    assert list(ContactFunction.objects.visible_to(reporter)) == [own]


def test_coordinator_gives_no_function_at_another_authority(coordinator: User, client_for: BrowserFor) -> None:
    foreign = ContactFunctionFactory()
    client = client_for(coordinator)
    assert client.get(reverse("customers:give_function", args=[foreign.contact_id])).status_code == 404
    assert (
        client.post(reverse("customers:end_function", args=[foreign.pk]), {"last_day": "2026-11-15"}).status_code == 404
    )


def test_list_shows_and_finds_both_kinds_of_functions(
    person: Contact, ludwigslust: Authority, service_desk: User, client_for: BrowserFor
) -> None:
    ContactFunctionFactory(contact=person)
    ended = ContactFactory(authority=ludwigslust, role=Contact.Role.AUTHORITY_HEAD, last_name="Leitung")
    ContactFunctionFactory(contact=ended, valid_until=date(2020, 1, 1))
    client = client_for(service_desk)
    page = client.get("/contacts/").content.decode()
    assert "Notfallkontakt" in page
    assert "Verwaltungsleitung" in page
    found = client.get("/contacts/?function=emergency").context["page"].object_list
    assert [row.pk for row in found] == [person.pk]
    assert NUMBER not in page
