"""Authorities and contacts in the web admin: refused with a sentence, nothing typed is lost, rights follow the role."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts import roles
from accounts.models import User
from customers.models import Authority, AuthorityRole, Contact
from history.models import LogEntry
from tests.factories import AuthorityFactory, AuthorityRoleFactory, ContactFactory, SiteFactory, UserFactory
from tests.people import contact_at, employed, with_fresh_rights


@pytest.fixture
def keeper(administrator: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps all master data."""
    return client_for(administrator)


def form_of(
    authority: Authority | None = None, *, roles_: list[dict[str, Any]] | None = None, **typed: Any
) -> dict[str, Any]:
    """The filled-in form of an authority, with its roles."""
    names = (
        "key",
        "name",
        "short_name",
        "kind",
        "ags",
        "ars",
        "street",
        "postcode",
        "city",
        "note",
        "source",
        "certainty",
    )
    values = {name: getattr(authority, name) if authority else "" for name in names} | typed
    rows = roles_ or []
    for prefix in ("roles", "task_transfers", "memberships", "sites"):
        stored = sum(1 for row in rows if row.get("id")) if prefix == "roles" else 0
        values |= {f"{prefix}-TOTAL_FORMS": len(rows) if prefix == "roles" else 0, f"{prefix}-INITIAL_FORMS": stored}
    for number, row in enumerate(rows):
        complete = {
            "id": "",
            "authority": authority.pk if authority else "",
            "valid_from": "",
            "valid_until": "",
            "outcome": "",
            **row,
        }
        values |= {f"roles-{number}-{name}": value for name, value in complete.items()}
    return values


def change_url(authority: Authority) -> str:
    return reverse("admin:customers_authority_change", args=[authority.pk])


def test_wrong_ags_gets_a_sentence_and_keeps_what_was_typed(keeper: Client) -> None:
    typed = form_of(
        key="neu", name="Stadt Neustadt-Glewe", short_name="Neustadt", kind="municipality_without_amt", ags="12345678"
    )
    response = keeper.post(reverse("admin:customers_authority_add"), typed)
    text = response.content.decode()
    assert response.status_code == 200
    assert response.context["adminform"].form.errors["ags"]
    assert 'value="Stadt Neustadt-Glewe"' in text
    assert 'value="12345678"' in text
    assert not Authority.objects.filter(key="neu").exists()


def test_ags_of_another_authority_is_refused_with_a_sentence(keeper: Client, ludwigslust: Authority) -> None:
    typed = form_of(key="neu", name="Neu", short_name="Neu", kind="municipality_without_amt", ags=ludwigslust.ags)
    text = keeper.post(reverse("admin:customers_authority_add"), typed).content.decode()
    assert "Diesen AGS hat schon eine andere Behörde." in text


def test_overlapping_role_periods_get_a_sentence_at_the_row(keeper: Client) -> None:
    authority = AuthorityFactory()
    first = AuthorityRoleFactory(authority=authority, role="customer", valid_from="2020-01-01")
    rows = [
        {"id": first.pk, "role": "customer", "valid_from": "01.01.2020"},
        {"role": "carrier", "valid_from": "01.05.2021"},
    ]
    response = keeper.post(change_url(authority), form_of(authority, roles_=rows))
    text = response.content.decode()
    assert response.status_code == 200
    assert "In diesem Zeitraum hat die Behörde schon eine Rolle. Bitte beenden Sie diese zuerst." in text
    assert 'value="01.05.2021"' in text
    assert authority.roles.count() == 1


def test_two_new_roles_that_overlap_each_other_are_refused(keeper: Client) -> None:
    authority = AuthorityFactory()
    rows = [{"role": "customer", "valid_from": "01.01.2020"}, {"role": "carrier", "valid_from": "01.05.2021"}]
    response = keeper.post(change_url(authority), form_of(authority, roles_=rows))
    assert "In diesem Zeitraum hat die Behörde schon eine Rolle." in response.content.decode()
    assert authority.roles.count() == 0


def test_one_role_ends_and_the_next_begins_in_one_go(keeper: Client) -> None:
    authority = AuthorityFactory()
    first = AuthorityRoleFactory(authority=authority, role="customer", valid_from="2020-01-01")
    rows = [
        {"id": first.pk, "role": "customer", "valid_from": "01.01.2020", "valid_until": "30.04.2021"},
        {"role": "carrier", "valid_from": "01.05.2021"},
    ]
    assert keeper.post(change_url(authority), form_of(authority, roles_=rows)).status_code == 302
    assert [role.role for role in authority.roles.order_by("valid_from")] == ["customer", "carrier"]


def test_what_only_the_database_notices_is_said_as_a_sentence_too(
    keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = AuthorityFactory()
    monkeypatch.setattr("ui.admin.periods.PeriodFormSet.clean", lambda self: None)  # as if somebody else were quicker
    rows = [{"role": "customer", "valid_from": "01.01.2020"}, {"role": "carrier", "valid_from": "01.05.2021"}]
    response = keeper.post(change_url(authority), form_of(authority, roles_=rows, city="Grabow"))
    assert response.status_code == 200
    assert "In diesem Zeitraum hat die Behörde schon eine Rolle." in response.content.decode()
    assert 'value="Grabow"' in response.content.decode()
    assert Authority.objects.get(pk=authority.pk).city == ""


def test_role_outcome_belongs_to_prospects_only(keeper: Client) -> None:
    authority = AuthorityFactory()
    rows = [{"role": "customer", "valid_from": "01.01.2020", "outcome": "declined"}]
    text = keeper.post(change_url(authority), form_of(authority, roles_=rows)).content.decode()
    assert "Einen Ausgang hat nur die Rolle Interessent." in text


def test_list_shows_and_filters_what_an_authority_is_today(keeper: Client) -> None:
    AuthorityRoleFactory(authority=AuthorityFactory(name="Träger-Stadt"), role="carrier", valid_from="2016-04-01")
    AuthorityRoleFactory(authority=AuthorityFactory(name="Frühere Stadt"), role="customer", valid_until="2018-12-31")
    url = reverse("admin:customers_authority_changelist")
    assert [str(row) for row in keeper.get(url, {"current_role": "carrier"}).context["cl"].result_list] == [
        "Träger-Stadt"
    ]
    assert "Frühere Stadt" in [str(row) for row in keeper.get(url, {"current_role": "none"}).context["cl"].result_list]


def test_site_belongs_to_one_owner(keeper: Client) -> None:
    data = {"key": "rathaus", "name": "Rathaus", "rooms-TOTAL_FORMS": 0, "rooms-INITIAL_FORMS": 0}
    text = keeper.post(reverse("admin:customers_site_add"), data).content.decode()
    assert "Ein Standort gehört entweder zu einer Behörde oder zu einem Unternehmen." in text


def test_same_room_twice_in_one_form_is_refused(keeper: Client) -> None:
    site = SiteFactory()
    data = {
        "key": site.key, "name": site.name, "source": "", "certainty": "",
        "rooms-TOTAL_FORMS": 2, "rooms-INITIAL_FORMS": 0,
        "rooms-0-name": "101", "rooms-0-site": site.pk, "rooms-1-name": "101", "rooms-1-site": site.pk,
    }  # fmt: skip
    response = keeper.post(reverse("admin:customers_site_change", args=[site.pk]), data)
    assert response.status_code == 200
    assert site.rooms.count() == 0


def contact_form(contact: Contact, **typed: Any) -> dict[str, Any]:
    names = ("authority_id", "first_name", "last_name", "function", "email", "phone", "role")
    values = {name.removesuffix("_id"): getattr(contact, name) for name in names}
    return {**values, "user": contact.user_id or "", "is_active": "on", **typed}


def contact_url(contact: Contact) -> str:
    return reverse("admin:customers_contact_change", args=[contact.pk])


def test_new_role_of_a_contact_changes_the_rights_of_the_account(keeper: Client, ludwigslust: Authority) -> None:
    user = contact_at(ludwigslust)
    contact = Contact.objects.get(user=user)
    assert keeper.post(contact_url(contact), contact_form(contact, role="it_coordinator")).status_code == 302
    assert with_fresh_rights(user).access.roles == (roles.IT_COORDINATOR,)


def test_contact_that_is_deleted_leaves_an_account_without_rights(keeper: Client, ludwigslust: Authority) -> None:
    user = contact_at(ludwigslust)
    keeper.post(reverse("admin:customers_contact_delete", args=[Contact.objects.get(user=user).pk]), {"post": "yes"})
    assert not Contact.objects.filter(user=user).exists()
    assert with_fresh_rights(user).access.roles == ()


def test_rights_in_the_portal_are_in_the_log(keeper: Client, administrator: User, ludwigslust: Authority) -> None:
    first, second = UserFactory(), UserFactory()
    contact = ContactFactory(authority=ludwigslust)

    def save(**typed: Any) -> None:
        contact.refresh_from_db()
        assert keeper.post(contact_url(contact), contact_form(contact, **typed)).status_code == 302

    save(phone="03874 555")
    save(user=first.pk)
    save(role="it_coordinator", valid_until="31.12.2126")
    save(user=second.pk)
    save(is_active="")
    save()
    keeper.post(reverse("admin:customers_contact_delete", args=[contact.pk]), {"post": "yes"})
    coordination = "IT-Koordination bei Stadt Ludwigslust bis 31.12.2126"
    reporting = "Melder bei Stadt Ludwigslust"
    entries = LogEntry.objects.filter(about__in=[first, second]).order_by("pk")
    assert {entry.user for entry in entries} == {administrator}
    assert [(entry.kind, entry.subject) for entry in entries.filter(about=first)] == [
        ("roles_given", reporting), ("roles_given", coordination), ("roles_taken", reporting),
        ("roles_taken", coordination),
    ]  # fmt: skip
    unlimited = "IT-Koordination bei Stadt Ludwigslust"
    assert [(entry.kind, entry.subject) for entry in entries.filter(about=second)] == [
        ("roles_given", unlimited), ("roles_taken", unlimited), ("roles_given", unlimited), ("roles_taken", unlimited),
    ]  # fmt: skip


def test_account_of_staff_cannot_become_a_contact(keeper: Client, service_desk: User) -> None:
    contact = ContactFactory()
    response = keeper.post(contact_url(contact), contact_form(contact, user=service_desk.pk))
    assert "Dieses Konto gehört zu einer Mitarbeiterin oder einem Mitarbeiter." in response.content.decode()
    assert with_fresh_rights(service_desk).access.roles == (roles.SERVICE_DESK,)


def test_service_desk_keeps_contacts_but_joins_no_accounts(client_for: Callable[[User], Client], db: None) -> None:
    contact, other = ContactFactory(), UserFactory()
    desk = client_for(employed(roles.SERVICE_DESK))
    typed = contact_form(contact, phone="03874 555", user=other.pk)
    assert desk.post(contact_url(contact), typed).status_code == 302
    contact.refresh_from_db()
    assert (contact.phone, contact.user) == ("03874 555", None)


def test_contact_stays_with_its_authority(keeper: Client) -> None:
    contact, other = ContactFactory(), AuthorityFactory()
    keeper.post(contact_url(contact), contact_form(contact, authority=other.pk))
    assert Contact.objects.get(pk=contact.pk).authority == contact.authority


def test_roles_of_all_authorities_are_a_list_of_their_own(keeper: Client) -> None:
    AuthorityRoleFactory(role="prospect", outcome="declined")
    response = keeper.get(
        reverse("admin:customers_authorityrole_changelist"), {"role__exact": AuthorityRole.Role.PROSPECT}
    )
    assert "abgelehnt" in response.content.decode()
