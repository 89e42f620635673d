"""A takeover from both sides in the browser: the service begins it, the authority does its part, the service reads it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from accounts import roles
from customers.models import Contact
from takeovers.models import TakeoverCase
from tests.browser.conftest import PHONE, OpenWindow, tab_to
from tests.factories import AuthorityFactory
from tests.people import contact_at, employed
from tests.takeovers.conftest import load_way

pytestmark = pytest.mark.django_db(transaction=True)


def test_both_sides_go_the_way_together(open_window: OpenWindow, tmp_path: Path) -> None:
    load_way()
    town = AuthorityFactory(name="Stadt Musterhagen", short_name="Musterhagen")
    care, coordinator = employed(roles.CUSTOMER_CARE), contact_at(town, Contact.Role.IT_COORDINATOR)

    desk = open_window().sign_in(care)
    desk.get_by_role("link", name="Aufnahmen und Austritte").first.click()
    desk.get_by_role("link", name="Vorhaben anlegen").click()
    desk.get_by_label("Behörde", exact=True).select_option(label="Stadt Musterhagen")
    desk.get_by_label("gesamte IT").check()
    desk.get_by_role("button", name="Anlegen").click()
    expect(desk.get_by_role("heading", name="Aufnahme: Stadt Musterhagen")).to_be_visible()
    case = TakeoverCase.objects.get()

    phone = open_window(PHONE, "dark").sign_in(coordinator)
    phone.locator(f'a[href="/takeovers/{case.pk}/"]').click()
    step = "Standorte, Nutzende und Geräte erheben"
    phone.locator("summary", has_text="Bestandsaufnahme").click()
    phone.get_by_role("link", name=step, exact=True).click()
    phone.get_by_role("link", name="Erledigen").click()
    phone.get_by_role("button", name="Erledigt").click()
    expect(phone.get_by_text("Es fehlt eine Datei als Nachweis.").first).to_be_visible()
    proof = tmp_path / "liste.txt"
    proof.write_text("83 Geräte")
    phone.locator("input[type=file]").set_input_files(proof)
    phone.get_by_label("Bemerkung").fill("Liste anbei")
    phone.get_by_role("button", name="Erledigt").click()
    expect(phone.get_by_text("Der Schritt ist erledigt.")).to_be_visible()

    desk.reload()
    desk.locator("summary", has_text="Bestandsaufnahme").click()
    expect(desk.get_by_text("Liste anbei").first).to_be_visible()
    tab_to(desk, f'a[href="/takeovers/{case.pk}/end/"]')
    desk.keyboard.press("Enter")
    desk.get_by_label("Kosten").check()
    desk.get_by_role("button", name="Beenden").click()
    expect(desk.get_by_text("Das Vorhaben ist beendet.")).to_be_visible()
    expect(desk.get_by_role("heading", name="Ausgang", exact=True)).to_be_visible()
