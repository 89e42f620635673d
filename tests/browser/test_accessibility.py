"""WCAG 2.2 AA as far as a machine can tell: axe finds nothing on any page a person meets, in light, dark and on a phone.

Whoever visits every page also hears whether one asks for what the content security policy refuses.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from accounts.roles import ADMINISTRATION, DATA_PROTECTION, MANAGEMENT, SERVICE_DESK
from tests.addresses import DOWNLOADS, FRAGMENTS
from tests.browser.conftest import DESKTOP, NARROWEST, PHONE, OpenWindow, Window
from tests.browser.policy import LISTEN, refusals
from tests.factories import ArticleFactory
from tests.page_access import PAGES
from tests.test_pages import own_address
from tests.world import World, build
from tickets.lifecycle import State
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
LOOKS = [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")]
STAFF = (ADMINISTRATION.key, SERVICE_DESK.key, MANAGEMENT.key, DATA_PROTECTION.key, "anonymous")
"""The administration meets nearly every page, and on it most that can be done."""
CONTACTS = ("it-coordinator", "reporter")
HANDFUL = 30
NO_PAGES = (*DOWNLOADS, *FRAGMENTS, "home", "ui:licence")
MAIN_PAGES = (
    "tickets:queue",
    "tickets:ticket",
    "portal:start",
    "portal:report",
    "portal:ticket",
    "dashboards:service",
    "dashboards:authority",
    "dashboards:workstation",
    "stocktaking:my_devices",
)


@pytest.fixture
def world(db: None) -> World:
    """Two authorities with all that belongs to them, and a person of every role."""
    return build()


def violations(page: Page) -> list[str]:
    """What axe objects to: rule, place and page."""
    page.evaluate("window.scrollTo(0, 0)")  # what only the head of the page happens to cover is no target too small
    found: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']} at {node['target']} on {page.url}" for rule in found for node in rule["nodes"]]


def pages_of(column: str) -> list[str]:
    """The names of the pages that a role opens."""
    return [
        name for name, page in PAGES.items() if page.access[column] == "+" and not page.post and name not in NO_PAGES
    ]


def visits() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Who looks at which pages: each at those that nobody before saw in the same frame, a handful at a time."""
    for people in (STAFF, CONTACTS):
        seen: set[str] = set()
        for column in people:
            new = [name for name in pages_of(column) if name not in seen]
            seen.update(new)
            yield from ((column, tuple(new[start : start + HANDFUL])) for start in range(0, len(new), HANDFUL))


def person_of(column: str, world: World) -> User | None:
    return world.people.get(column)


def look_at(window: Window, paths: list[str]) -> list[str]:
    """Violations, missing or doubled main headings, and sideways scrolling on the given pages."""
    found = []
    for path in paths:
        page = window.open(path)
        found += violations(page)
        if (headings := page.locator("h1").count()) != 1:
            found.append(f"{headings} main headings on {path}")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"sideways scrolling on {path}")
    return found


@pytest.mark.parametrize(
    ("column", "names"), list(visits()), ids=lambda value: value if isinstance(value, str) else value[0]
)
def test_every_page(column: str, names: tuple[str, ...], world: World, open_window: OpenWindow) -> None:
    window = open_window()
    window.page.add_init_script(LISTEN)
    if person := person_of(column, world):
        window.sign_in(person)
    found = []
    for name in names:
        found += look_at(window, [own_address(name, world)])
        found += refusals(window.page)
    assert found == []


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "dark"), (PHONE, "light"), (NARROWEST, "light")])
def test_main_pages_in_other_looks(size: tuple[int, int], scheme: str, world: World, open_window: OpenWindow) -> None:
    found = look_at(open_window(size, scheme), ["/login/"])
    for column in (SERVICE_DESK.key, MANAGEMENT.key, "reporter"):
        window = open_window(size, scheme)
        window.sign_in(world.people[column])
        names = [name for name in MAIN_PAGES if PAGES[name].access[column] == "+"]
        found += look_at(window, [own_address(name, world) for name in names])
    assert found == []


def test_web_admin(world: World, open_window: OpenWindow) -> None:
    window = open_window()
    window.sign_in(world.people[ADMINISTRATION.key])
    paths = ["/admin/"]
    for kind in ("authority", "workstation", "ticket", "contact", "application"):
        row = world.own[kind]
        model = f"{row._meta.app_label}_{row._meta.model_name}"
        paths += [
            reverse(f"admin:{model}_changelist"),
            reverse(f"admin:{model}_change", args=[row.pk]),
            reverse(f"admin:{model}_history", args=[row.pk]),
        ]
    found = [objection for path in paths for objection in violations(window.open(path))]
    # axe itself tries out a style that the policy refuses; the pages do not, see test_policy_in_the_browser.py.
    window.complaints[:] = [text for text in window.complaints if "Content Security Policy" not in text]
    assert found == []


def test_history_inside_a_page_in_other_looks(world: World, open_window: OpenWindow) -> None:
    found = []
    for size, scheme in LOOKS:
        window = open_window(size, scheme)
        page = window.sign_in(world.people[DATA_PROTECTION.key])
        for row in (world.own["authority"], world.own["ticket"]):
            window.open(row.get_absolute_url())  # type: ignore[attr-defined]  # both have a page
            page.locator("[hx-get*='/history/']").evaluate("part => part.scrollIntoView({block: 'center'})")
            page.locator(".ku-changes details summary").first.click()
            found += violations(page)
        found += look_at(window, ["/log/?name=musterfrau", "/privacy/retention/", "/privacy/persons/?name=muster"])
    assert found == []


def test_states_of_the_ticket_page(world: World, open_window: OpenWindow) -> None:
    ticket: Any = world.own["ticket"]
    ArticleFactory(title=ticket.subject)  # is suggested beside the report
    window = open_window()
    page = window.sign_in(world.people[SERVICE_DESK.key])
    window.open(f"/tickets/{ticket.number}/")
    page.wait_for_selector(f".ku-mylist a:has-text('{ticket.subject}')")
    found = []
    for menu in ("menu-state", "menu-assignee", "menu-team", "menu-category", "menu-priority"):
        page.locator(f"[popovertarget={menu}]").click()
        found += violations(page)
        page.keyboard.press("Escape")
    page.locator("label", has_text="Interne Notiz").click()
    found += violations(page)
    page.locator("#composer-body").fill("")  # the small world has a draft
    page.get_by_role("button", name="Notiz speichern").click()  # without a text: refused
    page.wait_for_selector("[role=alert]")
    found += violations(page)
    window.complaints[:] = [text for text in window.complaints if "422" not in text]  # the refusal is the point
    for state in (State.WAITING_FOR_VENDOR, State.RESOLVED, State.CLOSED):
        moments = {"resolved_at": ticket.created_at if state in (State.RESOLVED, State.CLOSED) else None}
        moments["closed_at"] = ticket.created_at if state == State.CLOSED else None
        Ticket.objects.filter(pk=ticket.pk).update(state=state, **moments)
        found += violations(window.open(f"/tickets/{ticket.number}/"))
    assert found == []


def test_refused_report_leads_to_its_errors(world: World, open_window: OpenWindow) -> None:
    window = open_window()
    page = window.sign_in(world.people["reporter"])
    window.open("/portal/report/")
    page.get_by_label("Was sehen Sie genau").fill("Es raucht.")
    page.get_by_role("button", name="Störung melden", exact=True).click()
    page.wait_for_selector("[role=alert]")
    assert page.title().startswith("Fehler:")
    assert page.evaluate("document.activeElement.closest('[role=alert]') !== null")
    assert page.get_by_label("Was sehen Sie genau").input_value() == "Es raucht."
    assert violations(page) == []


def test_search_palette(world: World, open_window: OpenWindow) -> None:
    ticket: Any = world.own["ticket"]
    page = open_window().sign_in(world.people[SERVICE_DESK.key])
    page.keyboard.press("Control+k")
    page.keyboard.type(ticket.number)
    page.wait_for_selector("[data-palette-results] [role=option]")
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{ticket.number}/")


def test_menus_and_windows_of_the_keyboard(world: World, open_window: OpenWindow) -> None:
    ticket: Any = world.own["ticket"]
    window = open_window()
    page = window.sign_in(world.people[SERVICE_DESK.key])
    window.open("/tickets/")
    page.get_by_role("button", name="Spalten").click()
    found = violations(page)
    window.open(f"/tickets/{ticket.number}/")
    page.keyboard.press("?")
    found += violations(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("status")
    page.wait_for_selector("[data-palette-page] [role=option]:not([hidden])")
    found += violations(page)
    template: Any = world.own["ticket_template"]
    found += violations(window.open(f"/tickets/open/{ticket.authority_id}/?template={template.pk}"))
    found += violations(window.open(template.get_absolute_url()))
    assert found == []


def test_error_pages(world: World, open_window: OpenWindow) -> None:
    window = open_window()
    window.sign_in(world.people["reporter"])
    found = [objection for path in ("/tickets/", "/nirgendwo/") for objection in violations(window.open(path))]
    window.complaints[:] = [
        text for text in window.complaints if "40" not in text
    ]  # the statuses 403 and 404 are the point
    assert found == []


def test_tab_never_leads_behind_something(world: World, open_window: OpenWindow) -> None:
    ticket: Any = world.own["ticket"]
    window = open_window()
    page = window.sign_in(world.people[SERVICE_DESK.key])
    for path in ("/tickets/", f"/tickets/{ticket.number}/", "/workstations/"):
        window.open(path)
        hidden = []
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate(HIDDEN_FOCUS):  # what slides away while the focus moves gets a moment to do so
                page.wait_for_timeout(300)
                hidden += page.evaluate(HIDDEN_FOCUS)
        assert hidden == [], path


HIDDEN_FOCUS = """() => {
  const focused = document.activeElement;
  if (!focused?.matches(':focus-visible') || focused === document.body) return [];  // the focus may be in the browser's own bars
  const box = (focused.matches("input[type=radio], input[type=file]") ? focused.closest("label, [data-dropzone]") ?? focused : focused).getBoundingClientRect();
  if (!box.width || !box.height) return [];
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const seen = top && (focused.contains(top) || top.contains(focused) || top.closest("label")?.contains(focused));
  return seen ? [] : [`${focused.outerHTML.slice(0, 80)} behind ${top?.outerHTML.slice(0, 80)}`];
}"""
