"""The queue by keyboard alone: choose rows, see what would happen, do it; and news that moves nothing."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from tests.browser.conftest import OpenWindow
from tests.factories import TicketFactory
from tickets import actions
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)


def test_rows_are_chosen_previewed_and_changed_by_keyboard(open_window: OpenWindow, service_desk: User) -> None:
    tickets = [TicketFactory(subject=f"Drucker {number}") for number in range(3)]
    window = open_window()
    window.sign_in(service_desk)
    page = window.open("/tickets/")
    bar = page.locator("[data-bulk]")
    expect(bar).to_be_hidden()
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    expect(bar).to_contain_text("2 Meldungen ausgewählt")
    page.keyboard.press("b")
    expect(page.locator("#bulk-do")).to_be_focused()
    page.keyboard.type("Mir")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mir zuweisen")
    page.get_by_role("button", name="Alle 2 ändern").press("Enter")
    expect(page.locator("body")).to_contain_text("2 Meldungen geändert")
    assert Ticket.objects.filter(assignee=service_desk.staff_member).count() == 2
    page.keyboard.press("a")
    expect(page.locator("[data-bulk]")).to_contain_text(f"{len(tickets)} Meldungen ausgewählt")
    assert window.complaints == []


def test_change_by_somebody_else_is_told_and_shown_on_wish(
    open_window: OpenWindow, service_desk: User, on_site: User
) -> None:
    ticket = TicketFactory(subject="Drucker")
    window = open_window()
    window.sign_in(service_desk)
    page = window.open("/tickets/?view=unassigned")
    expect(page.locator("#tab-unassigned")).to_have_text("1")
    actions.take(ticket=ticket, by=on_site, now=timezone.now())
    other = TicketFactory(subject="Bildschirm")
    actions.add_note(ticket=other, by=on_site, body="Ich sehe nach.", now=timezone.now())
    page.locator("[data-poll]").dispatch_event("poll")
    expect(page.locator("#queue-news")).to_contain_text("1 neue oder geänderte Meldung")
    expect(page.locator("#list")).not_to_contain_text("Bildschirm")
    page.get_by_role("link", name="anzeigen").click()
    expect(page.locator("#list")).to_contain_text("Bildschirm")
    expect(page.locator("#queue-news")).not_to_contain_text("neue oder geänderte")
    assert window.complaints == []


def test_columns_are_put_in_order_by_keyboard(open_window: OpenWindow, service_desk: User) -> None:
    TicketFactory(subject="Drucker")
    window = open_window()
    window.sign_in(service_desk)
    page = window.open("/tickets/")
    page.get_by_role("button", name="Spalten").press("Enter")
    page.get_by_role("button", name="Behörde nach links").press("Enter")
    expect(page.locator("#ku-announcer")).to_have_text("Behörde: Platz 3 von 12")
    expect(page.get_by_role("button", name="Behörde nach links")).to_be_focused()
    page.locator("#columns").get_by_role("checkbox", name="Behörde").press("Enter")
    page.wait_for_url("**columns=number**")
    headings = [words.strip() for words in page.locator("thead th").all_inner_texts()]
    assert headings[1:5] == ["Nr.", "Priorität", "Behörde", "Betreff"]
    assert "left=" not in page.url
