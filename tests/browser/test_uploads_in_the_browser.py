"""Files by dragging, pasting and choosing, and how far they are on their way to the server."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import CDPSession, Page, expect

from accounts.models import User
from customers.models import Authority
from tests.browser.conftest import OpenWindow, Window
from tests.factories import CategoryFactory, ContactFactory, TicketFactory
from tests.people import contact_of
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 400_000
FILE = {"name": "bild.png", "mimeType": "image/png", "buffer": PNG}
SLOW = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 15_000}
PASTE = """async () => {
    const files = new DataTransfer();
    files.items.add(new File(["x"], "aus-der-zwischenablage.png", { type: "image/png" }));
    document.querySelector("[name=subject]").dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true }));
}"""


def signed_in(open_window: OpenWindow, user: User) -> Window:
    window = open_window()
    window.sign_in(user)
    return window


def limit(page: Page, conditions: dict[str, object]) -> CDPSession:
    """Let files leave slowly, as over the line of a small town hall."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", conditions)
    return session


def drop(page: Page, path: Path, selector: str) -> None:
    """Drag a file from the desktop onto an element."""
    page.locator(selector).scroll_into_view_if_needed()
    box = page.locator(selector).bounding_box()
    assert box
    session = page.context.new_cdp_session(page)
    for step in ("dragEnter", "dragOver", "drop"):
        session.send(
            "Input.dispatchDragEvent",
            {
                "type": step,
                "x": box["x"] + box["width"] / 2,
                "y": box["y"] + box["height"] / 2,
                "data": {"items": [], "files": [str(path)], "dragOperationsMask": 1},
            },
        )


def test_files_are_dropped_pasted_and_chosen_and_all_arrive(
    open_window: OpenWindow, reporter: User, tmp_path: Path
) -> None:
    CategoryFactory(name="Drucker")
    for name in ("in-das-feld.png", "daneben.png"):
        (tmp_path / name).write_bytes(PNG)
    page = signed_in(open_window, reporter).open(reverse("portal:report"))
    page.get_by_label("Kurz gesagt").fill("Drucker druckt nicht")
    drop(page, tmp_path / "in-das-feld.png", "[data-dropzone]")
    expect(page.locator("[data-files] li")).to_have_count(1)
    drop(page, tmp_path / "daneben.png", "h1")
    expect(page.locator("[data-files] li")).to_have_count(2)
    page.evaluate(PASTE)
    expect(page.locator("[data-files] li")).to_have_count(3)
    page.locator("input[type=file]").set_input_files({**FILE, "name": "gewählt.png"})
    expect(page.locator("#ku-announcer")).to_have_text("4 Dateien ausgewählt")
    page.get_by_role("button", name="aus-der-zwischenablage.png entfernen").press("Enter")
    expect(page.locator("[data-files] li")).to_have_count(3)
    # Refused: what is typed and the chosen files are still there.
    page.get_by_role("button", name="Störung melden", exact=True).press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title().startswith("Fehler:")
    expect(page.get_by_label("Kurz gesagt")).to_have_value("Drucker druckt nicht")
    expect(page.locator("[data-files] li")).to_have_count(3)
    page.get_by_role("radio", name="Drucker").check(force=True)
    page.get_by_label("Was sehen Sie genau").fill("Das Blatt bleibt leer.")
    page.get_by_text("Ich kann nicht arbeiten").click()
    page.get_by_role("button", name="Störung melden", exact=True).press("Enter")
    page.wait_for_url("**/portal/tickets/**")
    names = Ticket.objects.get().attachments.values_list("name", flat=True)
    assert sorted(names) == ["daneben.png", "gewählt.png", "in-das-feld.png"]


def test_answer_shows_how_far_its_file_is_and_stops_when_asked(open_window: OpenWindow, reporter: User) -> None:
    contact = contact_of(reporter)
    assert contact
    ticket = TicketFactory(requester=contact, authority=contact.authority)
    address = reverse("portal:ticket", args=[ticket.number])
    page = signed_in(open_window, reporter).open(address)
    page.locator("textarea[name=body]").fill("Hier ist ein Bild.")
    page.locator("input[type=file]").set_input_files(FILE)
    session = limit(page, SLOW)
    send = page.locator("form:has([data-dropzone]) button[type=submit]").first
    send.press("Enter")
    bar = page.get_by_role("progressbar", name="Hochladen")
    expect(bar).to_be_visible()
    expect(page.locator("#ku-announcer")).to_have_text(re.compile(r"\d+ % hochgeladen"), timeout=30_000)
    send.press("Enter")  # a second time is no second answer
    expect(bar).to_have_count(1)
    page.get_by_role("button", name="Hochladen abbrechen").press("Enter")
    expect(bar).to_have_count(0)
    expect(page.get_by_text("Das Hochladen ist abgebrochen.").first).to_be_visible()
    expect(page.locator("textarea[name=body]")).to_have_value("Hier ist ein Bild.")
    expect(page.locator("[data-files]")).to_contain_text("bild.png")
    assert not ticket.messages.exists()
    session.send("Network.emulateNetworkConditions", {**SLOW, "uploadThroughput": -1, "downloadThroughput": 100})
    send.press("Enter")
    expect(page.get_by_text("Wird geprüft …")).to_be_visible()
    expect(page.get_by_role("button", name="Hochladen abbrechen")).to_have_count(0)
    session.send("Network.emulateNetworkConditions", {**SLOW, "uploadThroughput": -1})
    expect(page.locator(".ku-timeline")).to_contain_text("Hier ist ein Bild.")
    expect(page.locator(".ku-timeline")).to_contain_text("bild.png")
    assert ticket.messages.get().attachments.get().name == "bild.png"


def test_report_by_telephone_is_made_with_its_file(
    open_window: OpenWindow, service_desk: User, ludwigslust: Authority
) -> None:
    contact, category = ContactFactory(authority=ludwigslust), CategoryFactory()
    page = signed_in(open_window, service_desk).open(reverse("tickets:open-for", args=[ludwigslust.pk]))
    page.get_by_label("Wer meldet?").select_option(str(contact.pk))
    page.locator("#id_category").select_option(str(category.pk))
    page.get_by_label("Betreff").fill("Drucker")
    page.locator("input[type=file]").set_input_files(FILE)
    page.get_by_role("button", name="Meldung anlegen").click()
    page.wait_for_url("**/tickets/*-*/")
    expect(page.get_by_text("ist angelegt.").first).to_be_visible()
    assert Ticket.objects.get().attachments.get().name == "bild.png"
