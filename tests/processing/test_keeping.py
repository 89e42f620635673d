"""Keeping agreements, register, sub-processors and measures through their pages."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from processing.models import (
    CoveredApplication,
    ProcessingAgreement,
    RegisterEntry,
    SecurityMeasure,
    SignedPaper,
    SubProcessing,
    SubProcessor,
    SubProcessorApproval,
)
from tests import factories_processing
from tests.factories import AgreementFactory, ApplicationUseFactory, ProviderFactory, ValidFactory
from tests.factories_processing import ProcessingAgreementFactory, SubProcessingFactory, SubProcessorFactory
from tests.processing.conftest import Setting

PDF = b"%PDF-1.7\n1 0 obj\n"
FACTORIES = [
    thing
    for thing in vars(factories_processing).values()
    if isinstance(thing, type) and issubclass(thing, ValidFactory) and thing.__module__ == factories_processing.__name__
]


@pytest.fixture
def keeper(data_protection: User, client_for: Callable[[User], Client]) -> Client:
    return client_for(data_protection)


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_factory_makes_a_valid_row_twice(factory: type[ValidFactory], db: None) -> None:
    for row in (factory(), factory()):
        row.full_clean()
        assert str(row)


def test_agreement_is_entered_covered_and_shown(
    ludwigslust: Authority, customer_care: User, client_for: Callable[[User], Client]
) -> None:
    browser, provider = client_for(customer_care), ProviderFactory()
    use = ApplicationUseFactory(authority=ludwigslust)
    said = {
        "authority": ludwigslust.pk, "provider": provider.pk, "number": "AVV-2026-07", "subject": "Betrieb",
        "signed_on": "2026-01-10", "valid_from": "2026-01-01", "review_on": "2027-01-01",
    }  # fmt: skip
    assert browser.post(reverse("processing:add_agreement"), said).status_code == 302
    row = ProcessingAgreement.objects.get()
    cover = reverse("processing:cover", args=[row.pk])
    assert browser.post(cover, {"application": use.application_id, "since": "2026-01-01"}).status_code == 302
    page = browser.get(row.get_absolute_url()).content.decode()
    assert "AVV-2026-07" in page
    assert use.application.name in page
    twice = browser.post(cover, {"application": use.application_id, "since": "2026-02-01"})
    assert twice.status_code == 200
    covered = CoveredApplication.objects.get()
    end = reverse("processing:stop_covering", args=[covered.pk])
    assert "vor dem Beginn" in browser.post(end, {"until": "2025-12-31"}).content.decode()
    assert browser.post(end, {"until": "2026-06-30"}).status_code == 302
    covered.refresh_from_db()
    assert covered.until == date(2026, 6, 30)


def test_periods_of_one_number_lie_apart(setting: Setting, keeper: Client) -> None:
    row = setting.agreement
    said = {
        "authority": row.authority_id, "provider": row.provider_id, "number": "avv-7", "subject": "Noch einmal",
        "valid_from": "2026-01-01",
    }  # fmt: skip
    response = keeper.post(reverse("processing:add_agreement"), said)
    assert "gibt es in diesem Zeitraum schon" in response.content.decode()
    assert 'value="Noch einmal"' in response.content.decode()
    ProcessingAgreement.objects.update(valid_until=date(2025, 12, 31))
    assert keeper.post(reverse("processing:add_agreement"), said).status_code == 302


def test_contract_of_another_authority_is_refused_at_its_field(setting: Setting, keeper: Client) -> None:
    foreign = AgreementFactory()
    row = setting.agreement
    said = {
        "authority": row.authority_id, "provider": row.provider_id, "number": "AVV-9", "subject": "Betrieb",
        "contract": foreign.pk,
    }  # fmt: skip
    assert "gehört zu einer anderen Behörde" in keeper.post(reverse("processing:add_agreement"), said).content.decode()


def test_nobody_writes_over_what_somebody_else_changed(setting: Setting, keeper: Client) -> None:
    row = setting.agreement
    url = reverse("processing:edit_agreement", args=[row.pk])
    said = {
        "provider": row.provider_id, "number": row.number, "subject": "Meine Worte", "signed_on": "2020-01-01",
        "valid_from": "2020-01-01", "instructions": row.instructions, "version": row.version,
    }  # fmt: skip
    ProcessingAgreement.objects.update(subject="Die Worte der anderen", version=row.version + 1)
    refused = keeper.post(url, said).content.decode()
    assert "Jemand anderes" in refused
    assert "Die Worte der anderen" in refused
    assert "Meine Worte" in refused
    assert keeper.post(url, said | {"version": row.version + 1}).status_code == 302
    row.refresh_from_db()
    assert (row.subject, row.version) == ("Meine Worte", 3)


def test_paper_is_filed_in_versions_and_handed_out(setting: Setting, keeper: Client) -> None:
    url = reverse("processing:add_paper", args=[setting.agreement.pk])
    for _ in range(2):
        said = {"title": "Unterzeichnete Vereinbarung", "files": SimpleUploadedFile("avv.pdf", PDF)}
        assert keeper.post(url, said).status_code == 302
    assert list(SignedPaper.objects.values_list("edition", flat=True)) == [2, 1]
    newest = SignedPaper.objects.first()
    assert newest is not None
    assert b"".join(keeper.get(reverse("processing:paper", args=[newest.pk]))) == PDF
    bad = keeper.post(url, {"title": "Anderes", "files": SimpleUploadedFile("avv.exe", b"MZ\x00")})
    assert "nicht erlaubt" in bad.content.decode()


def test_entry_is_made_once_and_changed(
    setting: Setting, application_care: User, client_for: Callable[[User], Client]
) -> None:
    browser = client_for(application_care)
    other = ApplicationUseFactory(authority=setting.authority).application
    said = {"application": other.pk, "purpose": "Gewerbe anzeigen", "processing_kinds": "Betreiben"}
    assert browser.post(reverse("processing:add_entry"), said).status_code == 302
    assert browser.post(reverse("processing:add_entry"), said).status_code == 200
    row = RegisterEntry.objects.get(application=other)
    edit = reverse("processing:edit_entry", args=[row.pk])
    changed = {"purpose": "Gewerbe verwalten", "processing_kinds": "Betreiben", "version": row.version}
    assert browser.post(edit, changed).status_code == 302
    assert "Gewerbe verwalten" in browser.get(row.get_absolute_url()).content.decode()
    assert browser.get(reverse("processing:add_agreement")).status_code == 403
    shown = browser.get(setting.application.register_entry.get_absolute_url()).content.decode()
    for words in ("§ 55 BMG", "Religionszugehörigkeit", "Muster Fernwartung GmbH"):
        assert words in shown


def test_third_country_needs_its_safeguard(keeper: Client) -> None:
    url = reverse("processing:add_sub_processor")
    said = {"name": "Muster Inc.", "country": "USA", "is_third_country": "on"}
    assert "nennen Sie bitte die Garantien" in keeper.post(url, said).content.decode()
    assert keeper.post(url, said | {"safeguard": "Standardvertragsklauseln"}).status_code == 302
    with pytest.raises(IntegrityError, match="sub_processor_safeguard"), transaction.atomic():
        SubProcessor.objects.update(safeguard="")


def test_task_is_given_told_and_ended(setting: Setting, keeper: Client) -> None:
    company = SubProcessorFactory()
    add = reverse("processing:add_task", args=[company.pk])
    said = {"application": setting.application.pk, "task": "Druck", "since": "2026-01-01"}
    assert keeper.post(add, said).status_code == 302
    task = SubProcessing.objects.get(sub_processor=company)
    assert "nicht mitgeteilt" in keeper.get(setting.agreement.get_absolute_url()).content.decode()
    tell = reverse("processing:tell", args=[setting.agreement.pk])
    news = {"sub_processing": task.pk, "informed_on": "2026-01-05", "objection_until": "2026-01-01"}
    assert "vor dem Beginn" in keeper.post(tell, news).content.decode()
    assert keeper.post(tell, news | {"objection_until": "2026-02-05"}).status_code == 302
    assert keeper.post(tell, news | {"objection_until": "2026-02-05"}).status_code == 200
    assert SubProcessorApproval.objects.get(sub_processing=task).state == "informed"
    edit = reverse("processing:edit_task", args=[task.pk])
    ended = {"task": "Druck", "since": "2026-01-01", "until": "2026-03-31", "version": task.version}
    assert keeper.post(edit, ended).status_code == 302
    assert company.name in keeper.get(company.get_absolute_url()).content.decode()


def test_measure_is_entered_corrected_and_renewed(keeper: Client) -> None:
    provider = ProviderFactory()
    said = {
        "provider": provider.pk, "group": "physical", "code": "Z-01", "title": "Schloss", "text": "Karte.",
        "valid_from": "2026-01-01",
    }  # fmt: skip
    assert keeper.post(reverse("processing:add_measure"), said).status_code == 302
    assert "gibt es schon" in keeper.post(reverse("processing:add_measure"), said | {"code": "z-01"}).content.decode()
    first = SecurityMeasure.objects.get()
    corrected = said | {"text": "Karte und PIN.", "version": first.version}
    assert keeper.post(reverse("processing:edit_measure", args=[first.pk]), corrected).status_code == 302
    renew = reverse("processing:renew_measure", args=[first.pk])
    assert "die neue beginnt danach" in keeper.post(renew, said).content.decode()
    assert keeper.post(renew, said | {"valid_from": "2026-07-01", "title": "Schleuse"}).status_code == 302
    first.refresh_from_db()
    second = SecurityMeasure.objects.get(edition=2)
    assert (first.title, first.valid_until, second.title) == ("Schloss", date(2026, 6, 30), "Schleuse")
    assert "Fassung 1" in keeper.get(second.get_absolute_url()).content.decode()


def test_agreement_can_be_ended_and_renewed_under_its_number(db: None) -> None:
    first = ProcessingAgreementFactory(valid_until=date(2025, 12, 31))
    same = {"authority": first.authority, "provider": first.provider, "number": first.number.lower()}
    ProcessingAgreementFactory(**same, valid_from=date(2026, 1, 1))
    with pytest.raises(IntegrityError, match="processing_agreement_periods_apart"), transaction.atomic():
        ProcessingAgreement.objects.create(
            **same, subject="Betrieb", valid_from=date(2025, 6, 1), valid_until=date(2025, 7, 1)
        )


def test_lists_count_what_goes_on_today(setting: Setting, keeper: Client) -> None:
    """An end that is entered and has not come yet takes nothing away; what only begins is not counted yet."""
    today, day = timezone.localdate(), timedelta(days=1)
    lists = (("agreements", "covered_count", CoveredApplication), ("sub_processors", "tasks_count", SubProcessing))
    periods = ((date(2020, 1, 1), today, 1), (date(2020, 1, 1), today - day, 0), (today + day, None, 0))
    for name, column, model in lists:
        for since, until, number in periods:
            model.objects.update(since=since, until=until)
            page = keeper.get(reverse(f"processing:{name}")).context["page"]
            assert [getattr(row, column) for row in page.object_list] == [number], (name, since, until)


def test_a_page_says_that_it_shows_the_first_only(
    setting: Setting, keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = setting.task.sub_processor.get_absolute_url()
    SubProcessingFactory(application=setting.application, sub_processor=setting.task.sub_processor, task="Druck")
    assert "(die ersten" not in keeper.get(url).content.decode()
    monkeypatch.setattr("processing.views.sub_processors.MOST", 1)
    assert "Aufgaben (die ersten 1)" in keeper.get(url).content.decode()


@pytest.mark.parametrize("typed", ["٣", "x", "9" * 30, "-1"])
def test_an_address_with_what_is_no_key_shows_the_list(typed: str, keeper: Client) -> None:
    page = keeper.get(reverse("processing:documents"), {"authority": typed})
    assert page.status_code == 200
    assert "Behörde wählen und ausstellen" in page.content.decode()
