"""The content security policy in a real browser: the web admin asks for nothing that it refuses, and it does refuse.

The pages of the house are visited with the same ears in test_accessibility.py.
"""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.roles import ADMINISTRATION
from tests.browser.conftest import OpenWindow
from tests.browser.policy import LISTEN, refusals
from tests.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)

# Playwright's own waiting is made of strings that the policy refuses as well.
FIRST_REFUSAL = """() => new Promise((done) => {
  const look = () => window.refusals.length ? done(window.refusals[0]) : setTimeout(look, 20);
  look();
})"""
PARTS = 4  # as many tests as the rows of the web admin are spread over


@pytest.fixture
def world(db: None) -> World:
    """Two authorities with all that belongs to them, and a person of every role."""
    return build()


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_of_the_web_admin_asks_for_what_is_refused(part: int, world: World, open_window: OpenWindow) -> None:
    window = open_window()
    window.page.add_init_script(LISTEN)
    window.sign_in(world.people[ADMINISTRATION.key])
    paths = ["/admin/"]
    for model in sorted(admin.site._registry, key=lambda model: model._meta.label)[part::PARTS]:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model._default_manager.first()
        paths.append(reverse(f"{name}_changelist"))
        paths.append(reverse(f"{name}_change", args=[row.pk]) if row else reverse(f"{name}_add"))
    assert [refusal for path in paths for refusal in refusals(window.open(path))] == []


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
