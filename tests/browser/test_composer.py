"""Writing at a report in the browser: drafts on the server, text modules, sending without leaving the page."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import ON_SITE, SERVICE_DESK
from tests.browser.conftest import OpenWindow
from tests.factories import StaffMemberFactory, TextModuleFactory
from tests.world import World, build
from tickets import actions
from tickets.models import Draft, Message, Ticket

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(db: None) -> World:
    """Two authorities with all that belongs to them, and a person of every role."""
    return build()


def own(world: World) -> Ticket:
    ticket = world.own["ticket"]
    assert isinstance(ticket, Ticket)
    Draft.objects.all().delete()
    return ticket


def test_draft_is_there_on_another_computer_and_a_colleague_sees_who_writes(
    world: World, open_window: OpenWindow
) -> None:
    ticket, user = own(world), world.people[SERVICE_DESK.key]
    window = open_window()
    window.sign_in(user)
    page = window.open(ticket.get_absolute_url())
    page.keyboard.press("n")
    page.keyboard.type("Walze ist verschlissen.")
    expect(page.locator("[data-draft-status]")).to_contain_text("Entwurf gespeichert")
    other = open_window()
    other.sign_in(user)
    elsewhere = other.open(ticket.get_absolute_url())
    expect(elsewhere.locator("#composer-body")).to_have_value("Walze ist verschlissen.")
    expect(elsewhere.get_by_role("radio", name="Interne Notiz")).to_be_checked()
    expect(elsewhere.locator("[data-draft-status]")).to_contain_text("wiederhergestellt")
    colleague = open_window()
    colleague.sign_in(world.people[ON_SITE.key])
    third = colleague.open(ticket.get_absolute_url())
    third.locator("#composer-body").fill("Ich auch")
    expect(third.locator("[data-draft-notice]")).to_have_text(f"{user} schreibt gerade …")


def test_text_module_comes_by_its_name_and_is_sent_without_leaving_the_page(
    world: World, open_window: OpenWindow
) -> None:
    ticket = own(world)
    TextModuleFactory(title="Rückfrage", body="Guten Tag {{ansprechperson}}!")
    window = open_window()
    window.sign_in(world.people[SERVICE_DESK.key])
    page = window.open(ticket.get_absolute_url())
    page.keyboard.press("r")
    page.keyboard.type("Hallo ::Rück")
    page.get_by_role("button", name="Rückfrage", exact=True).click()
    expect(page.locator("#composer-body")).to_have_value(f"Hallo Guten Tag {ticket.requester}!")
    page.evaluate("window.isSamePage = true")
    page.get_by_role("button", name="Senden", exact=True).click()
    expect(page.locator(".ku-post--reply", has_text=f"Hallo Guten Tag {ticket.requester}!")).to_be_visible()
    expect(page.locator("#composer-body")).to_have_value("")
    assert page.evaluate("window.isSamePage")
    page.reload()
    expect(page.locator("#composer-body")).to_have_value("")


def test_first_click_below_an_empty_text_counts(world: World, open_window: OpenWindow) -> None:
    ticket = own(world)
    window = open_window()
    window.sign_in(world.people[SERVICE_DESK.key])
    page = window.open(ticket.get_absolute_url())
    with page.expect_file_chooser() as chosen:
        page.locator(".ku-composer__foot input[type=file]").click()
    chosen.value.set_files({"name": "foto.png", "mimeType": "image/png", "buffer": b"x"})
    expect(page.locator("[data-composer]")).to_contain_text("foto.png")
    page.reload()
    page.get_by_role("button", name="Senden", exact=True).click()
    expect(page.locator("[data-composer] [role=alert]")).to_have_text("Bitte schreiben Sie einen Text.")
    window.complaints[:] = [text for text in window.complaints if "422" not in text]  # the refusal is the point
    page.get_by_role("textbox", name="Text", exact=True).focus()
    page.get_by_role("button", name="Textbausteine und Makros").click()
    expect(page.get_by_role("searchbox", name="Suchen")).to_be_visible()


def test_reply_that_crosses_another_keeps_text_and_file_and_shows_what_is_new(
    world: World, open_window: OpenWindow
) -> None:
    ticket = own(world)
    window = open_window()
    window.sign_in(world.people[SERVICE_DESK.key])
    page = window.open(ticket.get_absolute_url())
    page.locator("#composer-body").fill("Mein langer Text")
    page.locator("#composer input[type=file]").set_input_files(
        {"name": "bild.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + b"\x00" * 64}
    )
    actions.reply(ticket=ticket, by=world.people[ON_SITE.key], body="Ich war schneller.", now=timezone.now())
    page.get_by_role("button", name="Senden", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("hat inzwischen zu dieser Meldung geschrieben")
    expect(page.locator(".ku-post--reply", has_text="Ich war schneller.")).to_be_visible()
    expect(page.locator("#composer-body")).to_have_value("Mein langer Text")
    window.complaints.clear()  # the browser notes the refusal
    page.get_by_role("button", name="Senden", exact=True).click()
    expect(page.locator(".ku-post--reply", has_text="Mein langer Text")).to_contain_text("bild.png")


def test_colleague_is_named_by_an_at_sign(world: World, open_window: OpenWindow) -> None:
    ticket = own(world)
    member = StaffMemberFactory(display_name="Jördis Ähnlich")
    window = open_window()
    window.sign_in(world.people[SERVICE_DESK.key])
    page = window.open(ticket.get_absolute_url())
    page.keyboard.press("n")
    StaffMemberFactory(display_name="Jördana Anders")
    text = page.locator("#composer-body")
    page.keyboard.type("@Jörd")
    expect(page.get_by_role("option", name="Jördana Anders")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(text).to_be_focused()
    page.keyboard.type("i")
    chosen = page.get_by_role("option", name="Jördis Ähnlich")
    expect(chosen).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Backspace")
    expect(page.locator("#mentions").get_by_role("option")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(text).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    page.keyboard.press("Enter")
    page.keyboard.type("bitte ansehen")
    page.get_by_role("button", name="Notiz speichern").click()
    expect(page.locator(".ku-post--note", has_text="@Jördis Ähnlich bitte ansehen")).to_be_visible()
    note = Message.objects.get(body="@Jördis Ähnlich bitte ansehen")
    assert [mention.member for mention in note.mentions.all()] == [member]


def test_editing_finds_a_person_by_typing(world: World, open_window: OpenWindow) -> None:
    ticket = own(world)
    window = open_window()
    window.sign_in(world.people[SERVICE_DESK.key])
    page = window.open(f"/tickets/{ticket.number}/edit/")
    colleague = world.colleague["ticket"]
    assert isinstance(colleague, Ticket)
    name = colleague.requester.last_name
    page.get_by_label("Ansprechperson suchen").fill(name)
    expect(page.get_by_label("Ansprechperson", exact=True).locator("option")).to_contain_text(["Treffer", name])
    page.get_by_label("Ansprechperson", exact=True).select_option(str(colleague.requester_id))
    page.locator("#id_workstation").select_option("")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Die Angaben sind geändert.").first).to_be_visible()
