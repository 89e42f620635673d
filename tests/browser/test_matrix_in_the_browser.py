"""Who uses what is walked with the arrow keys; on the phone it is a list, and axe has nothing to object to either."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from accounts.models import User
from tests.browser.conftest import NARROWEST, OpenWindow, tab_to
from tests.factories import ApplicationUseFactory, AuthorityFactory, SpecialistApplicationFactory

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "[document.activeElement.closest('tr').rowIndex, document.activeElement.closest('td, th').cellIndex]"


@pytest.fixture
def used(db: None) -> None:
    """Two authorities, three Fachverfahren, one gap."""
    authorities = [AuthorityFactory(name=name) for name in ("Amt A", "Amt B")]
    applications = [SpecialistApplicationFactory(name=f"Verfahren {number}") for number in range(3)]
    for application in applications:
        ApplicationUseFactory(application=application, authority=authorities[0])
    ApplicationUseFactory(application=applications[0], authority=authorities[1])


def test_matrix_is_walked_with_arrow_keys(open_window: OpenWindow, service_desk: User, used: None) -> None:
    window = open_window()
    window.sign_in(service_desk)
    page = window.open("/applications/matrix/")
    tab_to(page, "[data-grid] a")
    assert page.evaluate(HERE) == [1, 0]
    for key, place in (
        ("ArrowRight", [1, 1]),
        ("ArrowDown", [2, 1]),
        ("ArrowDown", [2, 1]),
        ("End", [2, 3]),
        ("Home", [2, 0]),
        ("Control+Home", [0, 0]),
        ("Control+End", [2, 3]),
        ("ArrowUp", [1, 3]),
    ):
        page.keyboard.press(key)
        assert page.evaluate(HERE) == place, key
    assert page.locator("[data-grid] [tabindex='0']").count() == 1
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Verfahren 0")


def test_matrix_suits_axe_wide_and_narrow(open_window: OpenWindow, service_desk: User, used: None) -> None:
    for size in ((1440, 900), NARROWEST):
        window = open_window(size)
        window.sign_in(service_desk)
        page = window.open("/applications/matrix/")
        expect(page.get_by_role("grid" if size != NARROWEST else "list").last).to_be_visible()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
