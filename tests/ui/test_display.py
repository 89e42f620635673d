"""Theme, density and shortcuts are remembered by the browser and shape every page."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def root_element(client: Client) -> str:
    html = client.get("/preferences/").content.decode()
    return html[html.index("<html") : html.index("<head")]


def test_the_theme_is_kept(client: Client) -> None:
    assert "data-kern-theme" not in root_element(client)
    answer = client.post("/preferences/", {"theme": "dark", "next": "/licences/"})
    assert answer["Location"] == "/licences/"
    assert 'data-kern-theme="dark"' in root_element(client)
    client.post("/preferences/", {"theme": "system"})
    assert "data-kern-theme" not in root_element(client)


def test_shortcuts_can_be_switched_off_and_the_theme_stays(client: Client) -> None:
    client.post("/preferences/", {"theme": "light"})
    client.post("/preferences/", {"shortcuts": "off"})
    assert 'data-shortcuts="off"' in root_element(client)
    assert 'data-kern-theme="light"' in root_element(client)


def test_the_button_gets_no_page_back(client: Client) -> None:
    assert client.post("/preferences/", {"theme": "dark"}, headers={"HX-Request": "true"}).status_code == 204


@pytest.mark.parametrize("target", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_the_way_back_never_leads_away(client: Client, target: str) -> None:
    assert client.post("/preferences/", {"theme": "dark", "next": target})["Location"] == "/preferences/"


def test_nonsense_changes_nothing(client: Client) -> None:
    client.cookies["display"] = '"><script>.loud'
    client.post("/preferences/", {"theme": "pink", "density": "none", "shortcuts": "maybe"})
    assert "data-" not in root_element(client)
