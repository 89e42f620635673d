"""What the person reads before they say yes, who may say it, and what becomes of a hand-over that nobody answers."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from handovers.actions import confirm_handover, object_to_handover
from handovers.lifecycle import Direction, State
from handovers.models import Handover, SignatureKind
from privacy.handed_over import part_in_handovers
from privacy.persons import person_of_account
from tests.documents import Document
from tests.factories import AuthorityFactory, ProviderFactory, WorkstationFactory
from tests.handing_over import NOW, as_it_stands, ask, held_by, in_stock, prepared
from tests.people import contact_of
from workstations.models import Device

AnswersIn = Callable[[User], Client]
LINES = "[[[20, 40], [200, 120], [380, 60]]]"


def page(name: str, handover: Handover) -> str:
    return reverse(f"handovers:{name}", args=[handover.pk])


def test_list_to_confirm_names_what_has_gone_to_another_owner_since(
    on_site: User, reporter: User, client_for: AnswersIn
) -> None:
    contact = contact_of(reporter)
    lent = held_by(contact, provider=ProviderFactory())
    back = ask(prepared(on_site, contact, lent, direction=Direction.RETURN), on_site)
    lent.refresh_from_db()
    assert lent.authority is None  # nobody of the authority sees it any more
    given = in_stock(contact)
    issue = ask(prepared(on_site, contact, given), on_site)
    Device.objects.filter(pk=given.pk).update(authority=AuthorityFactory(), held_by=None, workstation=None)
    browser = client_for(reporter)
    for row, device in ((back, lent), (issue, given)):
        for url in (page("confirm", row), page("object", row), row.get_absolute_url()):
            text = browser.get(url).content.decode()
            assert device.inventory_number in text
            assert device.serial_number in text
            assert device.get_absolute_url() not in text


def test_pages_lead_only_where_whoever_collects_may_go(
    on_site: User, reporter: User, coordinator: User, client_for: AnswersIn
) -> None:
    contact, colleague = contact_of(coordinator), contact_of(reporter)
    handover = prepared(on_site, contact, in_stock(contact))
    place = WorkstationFactory(authority=contact.authority, used_by=contact)
    Handover.objects.filter(pk=handover.pk).update(collected_by=colleague, workstation=place)
    row = ask(handover, on_site)
    browser = client_for(reporter)
    for url in (page("confirm", row), row.get_absolute_url()):
        (main,) = re.findall(r"<main.*?</main>", browser.get(url).content.decode(), re.DOTALL)
        links = set(re.findall(r'href="(/[^"#]*)"', main))
        assert {link: browser.get(link).status_code for link in links} == dict.fromkeys(links, 200)
    (own,) = re.findall(r"<main.*?</main>", client_for(coordinator).get(url).content.decode(), re.DOTALL)
    assert row.items.get().device.get_absolute_url() in own


@pytest.mark.parametrize("state", [State.WAITING, State.DISPUTED])
def test_what_nobody_confirms_is_signed_by_hand(
    state: State, on_site: User, reporter: User, client_for: AnswersIn
) -> None:
    contact = contact_of(reporter)
    device = in_stock(contact)
    row = ask(prepared(on_site, contact, device), on_site)
    if state == State.DISPUTED:
        object_to_handover(handover=row, objection="Das Netzteil fehlt.", by=reporter, now=NOW)
    Device.objects.filter(pk=device.pk).update(state="in_repair", repaired_by="Werkstatt")
    browser = client_for(on_site)
    assert page("sign", row) in browser.get(row.get_absolute_url()).content.decode()
    text = browser.get(page("sign", row)).content.decode()
    assert device.inventory_number in text
    assert "Ohne Unterschrift" not in text
    assert browser.post(page("sign", row), {"signature": LINES, "shown": as_it_stands(row)}).status_code == 302
    row.refresh_from_db()
    device.refresh_from_db()
    assert (row.state, row.signature_kind, row.signed_name) == (State.SIGNED, SignatureKind.DRAWN, str(contact))
    assert device.state == "in_repair"  # it took its step when it changed hands
    with row.document.file.open("rb") as file:
        assert row.number in Document(file.read()).text


def test_nobody_signs_twice(on_site: User, reporter: User, client_for: AnswersIn) -> None:
    contact = contact_of(reporter)
    row = ask(prepared(on_site, contact, in_stock(contact)), on_site)
    row = confirm_handover(handover=row, by=reporter, now=NOW)
    response = client_for(on_site).post(page("sign", row), {"signature": LINES, "shown": as_it_stands(row)})
    assert response["Location"] == row.get_absolute_url()
    row.refresh_from_db()
    assert row.signature_kind == SignatureKind.CONFIRMED


def test_first_person_does_not_answer_for_a_colleague_who_has_gone(
    on_site: User, reporter: User, coordinator: User, client_for: AnswersIn
) -> None:
    colleague = contact_of(coordinator)
    name, handover = str(colleague), prepared(on_site, contact_of(reporter), in_stock(colleague))
    Handover.objects.filter(pk=handover.pk).update(collected_by=colleague)
    row = ask(handover, on_site)
    colleague.delete()
    row.refresh_from_db()
    with pytest.raises(PermissionDenied):
        confirm_handover(handover=row, by=reporter, now=NOW)
    browser = client_for(reporter)
    assert browser.get(page("confirm", row)).status_code == 403
    assert "Ansehen und bestätigen" not in browser.get(reverse("handovers:handovers")).content.decode()
    assert f"Unterschrift von {name}" in client_for(on_site).get(page("sign", row)).content.decode()
    client_for(on_site).post(page("sign", row), {"signature": LINES, "shown": as_it_stands(row)})
    row.refresh_from_db()
    assert row.signed_name == name
    (own,) = part_in_handovers(person_of_account(reporter))["Übergaben"]
    assert name not in str(own)
    assert "20, 40" not in str(own)
