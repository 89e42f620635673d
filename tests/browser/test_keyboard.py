"""Everything at a report by single keys, as the help tells them."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.conftest import OpenWindow, Window
from tests.factories import MacroFactory, StaffMemberFactory, TextModuleFactory, TicketFactory
from tickets.models import Ticket, Watcher

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ticket(service_desk: User) -> Ticket:
    """A report of the own team, that nobody has taken yet."""
    return TicketFactory(subject="Drucker", team=service_desk.staff_member.team)


@pytest.fixture
def window(open_window: OpenWindow, service_desk: User) -> Window:
    """A window in which somebody of the service desk is signed in."""
    opened = open_window()
    opened.sign_in(service_desk)
    return opened


def told_in_the_help(page: Page) -> set[str]:
    """The keys that the overview names, as the pages write them."""
    rows = page.locator("#shortcuts dt").all()
    names = [[key.strip().lower() for key in row.locator("kbd").all_text_contents()] for row in rows]
    singles = {key for keys in names if keys[0] != "g" for key in keys}
    return singles | {" ".join(keys) for keys in names if keys[0] == "g"}


def on_the_page(page: Page) -> list[str]:
    return [str(element.get_attribute("data-shortcut")) for element in page.locator("[data-shortcut]").all()]


def test_help_names_every_key_and_no_key_means_two_things(window: Window, ticket: Ticket) -> None:
    TicketFactory(subject="Maus")
    TicketFactory(subject="Tastatur")
    second = Ticket.objects.order_by("due_at", "pk")[1]
    in_the_list = on_the_page(window.open("/tickets/"))
    page = window.open(f"{second.get_absolute_url()}?list=view%3Dopen")
    at_the_report = on_the_page(page)
    assert {"j", "k", "w", "t", "o", "p", "s", "f", "l", "e", "m"} <= {*at_the_report}
    for keys in (in_the_list, at_the_report):
        assert len({*keys}) == len(keys)
    told = told_in_the_help(page)
    assert {*in_the_list, *at_the_report} <= told
    assert told - {*in_the_list, *at_the_report} == {"strg k", "strg eingabe", "esc", "@", "x"}


def test_properties_are_changed_by_key(window: Window, ticket: Ticket) -> None:
    team, category = ticket.team, ticket.category
    colleague = StaffMemberFactory(display_name="Aaron Anfang", team=team)
    page = window.open(ticket.get_absolute_url())
    page.keyboard.press("w")
    expect(page.get_by_role("button", name="Aaron Anfang")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Aaron Anfang ändern")).to_be_visible()
    for key, menu in (("t", "team"), ("o", "category"), ("p", "priority"), ("s", "state")):
        page.keyboard.press(key)
        first = page.locator(f"#menu-{menu}").locator("button, select").first
        expect(first).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(f"#menu-{menu}")).to_be_hidden()
        expect(page.locator(f'[popovertarget="menu-{menu}"]')).to_be_focused()
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Nicht mehr beobachten")).to_be_visible()
    page.keyboard.press("l")
    expect(page.get_by_label("Nummer oder Suchwort")).to_be_focused()
    page.keyboard.type("wtopsfem")  # while somebody types, keys are letters
    expect(page.get_by_label("Nummer oder Suchwort")).to_have_value("wtopsfem")
    ticket.refresh_from_db()
    assert (ticket.assignee, ticket.team, ticket.category) == (colleague, team, category)
    assert Watcher.objects.filter(ticket=ticket).exists()


def test_texts_and_macros_are_reached_by_key(window: Window, ticket: Ticket) -> None:
    TextModuleFactory(title="Rückfrage", body="Bitte melden Sie sich.")
    MacroFactory(title="Drucker neu starten")
    page = window.open(ticket.get_absolute_url())
    page.keyboard.press("e")
    expect(page.locator("#texts-search")).to_be_focused()
    page.keyboard.type("Rück")
    expect(page.get_by_role("button", name="Rückfrage", exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#composer-body")).to_have_value("Bitte melden Sie sich.")
    page.locator("#composer-body").fill("")
    page.reload()
    page.keyboard.press("m")
    expect(page.locator("#texts summary", has_text="Drucker neu starten")).to_be_focused()
    box, menu = page.locator("[data-macros-button]").bounding_box(), page.locator("#menu-texts").bounding_box()
    assert box
    assert menu
    assert abs(box["x"] - menu["x"]) < 2
    assert page.locator("[data-macros-button]").get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    expect(page.locator("#composer-body")).to_be_focused()


def test_palette_offers_what_can_be_done_here_and_what_was_opened_last(window: Window, ticket: Ticket) -> None:
    earlier = TicketFactory(subject="Bildschirm flackert")
    StaffMemberFactory(display_name="Aaron Anfang", team=ticket.team)
    window.open(earlier.get_absolute_url())
    page = window.open(ticket.get_absolute_url())
    page.keyboard.press("Control+k")
    last = page.get_by_role("group", name="Zuletzt geöffnet").get_by_role("option")
    expect(last).to_have_count(1)
    expect(last).to_contain_text("Bildschirm flackert")
    expect(last).to_have_attribute("aria-selected", "true")
    here = page.get_by_role("group", name="Auf dieser Seite").get_by_role("option")
    expect(here.filter(has_text="Kategorie ändern")).to_contain_text("O")
    expect(here.filter(has_text="Aaron")).to_have_count(0)
    page.keyboard.type("zuweisen: aar")
    expect(here).to_have_text(["Zuweisen: Aaron Anfang"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Aaron Anfang ändern")).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("priorit")
    page.keyboard.press("Enter")
    expect(page.locator("#step-impact")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("zurückziehen")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Grund für die Behörde")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(last).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{earlier.get_absolute_url()}")
    assert Ticket.objects.get(pk=ticket.pk).state != "cancelled"


def test_palette_reaches_the_tools_of_the_list(window: Window, ticket: Ticket) -> None:
    page = window.open("/tickets/")
    page.keyboard.press("Control+k")
    page.keyboard.type("alle zeilen")
    page.keyboard.press("Enter")
    expect(page.locator("[data-bulk]")).to_contain_text("1 Meldung ausgewählt")
    page.keyboard.press("Control+k")
    page.keyboard.type("in liste")
    page.keyboard.press("Enter")
    expect(page.locator("#list-search")).to_be_focused()
