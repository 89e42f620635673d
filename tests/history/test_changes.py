"""The change history of a row as people read it: when, who, which field, from what to what."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import roles
from accounts.models import User
from applications.models import Vendor
from customers.models import Authority, Contact
from tests.factories import (
    AuthorityFactory,
    ContactFactory,
    ServicePointFactory,
    UserFactory,
    VendorFactory,
    WorkstationFactory,
)
from tests.people import employed


@pytest.fixture
def keeper(administrator: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps all master data."""
    return client_for(administrator)


def history(client: Client, row: Any, **query: Any) -> list[list[str]]:
    """The lines of the table as text, without the one that says how the row began."""
    return [line for line in all_lines(client, row, **query) if not line[-1].startswith("angelegt")]


def all_lines(client: Client, row: Any, **query: Any) -> list[list[str]]:
    """The lines of the table as text."""
    meta = row._meta
    response = client.get(reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[row.pk]), query)
    assert response.status_code == 200
    table = response.content.decode().partition('id="change-history"')[2]
    lines = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.DOTALL)]
        for line in lines
    ]


def test_change_through_the_form_is_told_with_person_field_and_both_values(keeper: Client, administrator: User) -> None:
    vendor = VendorFactory(name="Altes Haus", city="Schwerin")
    keeper.post(
        reverse("admin:applications_vendor_change", args=[vendor.pk]),
        {"name": "Neues Haus", "city": "", "source": "", "certainty": "A"},
    )
    lines = history(keeper, vendor)
    assert [line[-3:] for line in lines] == [
        ["Sicherheit", "–", "amtlich"],
        ["Name", "Altes Haus", "Neues Haus"],
        ["Ort", "Schwerin", "–"],
    ]
    assert lines[0][1].startswith(str(administrator))
    assert f"in der Verwaltung auf der Seite /admin/applications/vendor/{vendor.pk}/change/" in lines[0][1]
    assert re.fullmatch(r"\d\d\.\d\d\.\d{4}, \d\d:\d\d Uhr", lines[0][0])


def test_creation_is_told_with_person_page_and_every_value(keeper: Client, administrator: User) -> None:
    url = reverse("admin:applications_vendor_add")
    keeper.post(url, {"name": "Neues Haus", "city": "Schwerin", "source": "", "certainty": "A"})
    (line,) = all_lines(keeper, Vendor.objects.get(name="Neues Haus"))
    assert line[1].startswith(str(administrator))
    assert url in line[1]
    told = " ".join(line[-1].split())
    for words in ("angelegt", "Sicherheitamtlich", "NameNeues Haus", "OrtSchwerin"):
        assert words in told


def test_row_written_past_all_forms_has_a_beginning_too(keeper: Client) -> None:
    (vendor,) = Vendor.objects.bulk_create([Vendor(name="Im Stapel")])
    (line,) = all_lines(keeper, vendor)
    assert line[1] == "System"
    assert "NameIm Stapel" in line[-1]


def test_links_are_told_on_the_page_of_the_row_that_keeps_them(keeper: Client) -> None:
    point, first, second = ServicePointFactory(), AuthorityFactory(name="Amt Eins"), AuthorityFactory(name="Amt Zwei")
    point.authorities.set([first])
    point.authorities.set([second])
    lines = {tuple(line[-3:]) for line in history(keeper, point)}
    assert lines == {
        ("Betreute Behörden", "–", "Amt Eins"),
        ("Betreute Behörden", "Amt Eins", "–"),
        ("Betreute Behörden", "–", "Amt Zwei"),
    }


def test_successive_changes_are_compared_with_each_other_newest_first(keeper: Client) -> None:
    vendor = VendorFactory(city="Schwerin")
    for city in ("Wismar", "Rostock"):
        Vendor.objects.filter(pk=vendor.pk).update(city=city)  # no form, no action: the database itself records it
    lines = history(keeper, vendor)
    assert [line[-3:] for line in lines] == [["Ort", "Wismar", "Rostock"], ["Ort", "Schwerin", "Wismar"]]
    assert {line[1] for line in lines} == {"System"}


def test_related_rows_choices_and_days_are_said_in_words(keeper: Client) -> None:
    workstation = WorkstationFactory()
    contact = ContactFactory(authority=workstation.authority, first_name="Grit", last_name="Sommer")
    type(workstation).objects.filter(pk=workstation.pk).update(
        used_by=contact, network="school", in_service_on="2025-02-28"
    )
    assert [line[-3:] for line in history(keeper, workstation)] == [
        ["Genutzt von", "–", "Grit Sommer"],
        ["Netz", "Verwaltungsnetz", "Schulnetz"],
        ["In Betrieb seit", "01.03.2024", "28.02.2025"],
    ]


def test_history_of_a_deleted_row_tells_what_stood_there(keeper: Client) -> None:
    vendor = VendorFactory(name="Verschwundenes Haus", city="Parchim")
    kept = Vendor(pk=vendor.pk)
    vendor.delete()
    lines = history(keeper, kept)
    assert ["Name", "Verschwundenes Haus", "–"] in [line[-3:] for line in lines]
    assert "gelöscht" in lines[0][1]


def test_history_of_an_account_says_nothing_about_the_password(keeper: Client) -> None:
    user = UserFactory()
    user.set_password("Etwas-Neues-2026")
    user.first_name = "Wiebke"
    user.save()
    lines = all_lines(keeper, user)
    assert [line[-3] for line in lines[:-1]] == ["Vorname"]
    assert "asswort" not in lines[-1][-1]
    assert "md5$" not in lines[-1][-1]


def test_history_has_pages_that_join_without_a_gap(keeper: Client) -> None:
    vendor = VendorFactory(city="0")
    for number in range(1, 31):
        Vendor.objects.filter(pk=vendor.pk).update(city=str(number))
    lines = history(keeper, vendor) + history(keeper, vendor, p=2)
    assert [(line[-2], line[-1]) for line in lines] == [(str(number - 1), str(number)) for number in range(30, 0, -1)]


def test_history_takes_as_many_queries_for_twenty_changes_as_for_two(keeper: Client) -> None:
    contact, url = ContactFactory(), ""
    url = reverse("admin:customers_contact_history", args=[contact.pk])

    def change(times: int) -> None:
        for _ in range(times):
            Contact.objects.filter(pk=contact.pk).update(user=UserFactory())

    change(2)
    keeper.get(url)
    with CaptureQueriesContext(connection) as few:
        keeper.get(url)
    change(18)
    with CaptureQueriesContext(connection) as many:
        keeper.get(url)
    assert len(many) == len(few)


def test_history_needs_the_right_to_keep_the_row(client_for: Callable[[User], Client], db: None) -> None:
    desk, care = client_for(employed(roles.SERVICE_DESK)), client_for(employed(roles.APPLICATION_CARE))
    url = reverse("admin:applications_vendor_history", args=[VendorFactory().pk])
    assert care.get(url).status_code == 200
    assert desk.get(url).status_code == 403
    assert desk.get(reverse("admin:accounts_user_history", args=[UserFactory().pk])).status_code == 403


def test_history_of_a_row_that_never_was_leads_back(keeper: Client) -> None:
    assert keeper.get(reverse("admin:applications_vendor_history", args=[999_999_999])).status_code == 302
    assert keeper.get(reverse("admin:applications_vendor_history", args=["abc"])).status_code in (302, 404)


def test_form_that_somebody_has_overtaken_is_refused_once_and_keeps_what_was_typed(
    keeper: Client, administrator: User
) -> None:
    authority = AuthorityFactory(city="Schwerin")
    url = reverse("admin:customers_authority_change", args=[authority.pk])
    mine = filled_in(keeper.get(url))
    theirs = {**mine, "city": "Wismar"}
    assert keeper.post(url, theirs).status_code == 302
    refused = keeper.post(url, {**mine, "city": "Rostock"})
    text = refused.content.decode()
    assert f"inzwischen geändert (von {administrator}" in text
    assert 'value="Rostock"' in text
    assert Authority.objects.get(pk=authority.pk).city == "Wismar"
    assert keeper.post(url, {**filled_in(refused), "city": "Rostock"}).status_code == 302
    assert Authority.objects.get(pk=authority.pk).city == "Rostock"


def filled_in(response: Any) -> dict[str, Any]:
    """What the browser would send if nothing were typed."""
    form = response.context["adminform"].form
    values = {name: form[name].value() or "" for name in form.fields}
    for inline in response.context["inline_admin_formsets"]:
        values |= {field.html_name: field.value() for field in inline.formset.management_form}
    return {**values, "_seen": str(response.context["seen"])}
