"""The web admin in the browser: every kind of row can be listed, entered and read back without a barrier or a complaint."""

from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.roles import ADMINISTRATION
from tests.browser.conftest import PHONE, OpenWindow, Window
from tests.browser.test_accessibility import violations
from tests.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)

# axe itself tries out a style that the policy refuses; that the pages do not is test_policy_in_the_browser.py's promise.
REFUSED_STYLE = "Applying inline style violates the following Content Security Policy directive"
APPS = ("accounts", "customers", "workstations", "applications", "contracts", "tickets")


@pytest.fixture
def world(db: None) -> World:
    """Two authorities with all that belongs to them, and a person of every role."""
    return build()


def pages_of(app: str) -> list[str]:
    """The list, and form and history of one row, or the empty form, of every kind of the app."""
    found = []
    for model in sorted(admin.site._registry, key=lambda model: model._meta.label):
        if model._meta.app_label != app:
            continue
        name = f"admin:{app}_{model._meta.model_name}"
        found += [f"{name}_changelist"]
        found += [f"{name}_change", f"{name}_history"] if model._default_manager.exists() else [f"{name}_add"]
    return found


def address_of(name: str) -> str:
    app, _, rest = name.removeprefix("admin:").partition("_")
    model, _, kind = rest.rpartition("_")
    row: Any = next(kept for kept in admin.site._registry if kept._meta.label_lower == f"{app}.{model}")
    needs_row = kind in ("change", "history")
    return reverse(name, args=[row._default_manager.latest("pk").pk] if needs_row else [])


def forget_refused_styles(window: Window) -> None:
    window.complaints[:] = [text for text in window.complaints if not text.startswith(REFUSED_STYLE)]


@pytest.mark.parametrize("app", APPS)
def test_every_kind_of_row(app: str, world: World, open_window: OpenWindow) -> None:
    window = open_window()
    window.sign_in(world.people[ADMINISTRATION.key])
    found: list[str] = []
    names = pages_of(app)
    assert names
    for name in names:
        answer = window.page.goto(window.base + address_of(name))
        assert answer.status == 200, name
        found += violations(window.page)
        if (headings := window.page.locator("h1").count()) != 1:
            found.append(f"{headings} main headings on {name}")
    forget_refused_styles(window)
    assert found == []


@pytest.mark.parametrize(("size", "scheme"), [((1440, 900), "dark"), (PHONE, "light")], ids=["dark", "phone"])
def test_lists_in_other_looks(size: tuple[int, int], scheme: str, world: World, open_window: OpenWindow) -> None:
    window = open_window(size, scheme)
    window.sign_in(world.people[ADMINISTRATION.key])
    paths = ["/admin/", "/admin/customers/authority/", address_of("admin:customers_authority_change")]
    assert [objection for path in paths for objection in violations(window.open(path))] == []
    forget_refused_styles(window)


def test_list_offers_its_exports(world: World, open_window: OpenWindow) -> None:
    window = open_window()
    window.sign_in(world.people[ADMINISTRATION.key])
    page = window.open("/admin/customers/authority/")
    for name, ending in (("Als CSV", ".csv"), ("Als Excel", ".xlsx")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.endswith(ending)
