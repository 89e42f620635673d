"""Service specifications and papers: versions beside each other, files checked and handed out, internal ones kept inside."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contracts.models import Agreement, AgreementDocument, ServiceSpecification
from customers.models import Authority
from files.models import StoredFile
from tests.factories import AgreementDocumentFactory, AgreementFactory, ServiceAgreementFactory

PDF = b"%PDF-1.7\n1 0 obj\n"


@pytest.fixture
def keeper(customer_care: User, client_for: Callable[[User], Client]) -> Client:
    return client_for(customer_care)


@pytest.fixture
def agreement(ludwigslust: Authority) -> Agreement:
    return AgreementFactory(authority=ludwigslust)


def file(name: str = "vertrag.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def upload(client: Client, agreement: Agreement, **said: object) -> Any:
    """Through the page, as whoever keeps agreements does."""
    values = {"kind": "contract", "title": "Vertragstext", "files": file(), **said}
    return client.post(reverse("contracts:add_document", args=[agreement.pk]), values)


def test_a_paper_is_filed_and_handed_out_as_a_download(keeper: Client, agreement: Agreement) -> None:
    assert upload(keeper, agreement).status_code == 302
    paper = AgreementDocument.objects.get()
    assert (paper.title, paper.version, paper.name) == ("Vertragstext", 1, "vertrag.pdf")
    url = reverse("contracts:document", args=[paper.pk])
    assert url in keeper.get(agreement.get_absolute_url()).content.decode()
    with closing(keeper.get(url)) as response:
        assert response["Content-Disposition"] == 'attachment; filename="vertrag.pdf"'
        assert b"".join(response) == PDF


def test_the_same_title_counts_versions_up_and_keeps_what_was_replaced(keeper: Client, agreement: Agreement) -> None:
    upload(keeper, agreement)
    upload(keeper, agreement, title="  vertragstext ")
    newest = AgreementDocument.objects.get(version=2)
    renew = reverse("contracts:renew_document", args=[newest.pk])
    assert keeper.post(renew, {"files": file("neu.pdf")}).status_code == 302
    upload(keeper, agreement, kind="annex")
    found = AgreementDocument.objects.filter(kind="contract").order_by("version")
    assert [(row.version, row.name) for row in found] == [(1, "vertrag.pdf"), (2, "vertrag.pdf"), (3, "neu.pdf")]
    assert AgreementDocument.objects.get(kind="annex").version == 1
    page = keeper.get(agreement.get_absolute_url()).content.decode()
    assert "2 frühere Fassungen" in page


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("vertrag.exe", b"MZ\x00", "sind aus Sicherheitsgründen nicht erlaubt"),
        ("vertrag.pdf", b"\x89PNG\r\n\x1a\n" + bytes(20), "Der Inhalt passt nicht zur Endung"),
    ],
)
def test_a_file_of_another_kind_is_refused(
    keeper: Client, agreement: Agreement, name: str, content: bytes, sentence: str
) -> None:
    response = upload(keeper, agreement, files=file(name, content))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not AgreementDocument.objects.exists()


def test_nobody_gets_a_file_before_the_scanner_has_spoken_or_after_it_found_something(
    keeper: Client, agreement: Agreement
) -> None:
    waiting = AgreementDocumentFactory(agreement=agreement, scan=StoredFile.Scan.WAITING)
    assert keeper.get(reverse("contracts:document", args=[waiting.pk])).status_code == 409
    assert "wird geprüft" in keeper.get(agreement.get_absolute_url()).content.decode()


def test_what_is_for_the_service_alone_is_not_there_for_the_authority(
    coordinator: User, client_for: Callable[[User], Client], keeper: Client, agreement: Agreement
) -> None:
    upload(keeper, agreement, title="Vermerk zur Kalkulation", is_internal="on")
    upload(keeper, agreement)
    portal = client_for(coordinator)
    page = portal.get(agreement.get_absolute_url()).content.decode()
    assert "Vertragstext" in page
    assert "Vermerk zur Kalkulation" not in page
    assert agreement.note not in page
    assert "Neue Fassung" not in page
    inner = AgreementDocument.objects.get(is_internal=True)
    assert portal.get(reverse("contracts:document", args=[inner.pk])).status_code == 404
    paper = AgreementDocument.objects.get(is_internal=False)
    with closing(portal.get(reverse("contracts:document", args=[paper.pk]))) as response:
        assert b"".join(response) == PDF


def specify(client: Client, agreement: Agreement, **said: object) -> Any:
    """Through the page, as whoever keeps agreements does."""
    values = {"number": "LS-1", "title": "Druck", "text": "Druckt.", "valid_from": "2026-01-01", **said}
    return client.post(reverse("contracts:add_specification", args=[agreement.pk]), values)


def test_a_specification_says_how_quickly_and_its_number_is_given_once(keeper: Client, agreement: Agreement) -> None:
    levels = ServiceAgreementFactory(authority=agreement.authority)
    assert specify(keeper, agreement, service_agreement=levels.pk).status_code == 302
    page = keeper.get(agreement.get_absolute_url()).content.decode()
    assert str(levels) in page
    assert str(levels.calendar) in page
    assert "Diese Nummer gibt es schon" in specify(keeper, agreement, number="ls-1").content.decode()
    elsewhere = ServiceAgreementFactory()  # of another authority
    assert specify(keeper, agreement, number="LS-2", service_agreement=elsewhere.pk).status_code == 200
    assert ServiceSpecification.objects.count() == 1


def test_a_new_version_ends_the_one_before_and_leaves_its_words(keeper: Client, agreement: Agreement) -> None:
    specify(keeper, agreement)
    first = ServiceSpecification.objects.get()
    renew = reverse("contracts:renew_specification", args=[first.pk])
    said = {"title": "Druck", "text": "Druckt und liefert.", "valid_from": "2026-01-01"}
    assert "die neue beginnt danach" in keeper.post(renew, said).content.decode()
    assert keeper.post(renew, said | {"valid_from": "2027-01-01"}).status_code == 302
    first.refresh_from_db()
    second = ServiceSpecification.objects.get(version=2)
    assert (first.text, first.valid_until, second.valid_from) == ("Druckt.", date(2026, 12, 31), date(2027, 1, 1))
    assert (
        "Inzwischen gibt es schon Fassung 2" in keeper.post(renew, said | {"valid_from": "2028-01-01"}).content.decode()
    )
