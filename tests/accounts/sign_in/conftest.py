"""Directories that run for the tests here, and a browser that goes to and fro between them and us."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import requests
from django.http import HttpResponseBase
from django.test import Client
from pytest_django import Settings

from tests.identity_peers import (
    PASSWORD,
    Peer,
    configure,
    openid_provider,
    openid_settings,
    saml_provider,
    saml_settings,
)

ORIGIN = "http://testserver"


class Form(HTMLParser):
    """The first form of a page: where it goes, and what it sends."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.action: str | None = None
        self.fields: dict[str, str] = {}
        self.is_over = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if self.is_over:
            return
        if tag == "form" and self.action is None:
            self.action = values.get("action", "")
        if tag == "input" and values.get("name"):
            self.fields[values["name"]] = values.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self.is_over = self.is_over or tag == "form"


class Journey:
    """One person's browser: what is ours goes to Django, what is the directory's over the wire."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.elsewhere = requests.Session()

    def start(self, path: str) -> str:
        """Press the button on our page; where it leads."""
        response = self.client.get(path)
        assert response.status_code == 302, response.content.decode()
        return str(response["Location"])

    def openid(self, address: str, name: str, password: str = PASSWORD) -> str:
        """Sign in at the OpenID provider; the address with which it sends the person back to us."""
        answer = self._until_page_or_home(self.elsewhere.get(address, allow_redirects=False, timeout=10))
        if isinstance(answer, str):
            return answer
        typed = {"login": name, "password": password}
        came = self._until_page_or_home(self.elsewhere.post(answer.url, typed, allow_redirects=False, timeout=10))
        assert isinstance(came, str), came.text
        return came

    def saml(self, address: str, name: str, password: str = PASSWORD) -> dict[str, str]:
        """Sign in at the SAML provider; the form with which it sends the person back to us."""
        page = self.elsewhere.get(address, timeout=10)
        form = Form(page.text)
        if "SAMLResponse" not in form.fields:
            typed = {**form.fields, "username": name, "password": password}
            page = self.elsewhere.post(urljoin(page.url, form.action or "?"), typed, timeout=10)
            form = Form(page.text)
        assert "SAMLResponse" in form.fields, page.text
        return {"SAMLResponse": form.fields["SAMLResponse"], "RelayState": form.fields.get("RelayState", "")}

    def back(self, address: str) -> Any:
        """Come back to us by an address."""
        parts = urlsplit(address)
        return self.client.get(f"{parts.path}?{parts.query}")

    def back_with(self, form: dict[str, str], key: str = "kreis") -> Any:
        """Come back to us with a form."""
        put_aside = self.client.post(f"/login/saml/{key}/acs/", form)
        assert put_aside.status_code == 302
        return self.client.get(put_aside["Location"])

    def through_openid(self, name: str, key: str = "kreis") -> Any:
        return self.back(self.openid(self.start(f"/login/oidc/{key}/"), name))

    def through_saml(self, name: str, key: str = "kreis") -> Any:
        return self.back_with(self.saml(self.start(f"/login/saml/{key}/"), name), key)

    def is_signed_in_as(self) -> str | None:
        """The user name of whoever is signed in, or None."""
        response = self.client.get("/me/")
        return str(response.context["user"].username) if response.status_code == 200 else None

    def _until_page_or_home(self, response: requests.Response) -> requests.Response | str:
        while response.is_redirect:
            target = urljoin(response.url, response.headers["Location"])
            if target.startswith(ORIGIN):
                return target
            response = self.elsewhere.get(target, allow_redirects=False, timeout=10)
        return response


@pytest.fixture(scope="session")
def openid_peer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """An OpenID provider for all tests of the process."""
    with openid_provider(tmp_path_factory.mktemp("openid"), ORIGIN) as peer:
        yield peer


@pytest.fixture(scope="session")
def saml_peer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """A SAML identity provider for all tests of the process."""
    with saml_provider(tmp_path_factory.mktemp("saml"), ORIGIN) as peer:
        yield peer


@pytest.fixture
def openid(openid_peer: Peer, settings: Settings, db: None) -> Peer:
    """The OpenID provider, configured as an operator would."""
    configure(settings, openid_settings(openid_peer))
    return openid_peer


@pytest.fixture
def saml(saml_peer: Peer, settings: Settings, db: None) -> Peer:
    """The SAML identity provider, configured as an operator would."""
    configure(settings, saml_settings(saml_peer))
    return saml_peer


@pytest.fixture
def journey(client: Client) -> Journey:
    """The browser of a person who is not signed in yet."""
    return Journey(client)


def let_an_hour_pass(client: Client) -> None:
    """What was proved in this browser so far was an hour ago; the clocks of the directories are not ours to set."""
    session = client.session
    session["signed_in_at"] -= 3600
    for proof in session["account_authentication_methods"]:
        proof["at"] -= 3600
    session.save()


def text_of(response: HttpResponseBase) -> str:
    return str(response.content.decode())  # type: ignore[attr-defined]  # none of these pages is streamed


def content_of(response: HttpResponseBase) -> str:
    """What the page says, without its frame."""
    return text_of(response).partition("<main")[2].partition("</main>")[0]
