"""The content security policy in a real browser: no page of anybody asks for what it refuses, and it does refuse."""

from collections.abc import Iterable

import pytest
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from playwright.sync_api import Error, Page

from accounts.roles import ADMINISTRATION, MANAGEMENT, SERVICE_DESK
from tests.browser.conftest import OpenWindow
from tests.browser.test_accessibility import pages_of
from tests.test_pages import own_address
from tests.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)

# Every refusal of the policy, from before the first script of a page runs.
LISTEN = """
window.refusals = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.refusals.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
# Playwright's own waiting is made of strings that the policy refuses as well.
FIRST_REFUSAL = """() => new Promise((done) => {
  const look = () => window.refusals.length ? done(window.refusals[0]) : setTimeout(look, 20);
  look();
})"""
# What has scripts of its own in a form of the web admin: search in a choice, calendar, clock, one more row.
MOVING_PARTS = (".select2-selection", ".datetimeshortcuts a", ".add-row a", "summary")


@pytest.fixture
def world(db: None) -> World:
    """Two authorities with all that belongs to them, and a person of every role."""
    return build()


def refusals(page: Page, paths: Iterable[str]) -> list[str]:
    """What the policy refused on the given pages, after everything there that unfolds was unfolded."""
    found = []
    for path in paths:
        page.goto(path)
        for selector in MOVING_PARTS:
            for part in page.locator(selector).all()[:2]:
                try:
                    part.click(timeout=500)
                except Error:  # covered by what was unfolded before it
                    continue
                page.keyboard.press("Escape")
        found += [f"{path}: {refusal}" for refusal in page.evaluate("window.refusals")]
    return found


@pytest.mark.parametrize("column", ["anonymous", "reporter", "it-coordinator", SERVICE_DESK.key, MANAGEMENT.key])
def test_no_page_of_a_person_asks_for_what_is_refused(column: str, world: World, open_window: OpenWindow) -> None:
    window = open_window()
    window.page.add_init_script(LISTEN)
    if column in world.people:
        window.sign_in(world.people[column])
    assert refusals(window.page, [window.base + own_address(name, world) for name in pages_of(column)]) == []


def test_no_page_of_the_web_admin_asks_for_what_is_refused(world: World, open_window: OpenWindow) -> None:
    window = open_window()
    window.page.add_init_script(LISTEN)
    window.sign_in(world.people[ADMINISTRATION.key])
    request = HttpRequest()
    request.user = world.people[ADMINISTRATION.key]
    paths = ["/admin/"]
    for model, pages in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        paths.append(reverse(f"{name}_changelist"))
        if row := model._default_manager.first():
            paths.append(reverse(f"{name}_change", args=[row.pk]))
        if pages.has_add_permission(request):
            paths.append(reverse(f"{name}_add"))
    assert refusals(window.page, [window.base + path for path in paths]) == []


@pytest.mark.parametrize(
    ("attempt", "directive"),
    [
        (
            "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = true'}))",
            "script-src",
        ),
        ("document.body.innerHTML = '<img src=x onerror=\"window.ran = true\">'", "script-src-attr"),
        ("document.body.innerHTML = '<p style=\"color: red\">x</p>'", "style-src-attr"),
        ("document.body.append(Object.assign(document.createElement('iframe'), {src: '/'}))", "frame-src"),
        ("fetch('http://127.0.0.1:9/').catch(() => {})", "connect-src"),
    ],
)
def test_policy_refuses_what_an_attacker_would_put_in(attempt: str, directive: str, open_window: OpenWindow) -> None:
    window = open_window()
    window.page.add_init_script(LISTEN)
    page = window.open("/login/")
    page.evaluate(f"() => {{ {attempt} }}")
    assert page.evaluate(FIRST_REFUSAL).startswith(directive)
    assert page.evaluate("window.ran") is None
    window.complaints.clear()  # the refusal is the point
