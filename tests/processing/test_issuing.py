"""Documents: composed from live data, frozen, tagged, counted, compared; and nobody changes one."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InternalError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.scope import as_user
from applications.models import SpecialistApplication
from customers.models import Authority
from processing import actions
from processing.comparing import changes
from processing.models import IssuedDocument, SecurityMeasure
from tests.documents import Document
from tests.factories import ApplicationUseFactory
from tests.factories_processing import SubProcessingFactory
from tests.processing.conftest import Setting, complete
from tests.tickets.test_outages_at_once import beside, wait_until_somebody_waits

Browser = Callable[[User], Client]


def shown_on(response: Any) -> str:
    return str(response.content.decode().split('name="shown" value="')[1].split('"')[0])


def issue_through_the_page(browser: Client, url: str) -> Any:
    return browser.post(url, {"shown": shown_on(browser.get(url))}, follow=True)


def content_of(row: IssuedDocument) -> bytes:
    with closing(row.file.open("rb")) as file:
        return bytes(file.read())


def test_register_is_issued_as_tagged_document_with_what_is_known(
    setting: Setting, data_protection: User, client_for: Browser
) -> None:
    url = reverse("processing:issue_register", args=[setting.authority.pk])
    browser = client_for(data_protection)
    assert "Das wird die erste Fassung" in browser.get(url).content.decode()
    assert (
        "Ausgestellt: Verzeichnis der Verarbeitungen, Fassung 1"
        in issue_through_the_page(browser, url).content.decode()
    )
    row = IssuedDocument.objects.get()
    assert (row.number, row.kind, row.uploaded_by) == (1, "register", data_protection)
    made = Document(content_of(row))
    assert "<pdfuaid:part>1</pdfuaid:part>" in made.metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in made.metadata
    assert made.tags.count("/H1") == 1
    assert {"/H2", "/H3", "/Table", "/TH", "/TD"} <= set(made.tags)
    for words in (
        "Art. 30 Abs. 2 DSGVO", "Stadt Ludwigslust", "Einwohnerwesen", "§ 55 BMG", "Religionszugehörigkeit", "Art. 9 oder 10",
        "55 Jahre nach dem Wegzug", "Muster Fernwartung GmbH", "Z-01 Schließanlage", "AVV-7",
        "datenschutz@provider.example", "datenschutz@behoerde.example",
    ):  # fmt: skip
        assert words in made.text, words
    assert b"".join(browser.get(row.get_absolute_url())) == content_of(row)


def test_annex_says_what_the_agreement_covers(setting: Setting, data_protection: User, client_for: Browser) -> None:
    ApplicationUseFactory(authority=setting.authority, application__name="Gewerberegister")
    url = reverse("processing:issue_annex", args=[setting.agreement.pk])
    issue_through_the_page(client_for(data_protection), url)
    text = Document(content_of(IssuedDocument.objects.get())).text
    assert "Nur in Textform." in text
    assert "Pflichten des Auftragsverarbeiters" in text
    assert "Gewerberegister" not in text
    page = client_for(data_protection).get(setting.agreement.get_absolute_url()).content.decode()
    assert "Anlage, Fassung 1 (PDF)" in page


def test_nothing_new_is_refused_with_the_version_that_holds(
    setting: Setting, data_protection: User, client_for: Browser
) -> None:
    url = reverse("processing:issue_register", args=[setting.authority.pk])
    browser = client_for(data_protection)
    issue_through_the_page(browser, url)
    row = IssuedDocument.objects.get()
    for page in (browser.get(url), browser.post(url)):
        text = page.content.decode()
        assert "Seit Fassung 1" in text
        assert row.get_absolute_url() in text
    assert IssuedDocument.objects.count() == 1


def test_page_tells_what_changed_and_the_next_version_stands_beside_the_first(
    setting: Setting, data_protection: User, client_for: Browser
) -> None:
    url = reverse("processing:issue_register", args=[setting.authority.pk])
    browser = client_for(data_protection)
    issue_through_the_page(browser, url)
    SpecialistApplication.objects.update(legal_basis="§ 34 BMG")
    SubProcessingFactory(application=setting.application, sub_processor__name="Muster Druck GmbH", task="Druck")
    setting.task.until = date(2025, 12, 31)
    setting.task.save()
    actions.renew_measure(
        measure=setting.measure,
        by=data_protection,
        valid_from=date(2026, 1, 1),
        group="physical",
        title="Schleuse",
        text="Neu.",
    )
    text = browser.get(url).content.decode()
    for words in (
        "Muster Druck GmbH: Druck",
        "neu",
        "Muster Fernwartung GmbH: Fernwartung",
        "entfällt",
        "Z-01 Schleuse",
        "Rechtsgrundlage",
    ):
        assert words in text, words
    issue_through_the_page(browser, url)
    first, second = IssuedDocument.objects.order_by("number")
    assert (first.number, second.number) == (1, 2)
    assert "Schleuse" not in Document(content_of(first)).text
    assert "Schleuse" in Document(content_of(second)).text
    assert {(one.part, one.what) for one in changes(first.content, second.content)} == {
        ("Fachverfahren", "geändert"), ("Unterauftragsverarbeiter", "neu"), ("Unterauftragsverarbeiter", "entfällt"),
        ("Maßnahme", "geändert"),
    }  # fmt: skip


def test_what_was_not_shown_is_not_issued(setting: Setting, data_protection: User, client_for: Browser) -> None:
    url = reverse("processing:issue_register", args=[setting.authority.pk])
    browser = client_for(data_protection)
    shown = shown_on(browser.get(url))
    SpecialistApplication.objects.update(legal_basis="§ 34 BMG")
    refused = browser.post(url, {"shown": shown})
    assert "Inzwischen haben sich Angaben geändert" in refused.content.decode()
    assert browser.post(url, {"shown": shown_on(refused)}).status_code == 302


def test_authority_without_fachverfahren_has_no_register(ludwigslust: Authority, data_protection: User) -> None:
    with pytest.raises(ValidationError, match="nutzt kein Fachverfahren"):
        actions.issue(authority=ludwigslust, by=data_protection, now=timezone.now())


def test_only_who_may_issues(setting: Setting, customer_care: User, manager: User, coordinator: User) -> None:
    for by in (customer_care, manager, coordinator):
        with pytest.raises(PermissionDenied):
            actions.issue(authority=setting.authority, by=by, now=timezone.now())


def test_nobody_changes_what_is_issued(setting: Setting, data_protection: User) -> None:
    row = actions.issue(authority=setting.authority, by=data_protection, now=timezone.now())
    rows = IssuedDocument.objects.filter(pk=row.pk)
    for change in (
        lambda: rows.update(content={}), lambda: rows.update(sha256="0" * 64), lambda: rows._raw_delete("default"),
    ):  # fmt: skip
        with pytest.raises((InternalError, ProgrammingError), match="pgtrigger"), transaction.atomic():
            change()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), as_user(data_protection):
            change()


def test_measure_in_a_document_keeps_its_words(setting: Setting, data_protection: User) -> None:
    actions.issue(authority=setting.authority, by=data_protection, now=timezone.now())
    with pytest.raises(ValidationError, match="neue Fassung"):
        actions.change_measure(measure=setting.measure, by=data_protection, text="Anders.")
    rows = SecurityMeasure.objects.filter(pk=setting.measure.pk)
    for change in (lambda: rows.update(text="Anders."), rows.delete):
        with pytest.raises((InternalError, ProgrammingError), match="pgtrigger"), transaction.atomic():
            change()
    actions.change_measure(measure=setting.measure, by=data_protection, valid_until=date(2026, 12, 31))
    assert rows.get().valid_until == date(2026, 12, 31)


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_make_one_version(ludwigslust: Authority, data_protection: User) -> None:
    complete(ludwigslust)
    issue = {"authority": ludwigslust, "by": data_protection, "now": timezone.now()}
    with transaction.atomic():
        actions.issue(**issue)
        thread, results = beside(lambda: actions.issue(**issue))
        wait_until_somebody_waits()
    thread.join()
    (error,) = results
    assert isinstance(error, ValidationError)
    assert "Seit Fassung 1" in str(error)
    assert IssuedDocument.objects.get().number == 1


@pytest.mark.django_db(transaction=True)
def test_a_measure_that_is_issued_at_the_same_moment_is_not_corrected(setting: Setting, data_protection: User) -> None:
    measure = setting.measure
    with transaction.atomic():
        actions.issue(authority=setting.authority, by=data_protection, now=timezone.now())
        thread, results = beside(
            lambda: actions.change_measure(measure=measure, by=data_protection, version=measure.version, title="Neu")
        )
        wait_until_somebody_waits()
    thread.join()
    (error,) = results
    assert isinstance(error, ValidationError)
    assert "steht in einem ausgestellten Dokument" in str(error)
