"""The graph of a failure is walked by keyboard, from what fails to what it takes along, and axe has nothing to object to."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from accounts.models import User
from dependencies.nodes import Node
from tests.browser.conftest import NARROWEST, OpenWindow, tab_to
from tests.factories import (
    AuthorityFactory,
    InfrastructureItemFactory,
    RelationFactory,
    SpecialistApplicationFactory,
    WorkstationFactory,
)
from workstations.models import InfrastructureItem

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(db: None) -> InfrastructureItem:
    """A Fachverfahren runs on it, and workstations need that."""
    server = InfrastructureItemFactory(name="Zentralserver")
    application = SpecialistApplicationFactory(name="Meldewesen")
    RelationFactory(source_application=application, target_item=server)
    for _ in range(2):
        RelationFactory(
            kind="depends_on",
            source_application=None,
            source_workstation=WorkstationFactory(authority=AuthorityFactory(short_name="Eins")),
            target_item=None,
            target_application=application,
            is_redundant=True,
        )
    return server


def test_graph_is_walked_by_keyboard(open_window: OpenWindow, service_desk: User, server: InfrastructureItem) -> None:
    window = open_window()
    window.sign_in(service_desk)
    page = window.open(Node.of(server).page("graph"))
    tab_to(page, ".ku-graph__node")
    names = []
    for _ in range(4):
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        page.keyboard.press("Tab")
    assert names == [
        "Zentralserver, Server, fällt zuerst aus",
        "Meldewesen, Fachverfahren, fällt aus, läuft auf Zentralserver",
        "1 Arbeitsplatz, Eins, IT-Arbeitsplätze, beeinträchtigt, hängt ab von Meldewesen",
        "1 Arbeitsplatz, Eins, IT-Arbeitsplätze, beeinträchtigt, hängt ab von Meldewesen",
    ]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Was fällt aus, wenn „Meldewesen“ ausfällt?")
    assert window.complaints == []


@pytest.mark.parametrize("name", ["impact", "graph", "table", "workstations", "needs"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    open_window: OpenWindow, service_desk: User, server: InfrastructureItem, name: str
) -> None:
    window = open_window(NARROWEST)
    window.sign_in(service_desk)
    page = window.open(Node.of(server).page(name))
    assert Axe().run(page).response["violations"] == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
