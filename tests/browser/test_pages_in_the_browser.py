"""How pages behave in the hands of people: keyboard, drafts, lists that keep their place, and what they weigh."""

import gzip
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Request, expect

from accounts.roles import MANAGEMENT, SERVICE_DESK
from tests.browser.conftest import DESKTOP, PHONE, OpenWindow
from tests.factories import CategoryFactory, TicketFactory
from tests.test_pages import own_address
from tests.world import World, build
from tickets.models import Draft, Ticket

pytestmark = pytest.mark.django_db(transaction=True)

FIRST_VISIT = 150 * 1024  # bytes over the wire of styles, scripts and fonts
MANY = 40


@pytest.fixture
def world(db: None) -> World:
    """Two authorities with all that belongs to them, and a person of every role."""
    return build()


@pytest.fixture
def long_queue(world: World) -> World:
    """The same with so many reports that the queue has to be scrolled and has two pages."""
    contact: Any = world.own["contact"]
    category = CategoryFactory(name="Drucker")
    TicketFactory.create_batch(MANY, authority=contact.authority, requester=contact, category=category)
    return world


# Keyboard


@pytest.mark.parametrize(
    ("column", "name", "strip"),
    [
        (SERVICE_DESK.key, "continuity:plans", ".ku-tabs"),
        ("it-coordinator", "dashboards:our_applications", ".ku-portal-nav"),
    ],
)
def test_on_a_phone_the_current_entry_of_a_strip_is_in_sight(
    column: str, name: str, strip: str, world: World, open_window: OpenWindow
) -> None:
    window = open_window(PHONE)
    window.sign_in(world.people[column])
    page = window.open(reverse(name))
    place = page.locator(f"{strip} [aria-current]").bounding_box()
    assert place is not None
    assert page.locator(strip).evaluate("strip => strip.scrollLeft") > 0
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= PHONE[0]
    assert page.evaluate("[scrollX, scrollY]") == [0, 0]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    ("column", "names"),
    [
        ("reporter", ["portal:start", "portal:report", "portal:tickets", "portal:ticket"]),
        (SERVICE_DESK.key, ["tickets:queue", "tickets:ticket", "dashboards:authority"]),
        (MANAGEMENT.key, ["dashboards:service"]),
    ],
)
def test_tab_shows_where_one_is(
    column: str, names: list[str], size: tuple[int, int], long_queue: World, open_window: OpenWindow
) -> None:
    window = open_window(size)
    window.sign_in(long_queue.people[column])
    found: dict[str, list[str]] = {}
    for name in names:
        page = window.open(own_address(name, long_queue))
        stops, objections = walk(page)
        assert stops > 5, f"only {stops} stops on {name}"
        found[name] = objections
    assert found == {name: [] for name in names}


def walk(page: Page, most: int = 70) -> tuple[int, list[str]]:
    """Press the tab key once round the page; how many stops there were, and which of them one does not see."""
    objections: list[str] = []
    for stops in range(most):
        page.keyboard.press("Tab")
        objection = page.evaluate(UNSEEN_FOCUS)
        if objection:  # what slides into view or away gets a moment to do so
            page.wait_for_timeout(300)
            objection = page.evaluate(UNSEEN_FOCUS)
        if objection is None:  # the focus left the page
            return stops, objections
        if objection:
            objections.append(objection)
    return most, objections


def test_refused_form_of_the_desk_leads_to_its_errors(world: World, open_window: OpenWindow) -> None:
    window = open_window()
    window.sign_in(world.people[SERVICE_DESK.key])
    page = window.open(own_address("tickets:open-for", world))
    page.get_by_label("Beschreibung").fill("Es riecht verbrannt.")
    page.locator("main .ku-submit button[type=submit]").click()
    page.wait_for_selector("[data-error-summary]")
    assert page.evaluate("document.activeElement.matches('[data-error-summary]')")
    expect(page.get_by_label("Beschreibung")).to_have_value("Es riecht verbrannt.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    window.complaints[:] = [text for text in window.complaints if "422" not in text]  # the refusal is the point


# Nothing is lost


def test_report_is_laid_aside_from_the_menu_of_its_page(world: World, open_window: OpenWindow) -> None:
    """A step renews parts of the page; the policy refuses nothing of it, which the window would complain about."""
    window = open_window()
    window.sign_in(world.people[SERVICE_DESK.key])
    page = window.open(own_address("tickets:ticket", world))
    page.get_by_role("button", name="Status ändern").click()
    day = timezone.localdate() + timedelta(days=7)
    page.get_by_label("Wiedervorlage am (freiwillig)").fill(day.isoformat())
    page.get_by_role("button", name="Wartet auf einen Termin vor Ort").click()
    expect(page.get_by_text(f"Wiedervorlage am {day:%d.%m.%Y}")).to_be_visible()
    page.get_by_role("button", name="Status ändern").click()
    page.get_by_role("button", name="In Bearbeitung nehmen").click()
    expect(page.get_by_text(f"Wiedervorlage am {day:%d.%m.%Y}")).to_have_count(0)


def test_draft_survives_a_reload_and_stays_a_note(world: World, open_window: OpenWindow) -> None:
    Draft.objects.all().delete()  # the small world has one already
    window = open_window()
    window.sign_in(world.people[SERVICE_DESK.key])
    page = window.open(own_address("tickets:ticket", world))
    page.keyboard.press("n")
    page.keyboard.type("Walze ist verschlissen.")
    expect(page.locator("[data-draft-status]")).to_contain_text("Entwurf gesichert")
    page.reload()
    expect(page.locator("#composer-body")).to_have_value("Walze ist verschlissen.")
    expect(page.get_by_role("radio", name="Interne Notiz")).to_be_checked()
    page.get_by_role("button", name="Notiz speichern").click()
    expect(page.locator(".ku-post--note", has_text="Walze ist verschlissen.")).to_be_visible()
    expect(page.locator("#composer-body")).to_have_value("")


def test_draft_of_a_report_survives_a_reload(world: World, open_window: OpenWindow) -> None:
    window = open_window()
    window.sign_in(world.people["reporter"])
    page = window.open(own_address("portal:report", world))
    page.get_by_label("Was sehen Sie genau").fill("Es kommt nur weißes Papier.")
    expect(page.locator("[data-draft-status]")).to_contain_text("Entwurf gesichert")
    page.reload()
    expect(page.get_by_label("Was sehen Sie genau")).to_have_value("Es kommt nur weißes Papier.")


# Lists keep their place


def test_search_in_the_list_keeps_the_focus_and_is_in_the_address(long_queue: World, open_window: OpenWindow) -> None:
    wanted = Ticket.objects.order_by("pk").last()
    page = open_window().sign_in(long_queue.people[SERVICE_DESK.key])
    page.keyboard.press("/")
    page.keyboard.type(wanted.number)
    expect(page.locator(".ku-row-link")).to_have_count(1)
    expect(page.locator("#list-status")).to_contain_text("1")
    assert page.evaluate("document.activeElement.id") == "list-search"
    assert parse_qs(urlsplit(page.url).query)["q"] == [wanted.number]
    page.reload()  # the address alone says everything
    expect(page.locator(".ku-row-link")).to_have_count(1)
    page.go_back()
    expect(page.locator(".ku-row-link")).to_have_count(25)


def test_taking_a_report_keeps_the_place_in_the_list(long_queue: World, open_window: OpenWindow) -> None:
    desk = long_queue.people[SERVICE_DESK.key]
    window = open_window()
    window.sign_in(desk)
    page = window.open("/tickets/?view=open&sort=subject")
    row = page.locator("tbody tr", has=page.get_by_role("button", name="Übernehmen")).nth(20)
    number = row.locator(".ku-col-key").inner_text().strip()
    row = page.locator("tbody tr", has_text=number)
    row.scroll_into_view_if_needed()
    place, address = page.evaluate("scrollY"), page.url
    assert place > 0
    row.get_by_role("button", name="Übernehmen").click()
    expect(row.get_by_role("button", name="Übernehmen")).to_have_count(0)
    expect(page.locator(".ku-toast")).to_contain_text(f"Sie haben {number} übernommen")
    assert page.url == address
    assert abs(page.evaluate("scrollY") - place) < 10
    assert Ticket.objects.get(number=number).assignee.user == desk


# Weight


@pytest.mark.parametrize(("column", "name"), [("reporter", "portal:start"), (SERVICE_DESK.key, "tickets:queue")])
def test_first_visit_is_light(column: str, name: str, world: World, open_window: OpenWindow) -> None:
    window = open_window()
    asked: list[Request] = []
    window.page.on("request", lambda request: asked.append(request))  # noqa: PLW0108  # playwright marks its handlers
    window.sign_in(world.people[column])
    window.open(own_address(name, world)).wait_for_load_state("networkidle")
    assert {urlsplit(request.url).netloc for request in asked} - {""} == {urlsplit(window.base).netloc}
    files = {urlsplit(request.url).path for request in asked if request.resource_type in WEIGHED}
    assert {path.rpartition(".")[2] for path in files} == {"css", "js", "woff2"}
    weights = {path: weight(path) for path in files}
    assert sum(weights.values()) <= FIRST_VISIT, weights


WEIGHED = ("stylesheet", "script", "font")


def weight(path: str) -> int:
    """Bytes over the wire as production sends them: text compressed, fonts as they are."""
    file = finders.find(path.removeprefix(settings.STATIC_URL))
    assert file, f"{path} is no built file"
    content = Path(file).read_bytes()
    return len(content) if path.endswith(".woff2") else len(gzip.compress(content, 9))


# What has the focus, if nobody sees it: outside the window, behind something that stays in place, or without an outline.
UNSEEN_FOCUS = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const name = focused.outerHTML.slice(0, 100);
  const shown = focused.matches("input[type=radio], input[type=checkbox], input[type=file]")
    ? focused.closest("label, [data-dropzone]") ?? focused : focused;
  const box = shown.getBoundingClientRect();
  if (!box.width || !box.height) return `without size: ${name}`;
  const inWindow = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  if (!inWindow) return `outside the window: ${name}`;
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const upper = Math.max(box.top, 0), lower = Math.min(box.bottom, innerHeight);
  const seen = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([x, y]) => {
    const top = document.elementFromPoint(left + (right - left) * x, upper + (lower - upper) * y);
    return top && (shown.contains(top) || top.contains(shown));
  });
  if (!seen) return `hidden behind something: ${name}`;
  const frame = focused.closest(".ku-control, .ku-composer");  // these carry the mark of the field inside
  const marked = [focused, shown, frame, ...focused.querySelectorAll("*")].some((element) => {
    const look = element && getComputedStyle(element);
    return look && look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
  });
  return marked ? "" : `no mark of the focus: ${name}`;
}"""
