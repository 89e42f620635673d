"""The main job from end to end in the browser: report, take, answer, note, solve, read, confirm, count."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.conftest import OpenWindow, tab_to
from tests.factories import CategoryFactory, TeamFactory, WorkstationFactory, service_calendar_for_all
from tests.people import contact_of
from tickets.models import Category, Ticket

pytestmark = pytest.mark.django_db(transaction=True)

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


@pytest.fixture
def own_workstation(reporter: User) -> str:
    """The number of the workstation that the reporter uses."""
    contact = contact_of(reporter)
    assert contact is not None
    return str(WorkstationFactory(authority=contact.authority, used_by=contact, inventory_number="LWL-AP-0047"))


@pytest.fixture
def printers(service_desk: User) -> Category:
    """A category whose team is the desk's, and the agreement that gives it a deadline."""
    service_calendar_for_all()
    CategoryFactory(name="Telefon oder Netz", team=TeamFactory(), position=2)
    return CategoryFactory(name="Drucker oder Scanner", team=service_desk.staff_member.team, position=1)


def figure(page: Page, title: str) -> int:
    """The number of one tile of the dashboard."""
    tile = page.locator(".ku-kpi", has=page.locator("dt", has_text=title)).locator(".ku-kpi__value")
    return int(tile.inner_text().split()[0])


def test_main_job_by_mouse(
    open_window: OpenWindow,
    tmp_path: Path,
    reporter: User,
    service_desk: User,
    manager: User,
    own_workstation: str,
    printers: Category,
) -> None:
    board = open_window().sign_in(manager)
    before = figure(board, "Eingang diese Woche"), figure(board, "Gelöst diese Woche")

    portal = open_window().sign_in(reporter)
    portal.get_by_role("link", name="Störung melden").first.click()
    expect(portal.get_by_label("Um welches Gerät")).to_contain_text(own_workstation)
    assert own_workstation in portal.get_by_label("Um welches Gerät").evaluate("field => field.selectedOptions[0].text")
    portal.get_by_role("radio", name="Drucker oder Scanner").click()
    portal.get_by_label("Kurz gesagt").fill("Drucker im Bürgerbüro druckt nicht")
    portal.get_by_label("Was sehen Sie genau").fill("Es kommt nur weißes Papier.")
    portal.get_by_text("Ich kann nicht arbeiten").click()
    photo = tmp_path / "anzeige.png"
    photo.write_bytes(PNG)
    portal.locator("input[type=file]").set_input_files(photo)
    portal.get_by_role("button", name="Störung melden").click()
    expect(portal.get_by_role("heading", name="ist angekommen")).to_be_visible()
    ticket = Ticket.objects.get()
    assert str(ticket.workstation) == own_workstation

    desk = open_window().sign_in(service_desk)
    desk.get_by_role("link", name="Nicht zugewiesen").click()
    desk.get_by_role("link", name="Drucker im Bürgerbüro druckt nicht").click()
    expect(desk.get_by_role("link", name="anzeige.png")).to_be_visible()
    desk.get_by_role("button", name="Übernehmen").click()
    expect(desk.get_by_text("hat die Meldung übernommen")).to_be_visible()
    desk.locator("label", has_text="Interne Notiz").click()
    desk.locator("#composer-body").fill("Walze ist verschlissen.")
    desk.get_by_role("button", name="Notiz speichern").click()
    expect(desk.get_by_text("Walze ist verschlissen.")).to_be_visible()
    desk.locator("#composer-body").fill("Ein Kollege kommt um zehn Uhr.")
    desk.get_by_role("button", name="Senden", exact=True).click()
    expect(desk.get_by_text("Ein Kollege kommt um zehn Uhr.")).to_be_visible()
    desk.locator("#composer-body").fill("Die Walze ist getauscht.")
    desk.get_by_role("button", name="Senden und lösen").click()
    expect(desk.locator(".ku-record-head").get_by_text("Gelöst")).to_be_visible()

    portal.get_by_role("link", name="Meine Meldungen").first.click()
    portal.get_by_role("link", name="Gelöst").first.click()
    portal.get_by_role("link", name="Drucker im Bürgerbüro druckt nicht").click()
    expect(portal.get_by_text("Ein Kollege kommt um zehn Uhr.")).to_be_visible()
    expect(portal.get_by_text("Die Walze ist getauscht.")).to_be_visible()
    assert "Walze ist verschlissen" not in portal.content()
    portal.get_by_role("button", name="Ja, gelöst").click()
    expect(portal.get_by_text("Geschlossen").first).to_be_visible()

    board.reload()
    after = figure(board, "Eingang diese Woche"), figure(board, "Gelöst diese Woche")
    assert after == (before[0] + 1, before[1] + 1)


def test_main_job_by_keyboard_alone(
    open_window: OpenWindow, reporter: User, service_desk: User, manager: User, own_workstation: str, printers: Category
) -> None:
    board = open_window().sign_in(manager)
    before = figure(board, "Gelöst diese Woche")

    portal = open_window().sign_in(reporter)
    report_by_keyboard(portal)
    ticket = Ticket.objects.get()
    assert (str(ticket.workstation), ticket.category) == (own_workstation, printers)
    solve_by_keyboard(open_window().sign_in(service_desk), ticket)
    confirm_by_keyboard(portal, ticket)

    with board.expect_navigation():
        board.keyboard.press("g")
        board.keyboard.press("d")
    assert figure(board, "Gelöst diese Woche") == before + 1


def report_by_keyboard(portal: Page) -> None:
    """Report a fault on the workstation that is already chosen."""
    tab_to(portal, "main a[href='/portal/report/']")
    portal.keyboard.press("Enter")
    portal.wait_for_url("**/portal/report/")
    tab_to(portal, "input[name=category]")
    portal.keyboard.press("Space")
    tab_to(portal, "input[name=subject]")
    portal.keyboard.type("Drucker im Bürgerbüro druckt nicht")
    tab_to(portal, "input[name=severity]")
    portal.keyboard.press("ArrowDown")
    tab_to(portal, "main button[type=submit]")
    portal.keyboard.press("Enter")
    expect(portal.get_by_role("heading", name="ist angekommen")).to_be_visible()


def solve_by_keyboard(desk: Page, ticket: Ticket) -> None:
    """Find it, take it, note, answer and solve, with the documented keys."""
    tab_to(desk, ".ku-tabs a[href*='unassigned']")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**view=unassigned")
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**/{ticket.number}/**")
    desk.keyboard.press("i")
    expect(desk.get_by_text("hat die Meldung übernommen")).to_be_visible()
    desk.keyboard.press("n")
    desk.keyboard.type("Walze ist verschlissen.")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".ku-post--note", has_text="Walze ist verschlissen.")).to_be_visible()
    desk.keyboard.press("r")
    desk.keyboard.type("Ein Kollege kommt um zehn Uhr.")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".ku-post--reply", has_text="Ein Kollege kommt um zehn Uhr.")).to_be_visible()
    desk.keyboard.press("r")
    desk.keyboard.type("Die Walze ist getauscht.")
    tab_to(desk, "button[name=then][value=resolve]")
    desk.keyboard.press("Enter")
    expect(desk.locator(".ku-record-head").get_by_text("Gelöst")).to_be_visible()


def confirm_by_keyboard(portal: Page, ticket: Ticket) -> None:
    """Read the solution, see nothing of the note, and confirm."""
    tab_to(portal, "a[href='/portal/tickets/']")
    portal.keyboard.press("Enter")
    portal.wait_for_url("**/portal/tickets/")
    tab_to(portal, ".ku-tabs a:not([aria-current])")
    portal.keyboard.press("Enter")
    portal.wait_for_url("**view=**")
    tab_to(portal, f"a[href*='{ticket.number}']")
    portal.keyboard.press("Enter")
    expect(portal.get_by_text("Die Walze ist getauscht.")).to_be_visible()
    assert "Walze ist verschlissen" not in portal.content()
    tab_to(portal, "form[action$='/confirm/'] button")
    portal.keyboard.press("Enter")
    expect(portal.get_by_text("Geschlossen").first).to_be_visible()
