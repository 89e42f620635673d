"""Files of reports: who may have them, and how they are handed out so that no browser runs them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.factories import AttachmentFactory, AuthorityFactory, CategoryFactory, ContactFactory, TicketFactory
from tests.people import contact_of
from tickets import actions

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def address(attachment):
    return reverse("tickets:attachment", args=[attachment.pk])


def fetch(client, attachment):
    """The answer and its whole content."""
    response = client.get(address(attachment))
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response, content


@pytest.fixture
def ticket(reporter):
    return actions.open_ticket(
        requester=contact_of(reporter),
        by=reporter,
        subject="Bildschirm bleibt dunkel",
        category=CategoryFactory(),
        files=[
            SimpleUploadedFile("foto vom Bürgerbüro.png", PNG),
            SimpleUploadedFile("protokoll.txt", b"<script>alert(1)</script>"),
        ],
        now=timezone.now(),
    )


def test_picture_is_shown_and_cannot_run(client_for, reporter, ticket):
    response, content = fetch(client_for(reporter), ticket.attachments.get(name="foto vom Bürgerbüro.png"))
    assert (response.status_code, content) == (200, PNG)
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"].startswith("inline")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in response["Cache-Control"]


def test_everything_else_is_saved_under_its_name(client_for, reporter, ticket):
    response, content = fetch(client_for(reporter), ticket.attachments.get(name="protokoll.txt"))
    assert content == b"<script>alert(1)</script>"
    assert response["Content-Disposition"] == 'attachment; filename="protokoll.txt"'
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_staff_and_coordinator_get_the_file_too(client_for, service_desk, coordinator, ticket):
    for person in (service_desk, coordinator):
        response, content = fetch(client_for(person), ticket.attachments.first())
        assert (response.status_code, content) == (200, PNG)


def test_file_of_an_answer_is_found_and_of_a_note_only_by_staff(client_for, reporter, service_desk, ticket):
    file = {"files": [SimpleUploadedFile("bild.png", PNG)], "now": timezone.now()}
    answer = actions.reply(ticket=ticket, by=service_desk, body="Siehe Bild", **file).attachments.get()
    file["files"][0].seek(0)
    note = actions.add_note(ticket=ticket, by=service_desk, body="Siehe Bild", **file).attachments.get()
    browser = client_for(reporter)
    assert fetch(browser, answer)[0].status_code == 200
    assert fetch(browser, note)[0].status_code == 404
    assert fetch(client_for(service_desk), note)[0].status_code == 200


def test_file_of_somebody_else_is_not_found(client_for, reporter, coordinator, stranger, ludwigslust):
    colleague = AttachmentFactory(
        ticket=TicketFactory(authority=ludwigslust, requester=ContactFactory(authority=ludwigslust))
    )
    foreign = AttachmentFactory(ticket=TicketFactory(authority=AuthorityFactory()))
    assert fetch(client_for(reporter), colleague)[0].status_code == 404
    assert fetch(client_for(reporter), foreign)[0].status_code == 404
    assert fetch(client_for(coordinator), foreign)[0].status_code == 404
    assert fetch(client_for(coordinator), colleague)[0].status_code == 200
    assert fetch(client_for(stranger), colleague)[0].status_code == 404


def test_stranger_has_to_sign_in(client, ticket):
    response = client.get(address(ticket.attachments.first()))
    assert response.status_code == 302
    assert reverse("accounts:login") in response.url


def test_file_that_is_gone_from_the_disk_is_not_found(client_for, reporter, ticket):
    attachment = ticket.attachments.first()
    attachment.file.storage.delete(attachment.file.name)
    assert fetch(client_for(reporter), attachment)[0].status_code == 404


def test_file_is_kept_under_a_name_nobody_guesses(ticket):
    attachment = ticket.attachments.first()
    assert "foto" not in attachment.file.name
    assert attachment.file.name.endswith(".png")


def test_file_is_only_read(client_for, reporter, ticket):
    assert client_for(reporter).post(address(ticket.attachments.first())).status_code == 405
