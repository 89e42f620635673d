"""Pages of errors: calm, German, styled, and silent about everything that would help an attacker."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import SuspiciousOperation
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


def _away(*arguments: object) -> None:
    from django.db import OperationalError  # noqa: PLC0415

    raise OperationalError(f"connection to server at {escape(SECRET)} failed")
