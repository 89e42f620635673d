"""Files of reports: who may have them, and how they are handed out so that no browser runs them."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from files.kinds import safe_name
from files.tasks import remove_files_without_row
from tests.factories import AttachmentFactory, AuthorityFactory, CategoryFactory, ContactFactory, TicketFactory
from tests.people import contact_of
from tickets import actions
from tickets.models import Attachment

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def address(attachment):
    return reverse("tickets:attachment", args=[attachment.pk])


def fetch(client, attachment):
    """The answer and its whole content."""
    response = client.get(address(attachment))
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response, content


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


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
    assert "." not in attachment.file.name


def test_file_is_only_read(client_for, reporter, ticket):
    assert client_for(reporter).post(address(ticket.attachments.first())).status_code == 405


# What an attacker sends


def answers(category, *files):
    """A filled-in form of the portal."""
    return {
        "token": "1b671a64-40d5-491e-99b0-da01ff1f3341",
        "category": category.key,
        "affected": "",
        "subject": "Bild",
        "severity": "blocked",
        "files": files,
    }


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Windows\\system32\\evil.txt", "evil.txt"),
        ("rechnung\u202efdp.txt", "rechnungfdp.txt"),
        ("a\r\nSet-Cookie: x=y.txt", "aSet-Cookie_ x=y.txt"),
        ("a\x00b.txt", "ab.txt"),
        ("  viel   Platz  .txt", "viel Platz .txt"),
        ('a"b<c>|d?.txt', "a_b_c__d_.txt"),
        ("Bürgerbüro (2).txt", "Bürgerbüro (2).txt"),
        ("u\u0308ber.txt", "über.txt"),
        ("...txt", "txt"),
        ("", "Datei"),
        ("\u200b\u202e", "Datei"),
        ("x" * 300 + ".txt", "x" * 196 + ".txt"),
    ],
)
def test_name_is_made_harmless(sent, kept):
    assert safe_name(sent) == kept


@given(st.text(max_size=400))
def test_any_name_becomes_one_line_without_folders(name):
    safe = safe_name(name)
    assert 0 < len(safe) <= 200
    assert not re.search(r'[\x00-\x1f\x7f/\\:<>|"*?\u200b-\u200f\u202a-\u202e\u2066-\u2069]', safe)
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("bild.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("seite.html", b"<script>alert(1)</script>"),
        ("bild.png.html", PNG),
        ("bild.jpg", b"<html><script>alert(1)</script>"),
        ("programm.exe", b"MZ" + b"\x00" * 64),
        ("brief.txt", b"MZ\x90\x00" + b"\x00" * 64),
        ("brief.pdf", b"<html>%PDF-1.7<script>alert(1)</script>"),
        ("makro.docm", b"PK\x03\x04" + b"\x00" * 64),
        ("brief.docx", b"<?xml version='1.0'?><html/>"),
        ("leer.txt", b""),
    ],
)
def test_what_pretends_to_be_something_else_is_refused(client_for, reporter, name, content):
    browser = client_for(reporter)
    response = browser.post(
        reverse("portal:report"),
        answers(CategoryFactory(), SimpleUploadedFile(name, content)),
    )
    assert response.status_code == 200
    assert "kann nicht angehängt werden" in response.text or "ist leer" in response.text
    assert not Attachment.objects.exists()


def test_document_that_is_also_a_page_is_saved_and_never_shown(client_for, reporter, ticket):
    both = b"%PDF-1.7\n<html><script>alert(1)</script></html>\n%%EOF"
    ticket_file = {"files": [SimpleUploadedFile("beides.pdf", both)], "now": timezone.now()}
    attachment = actions.reply(ticket=ticket, by=reporter, body="Siehe Anlage", **ticket_file).attachments.get()
    response, content = fetch(client_for(reporter), attachment)
    assert content == both
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "stored", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript", "", "x\r\ny"]
)
def test_row_that_names_a_dangerous_type_is_handed_out_as_mere_bytes(client_for, reporter, ticket, stored):
    attachment = ticket.attachments.first()
    Attachment.objects.filter(pk=attachment.pk).update(content_type=stored)
    response, _ = fetch(client_for(reporter), attachment)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Prüfbericht.png", "inline; filename*=utf-8''Pr%C3%BCfbericht.png"),
        ("a\r\nX: y.png", 'inline; filename="aX_ y.png"'),
        ('a";b.png', 'inline; filename="a_;b.png"'),
    ],
)
def test_name_in_the_header_is_well_formed_whatever_the_row_says(client_for, reporter, ticket, name, header):
    attachment = ticket.attachments.first()
    Attachment.objects.filter(pk=attachment.pk).update(name=name)
    assert fetch(client_for(reporter), attachment)[0]["Content-Disposition"] == header


def test_files_and_folders_are_for_the_application_alone(ticket):
    kept = Path(ticket.attachments.first().file.path)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    assert Path(settings.FILE_UPLOAD_TEMP_DIR).stat().st_mode & 0o777 == 0o700


def test_big_file_is_received_where_nobody_else_looks_and_kept_for_the_application_alone(client_for, reporter):
    """Files of more than 2.5 MB are written to the disk while they come in, and moved from there."""
    content = PNG + b"\x00" * (3 * 1024 * 1024)
    filled_in = answers(CategoryFactory(), SimpleUploadedFile("groß.png", content))
    assert client_for(reporter).post(reverse("portal:report"), filled_in).status_code == 302
    kept = Path(Attachment.objects.get().file.path)
    assert kept.stat().st_size == len(content)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert list(Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*")) == []


# Too much


def test_stranger_cannot_send_files_at_all(client):
    big = b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    for address in (reverse("portal:report"), reverse("accounts:login"), "/nirgendwo/"):
        response = client.post(address, {"files": SimpleUploadedFile("a.txt", big)})
        assert response.status_code == 413
        assert "Das ist zu viel auf einmal" in response.text


def test_request_beyond_all_allowed_files_is_refused_unread(client_for, reporter):
    too_much = str(settings.REQUEST_MAX_BYTES + 1)
    response = client_for(reporter).post(
        reverse("portal:report"), b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=too_much
    )
    assert response.status_code == 413


def test_more_files_than_any_form_takes_are_refused(client_for, reporter):
    def files(count):
        return answers(category, *(SimpleUploadedFile(f"{number}.txt", b"x") for number in range(count)))

    category = CategoryFactory()
    browser, address = client_for(reporter), reverse("portal:report")
    response = browser.post(address, files(settings.ATTACHMENTS_MAX + 1))
    assert "höchstens 10 Dateien" in response.text
    assert browser.post(address, files(settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1)).status_code == 400
    assert browser.post(address, {f"field{number}": "x" for number in range(2000)}).status_code == 400


# Files nobody needs


def age(path, hours):
    then = (timezone.now() - timedelta(hours=hours)).timestamp()
    os.utime(path, (then, then))


def test_file_of_a_report_that_was_taken_back_is_removed(reporter, ticket):
    with transaction.atomic():
        file = {"files": [SimpleUploadedFile("bild.png", PNG)], "now": timezone.now()}
        lost = Path(actions.reply(ticket=ticket, by=reporter, body="Bild", **file).attachments.get().file.path)
        transaction.set_rollback(True)
    kept = [Path(attachment.file.path) for attachment in ticket.attachments.all()]
    assert remove_files_without_row(0) == 0
    assert lost.exists(), "its request may still be under way"
    for path in (lost, *kept):
        age(path, hours=2)
    assert remove_files_without_row(0) == 1
    assert (lost.exists(), [path.exists() for path in kept]) == (False, [True, True])


def test_file_of_a_deleted_row_is_removed(ticket):
    attachment = ticket.attachments.first()
    path = Path(attachment.file.path)
    age(path, hours=2)
    attachment.delete()
    remove_files_without_row(0)
    assert not path.exists()


def test_no_file_is_removed_when_the_database_knows_none(ticket):
    """An empty database beside a full folder is a mistake of the operator."""
    paths = [Path(attachment.file.path) for attachment in ticket.attachments.all()]
    for path in paths:
        age(path, hours=2)
    Attachment.objects.all().delete()
    assert remove_files_without_row(0) == 0
    assert all(path.exists() for path in paths)
