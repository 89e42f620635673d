"""Every kind of answer carries the headers that keep a browser from being used against its owner."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from customers.models import Contact
from tests.factories import CategoryFactory, WorkstationFactory
from tickets import actions
from tickets.models import Ticket

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
EXPECTED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
SEALED = "sandbox; default-src 'none'"  # what a file may do that somebody sent us


@pytest.fixture
def ticket(reporter: User) -> Ticket:
    """A report with a picture."""
    return actions.open_ticket(
        requester=Contact.objects.get(user=reporter),
        by=reporter,
        subject="Bildschirm bleibt dunkel",
        category=CategoryFactory(),
        files=[SimpleUploadedFile("foto.png", PNG)],
        now=timezone.now(),
    )


@pytest.fixture
def desk(client_for: Callable[[User], Client], service_desk: User) -> Client:
    """The browser of the Benutzerservice; an error of ours is an answer here, not an exception."""
    client = client_for(service_desk)
    client.raise_request_exception = False
    return client


def kinds_of_answer(desk: Client, ticket: Ticket) -> Iterator[tuple[str, int, HttpResponseBase]]:
    """Name, expected status, answer."""
    yield "page", 200, desk.get("/workstations/")
    yield "fragment", 200, desk.get("/workstations/", headers={"HX-Request": "true"})
    yield "form", 200, desk.get(reverse("tickets:open"))
    yield "refused form", 422, desk.post(reverse("tickets:write", args=[ticket.number]), {"body": ""})
    yield "file", 200, desk.get(reverse("tickets:attachment", args=[ticket.attachments.get().pk]))
    yield "csv", 200, desk.get("/workstations/?export=csv")
    yield "xlsx", 200, desk.get("/workstations/?export=xlsx")
    yield "redirect", 302, desk.get("/")
    yield "web admin", 200, desk.get("/admin/")
    yield "bad host name", 400, desk.get("/", headers={"host": "elsewhere.example"})
    yield "no right", 403, desk.get(reverse("dashboards:service"))
    yield "not found", 404, desk.get("/nirgendwo/")
    yield "wrong method", 405, desk.post(reverse("ui:licences"))
    yield "sign-in", 200, Client().get("/login/")
    yield "health", 200, Client().get("/health/live")
    with override_settings(WHITENOISE_USE_FINDERS=True):
        files = Client()
        yield "static", 200, files.get("/static/app.css")
        yield "icon", 200, files.get("/static/icons.svg")


def test_every_kind_of_answer_is_protected(desk: Client, ticket: Ticket) -> None:
    WorkstationFactory()
    for name, status, response in kinds_of_answer(desk, ticket):
        assert response.status_code == status, name
        for header, value in EXPECTED.items():
            assert response.headers.get(header) == value, f"{header} on {name}"
        policy = response.headers["Content-Security-Policy"]
        assert "unsafe" not in policy, name
        assert policy == SEALED or all(part in policy for part in ("default-src 'none'", "frame-ancestors 'none'")), (
            name
        )
        assert "camera=()" in response.headers["Permissions-Policy"], name
        if response.streaming:
            b"".join(response)


def test_pages_stay_out_of_shared_caches_and_files_out_of_all(desk: Client, ticket: Ticket) -> None:
    for name, _, response in kinds_of_answer(desk, ticket):
        said = response.headers["Cache-Control"]
        if name in ("static", "icon"):
            assert "private" not in said
        elif name in ("file", "csv", "xlsx", "web admin"):
            assert "no-store" in said, name
        else:
            assert "no-cache" in said, name
            assert "private" in said, name
        if response.streaming:
            b"".join(response)


def test_form_keeps_what_was_typed_on_the_way_back(desk: Client) -> None:
    assert "no-store" not in desk.get(reverse("tickets:open")).headers["Cache-Control"]


def test_browser_forgets_all_pages_when_the_session_ends(desk: Client) -> None:
    assert "Clear-Site-Data" not in desk.get("/workstations/").headers
    assert desk.post("/logout/").headers["Clear-Site-Data"] == '"cache"'


def test_session_that_is_over_takes_its_pages_along(desk: Client) -> None:
    desk.session.flush()
    response = desk.get("/workstations/")
    assert response.status_code == 302
    assert response.headers["Clear-Site-Data"] == '"cache"'


def test_no_answer_names_the_program(desk: Client) -> None:
    said = str(desk.get("/").headers) + str(desk.get("/nirgendwo/").headers)
    assert not re.search(r"django|python|gunicorn|x-powered", said, re.IGNORECASE)


def test_uploads_have_no_address_of_their_own(client: Client, ticket: Ticket) -> None:
    kept = ticket.attachments.get().file.name
    for address in (f"/media/{kept}", f"/var/media/{kept}", f"/static/{kept}", f"/static/../media/{kept}"):
        assert client.get(address).status_code == 404
    assert not str(settings.MEDIA_ROOT).startswith(str(settings.STATIC_ROOT))
