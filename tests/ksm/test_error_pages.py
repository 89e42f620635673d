"""Pages of errors: calm, German, styled, and silent about everything that would help an attacker."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import path
from django.utils.html import escape

from accounts.models import User
from ksm.urls import handler500, urlpatterns

SECRET = "geheim-4711"
__all__ = ["handler500"]


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(SECRET)


def suspects(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation(SECRET)


def too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


# The house with three more doors, behind which something goes wrong.
urlpatterns = [
    *urlpatterns,
    path("breaks/", breaks),
    path("suspects/", suspects),
    path("too-often/", too_often),
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
SAYINGS = {
    400: "Diese Anfrage ist ungültig",
    403: "Dafür fehlt Ihnen ein Recht",
    404: "Diese Seite gibt es nicht",
    429: "Bitte warten Sie einen Moment",
    500: "Bei uns ist ein Fehler aufgetreten",
}
ADDRESSES = [
    ("/suspects/", 400),
    ("/dashboards/", 403),
    (f"/{SECRET}/?q={SECRET}", 404),
    ("/too-often/", 429),
    ("/breaks/", 500),
]


def is_silent(response: HttpResponse) -> bool:
    text = response.content.decode() + str(response.headers)
    return SECRET not in text and not re.search(r"traceback|exception|django|python|debug|\.py\b", text, re.IGNORECASE)


@pytest.fixture
def desk(client_for: Callable[[User], Client], service_desk: User) -> Client:
    client = client_for(service_desk)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}, {"Accept": "application/json"}], ids=str)
@pytest.mark.parametrize(("address", "status"), ADDRESSES)
def test_page_of_an_error_says_what_to_do_and_nothing_else(
    desk: Client, address: str, status: int, headers: dict[str, str]
) -> None:
    response = desk.get(address, headers=headers)
    assert response.status_code == status
    assert SAYINGS[status] in response.content.decode()
    assert "app.css" in response.content.decode()
    assert is_silent(response)


@pytest.mark.parametrize("address", ["/breaks/", "/suspects/", "/too-often/"])
def test_stranger_is_asked_to_sign_in_before_anything_breaks(address: str) -> None:
    assert Client().get(address).status_code == 302


def test_unknown_address_looks_the_same_to_a_stranger() -> None:
    response = Client().get(f"/{SECRET}/")
    assert response.status_code == 404
    assert is_silent(response)


def test_foreign_host_name_is_not_repeated() -> None:
    response = Client().get("/", headers={"host": f"{SECRET}.example"})
    assert response.status_code == 400
    assert "Diese Anfrage ist ungültig" in response.content.decode()
    assert is_silent(response)


def test_form_without_its_secret_is_refused_without_a_reason_for_programmers(desk: Client) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = desk.cookies
    response = client.post("/logout/")
    assert response.status_code == 403
    assert "Dieses Formular ist abgelaufen" in response.content.decode()
    assert not re.search(
        r"csrf|token|cookie", re.sub(r"csrfmiddlewaretoken", "", response.content.decode()), re.IGNORECASE
    )


@override_settings(DEBUG_PROPAGATE_EXCEPTIONS=False)
@pytest.mark.parametrize("address", ["/", "/tickets/", "/nirgendwo/", "/login/", "/admin/"])
def test_database_that_is_away_is_a_pause_and_not_a_fault(desk: Client, address: str) -> None:
    """The connection is cut at the server, as when it is started anew."""
    stale = Client(raise_request_exception=False)
    stale.cookies = desk.cookies
    with connection.execute_wrapper(_away):
        response = stale.get(address)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert "gerade nicht erreichbar" in response.content.decode()
    assert is_silent(response)
    assert "X-Frame-Options" in response.headers


@override_settings(DEBUG_PROPAGATE_EXCEPTIONS=False)
def test_form_that_was_sent_meanwhile_can_be_sent_again_from_the_page(desk: Client) -> None:
    """Going back would bring an empty one, with another mark."""
    sent = {
        "subject": 'Drucker "Flur" <druckt> nicht',
        "description": "Seit heute.\r\nImmer.",
        "files": "",
        "token": "4711",
    }
    with connection.execute_wrapper(_away):
        response = desk.post("/portal/report/?kind=service_request", {**sent, "more": ["1", "2"]})
    assert response.status_code == 503
    assert "no-store" in response.headers["Cache-Control"]
    page = response.content.decode()
    assert '<form method="post" class="ku-submit">' in page, "to the same address"
    found = [
        (unescape(name), unescape(value))
        for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    ]
    assert found == [*sent.items(), ("more", "1"), ("more", "2")]


@override_settings(DEBUG_PROPAGATE_EXCEPTIONS=False)
@pytest.mark.parametrize(
    "sent",
    [
        {"login": "anke", "password": SECRET},
        {"body": SECRET, "files": SimpleUploadedFile("a.png", b"1")},
        {"body": SECRET * 300_000},
    ],
    ids=["password", "file", "too much"],
)
def test_what_no_page_should_hold_is_sent_again_by_the_browser_alone(desk: Client, sent: dict[str, object]) -> None:
    with connection.execute_wrapper(_away):
        response = desk.post("/login/", sent)
    assert response.status_code == 503
    assert "lassen Sie Ihren Browser das Formular noch einmal senden" in response.content.decode()
    assert is_silent(response)


def _away(*arguments: object) -> None:
    from django.db import OperationalError  # noqa: PLC0415

    raise OperationalError(f"connection to server at {escape(SECRET)} failed")
