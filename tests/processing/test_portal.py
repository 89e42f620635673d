"""Authorities see their own agreements and documents, decide on sub-processors, and learn nothing of others."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.scope import as_user
from applications.models import ApplicationUse, SpecialistApplication
from customers.models import Authority
from processing import actions
from processing.models import (
    CoveredApplication,
    IssuedDocument,
    ProcessingAgreement,
    RegisterEntry,
    SubProcessing,
    SubProcessor,
    SubProcessorApproval,
)
from processing.sections import coverage_of, processing_of, sub_processors_of
from tests.factories import ApplicationUseFactory, AuthorityFactory
from tests.factories_processing import SubProcessingFactory, SubProcessorApprovalFactory
from tests.processing.conftest import Setting, complete

Browser = Callable[[User], Client]


@pytest.fixture
def approval(setting: Setting) -> SubProcessorApproval:
    return SubProcessorApproval.objects.get()


def decide_url(approval: SubProcessorApproval) -> str:
    return reverse("processing:decide", args=[approval.pk])


def test_authority_sees_its_agreement_what_it_covers_and_who_works_on_it(
    setting: Setting, coordinator: User, authority_head: User, data_protection: User, client_for: Browser
) -> None:
    document = actions.issue(authority=setting.authority, by=data_protection, now=timezone.now())
    for person in (coordinator, authority_head):
        browser = client_for(person)
        assert "AVV-7" in browser.get(reverse("processing:agreements")).content.decode()
        page = browser.get(setting.agreement.get_absolute_url()).content.decode()
        for words in ("Einwohnerwesen", "Muster Fernwartung GmbH", "05.01.2026", "mitgeteilt", "Nur in Textform."):
            assert words in page, words
        for words in ("Bearbeiten", "Fachverfahren erfassen", "Anlage ausstellen"):
            assert words not in page
        assert b"".join(browser.get(document.get_absolute_url())).startswith(b"%PDF")


def test_reporter_sees_nothing_of_it(setting: Setting, reporter: User, client_for: Browser) -> None:
    assert client_for(reporter).get(setting.agreement.get_absolute_url()).status_code == 403


def test_foreign_authority_sees_nothing(
    setting: Setting, stranger: User, data_protection: User, client_for: Browser, approval: SubProcessorApproval
) -> None:
    document = actions.issue(authority=setting.authority, by=data_protection, now=timezone.now())
    browser = client_for(stranger)
    for url in (setting.agreement.get_absolute_url(), document.get_absolute_url(), decide_url(approval)):
        assert browser.get(url).status_code == 404
    for name in ("agreements", "documents"):
        page = browser.get(reverse(f"processing:{name}")).content.decode()
        assert "Ludwigslust" not in page
        assert "AVV-7" not in page
    with as_user(stranger):
        assert not ProcessingAgreement.objects.exists()
        assert not IssuedDocument.objects.exists()
        assert not SubProcessorApproval.objects.exists()


def test_authority_that_uses_the_same_learns_of_no_other(setting: Setting, stranger: User, client_for: Browser) -> None:
    other = stranger.contacts.get().authority
    ApplicationUseFactory(authority=other, application=setting.application)
    with as_user(stranger):
        assert not SubProcessorApproval.objects.exists()
        section = coverage_of(setting.application, stranger, timezone.localdate())
    assert [one.value for one in section.properties] == ["keine"]


def test_authority_approves_in_the_portal(
    approval: SubProcessorApproval, coordinator: User, client_for: Browser
) -> None:
    browser = client_for(coordinator)
    assert "Die Frist für einen Widerspruch endete am 05.02.2026" in browser.get(decide_url(approval)).content.decode()
    assert browser.post(decide_url(approval), {"state": "approved"}).status_code == 302
    approval.refresh_from_db()
    assert (approval.state, approval.decided_on) == ("approved", timezone.localdate())
    again = browser.post(decide_url(approval), {"state": "objected", "remark": "Doch nicht."})
    assert "schon entschieden" in again.content.decode()


def test_objection_has_its_reason_and_can_be_taken_back(
    approval: SubProcessorApproval, authority_head: User, client_for: Browser
) -> None:
    SubProcessorApproval.objects.update(objection_until=timezone.localdate())
    browser = client_for(authority_head)
    asked = f"Sie können bis {timezone.localdate():%d.%m.%Y} widersprechen"
    assert asked in browser.get(decide_url(approval)).content.decode()
    assert "begründen" in browser.post(decide_url(approval), {"state": "objected"}).content.decode()
    said = {"state": "objected", "remark": "Sitz nicht bekannt."}
    assert browser.post(decide_url(approval), said).status_code == 302
    approval.refresh_from_db()
    assert (approval.state, approval.remark) == ("objected", "Sitz nicht bekannt.")
    assert browser.post(decide_url(approval), {"state": "approved"}).status_code == 302


def test_objection_from_the_portal_comes_too_late_after_its_day(
    approval: SubProcessorApproval, authority_head: User, client_for: Browser
) -> None:
    said = {"state": "objected", "remark": "Sitz nicht bekannt."}
    refused = client_for(authority_head).post(decide_url(approval), said)
    assert "Die Frist für einen Widerspruch endete am 05.02.2026. Bitte wenden" in refused.content.decode()
    assert "Sitz nicht bekannt." in refused.content.decode()
    approval.refresh_from_db()
    assert approval.state == "informed"


def test_staff_enter_an_objection_that_was_written_in_time(
    approval: SubProcessorApproval, data_protection: User, client_for: Browser
) -> None:
    browser, today = client_for(data_protection), timezone.localdate()
    SubProcessorApproval.objects.update(objection_until=today)
    asked = browser.get(decide_url(approval)).content.decode()
    assert f"Die Behörde kann bis {today:%d.%m.%Y} widersprechen" in asked
    assert "Widersprechen können Sie" not in asked
    SubProcessorApproval.objects.update(objection_until=today - timedelta(days=1))
    said = {"state": "objected", "remark": "Schreiben ging rechtzeitig ein."}
    assert browser.post(decide_url(approval), said).status_code == 302


def test_whose_use_has_ended_sees_only_what_an_agreement_covers_and_what_it_was_told(
    setting: Setting, coordinator: User, client_for: Browser
) -> None:
    day = timezone.localdate()
    told_later = SubProcessingFactory(application=setting.application, sub_processor__name="Muster Druck GmbH")
    ApplicationUse.objects.update(used_since=date(2015, 1, 1), used_until=date(2019, 12, 31))
    assert SubProcessing.objects.visible_to(coordinator).count() == 2
    assert SubProcessor.objects.visible_to(coordinator).count() == 2
    CoveredApplication.objects.update(until=day - timedelta(days=1))
    assert not SubProcessing.objects.visible_to(coordinator).exists()
    assert not SubProcessor.objects.visible_to(coordinator).exists()
    assert not sub_processors_of(setting.application, coordinator, day).is_shown
    page = client_for(coordinator).get(setting.agreement.get_absolute_url()).content.decode()
    assert "Muster Fernwartung GmbH" in page
    assert "Muster Druck GmbH" not in page
    ApplicationUse.objects.update(used_until=day)
    assert set(SubProcessing.objects.visible_to(coordinator)) == {setting.task, told_later}


def test_only_ones_own_is_decided(approval: SubProcessorApproval, stranger: User, reporter: User) -> None:
    for person in (stranger, reporter):
        with pytest.raises(PermissionDenied):
            actions.decide(approval=approval, state="approved", by=person, now=timezone.now())


def test_nothing_else_can_be_written_from_the_portal(
    setting: Setting, approval: SubProcessorApproval, coordinator: User
) -> None:
    rows = SubProcessorApproval.objects.filter(pk=approval.pk)
    for change in (
        lambda: rows.update(informed_on=timezone.localdate()),
        rows.delete,
        lambda: ProcessingAgreement.objects.update(subject="gekapert"),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), as_user(coordinator):
            change()


def test_who_uses_it_not_is_not_told(setting: Setting) -> None:
    elsewhere = SubProcessingFactory(application=ApplicationUseFactory().application)
    with pytest.raises(ValidationError, match="nutzt dieses Fachverfahren nicht"):
        SubProcessorApprovalFactory(agreement=setting.agreement, sub_processing=elsewhere)


def test_sections_tell_staff_of_all_and_an_authority_of_itself(
    setting: Setting, data_protection: User, coordinator: User, reporter: User, service_desk: User
) -> None:
    day = timezone.localdate()
    ApplicationUseFactory(application=setting.application, authority=AuthorityFactory())
    application: SpecialistApplication = setting.application
    assert (
        coverage_of(application, data_protection, day).properties[0].value == "durch AVV gedeckt bei 1 von 2 Behörden"
    )
    (own,) = coverage_of(application, coordinator, day).properties
    assert "AVV-7" in own.value
    assert "von" not in own.value.replace("processing", "")
    assert sub_processors_of(application, coordinator, day).rows[0][0] == "Muster Fernwartung GmbH"
    assert processing_of(setting.authority, data_protection, day).properties[0].value == "1 von 1 Fachverfahren"
    assert processing_of(setting.authority, coordinator, day).rows
    for person in (reporter, service_desk):
        for section in (
            coverage_of(application, person, day),
            sub_processors_of(application, person, day),
            processing_of(setting.authority, person, day),
        ):
            assert not section.is_shown


def test_register_and_catalogue_stay_with_the_service(setting: Setting, coordinator: User, client_for: Browser) -> None:
    for name in ("uses", "authorities", "applications", "entries", "measures", "sub_processors"):
        assert client_for(coordinator).get(reverse(f"processing:{name}")).status_code == 403
    with as_user(coordinator):
        assert not RegisterEntry.objects.exists()


def test_two_authorities_have_documents_of_their_own(ludwigslust: Authority, data_protection: User) -> None:
    first = complete(ludwigslust)
    other = AuthorityFactory(name="Amt Anderswo")
    ApplicationUseFactory(authority=other, application=first.application)
    row = actions.issue(authority=other, by=data_protection, now=timezone.now())
    assert row.number == 1
    assert "Ludwigslust" not in str(row.content)
