"""Pages that everybody may read, signed in or not."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_licences_name_front_end_and_server(client: Client) -> None:
    html = text_of(client, "/licences/")
    for name, licence in [
        ("@kern-ux/native", "EUPL-1.2"),
        ("@fontsource/fira-sans", "OFL-1.1"),
        ("@material-symbols/svg-400", "Apache-2.0"),
        ("echarts", "Apache-2.0"),
        ("htmx.org", "0BSD"),
        ("Django", "BSD-3-Clause"),
    ]:
        assert name in html
        assert licence in html


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("kern-ux-native", "EUROPEAN UNION PUBLIC LICENCE"),
        ("fontsource-fira-sans", "SIL OPEN FONT LICENSE"),
        ("echarts", "Apache ECharts"),
        ("django", "Django Software Foundation"),
    ],
)
def test_each_licence_can_be_read_in_full(client: Client, key: str, words: str) -> None:
    assert words.lower() in text_of(client, f"/licences/{key}/").lower()


def test_an_unknown_licence_is_not_found(client: Client) -> None:
    answer = client.get("/licences/nothing/")
    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in answer.content.decode()


def test_the_accessibility_statement_says_that_it_is_a_draft(client: Client) -> None:
    html = text_of(client, "/accessibility/")
    assert "Erklärung zur Barrierefreiheit" in html
    assert "Dies ist ein Entwurf" in html


def test_every_page_has_language_title_skip_link_and_footer(client: Client) -> None:
    html = text_of(client, "/accessibility/")
    assert '<html lang="de"' in html
    assert "<title>Erklärung zur Barrierefreiheit – KSM Servicebetrieb</title>" in html
    assert '<a class="ku-skip" href="#content">' in html
    assert 'id="content"' in html
    assert 'href="/licences/"' in html


def test_the_sign_in_page_asks_in_our_look(client: Client) -> None:
    html = text_of(client, "/login/")
    assert "kern-form-input__input" in html
    assert 'autocomplete="username"' in html
    refused = client.post("/login/", {"username": "nobody", "password": "wrong"}).content.decode()
    assert "<title>Fehler: Anmelden" in refused
    assert "data-error-summary" in refused
    assert 'value="nobody"' in refused
