"""What is missing is found, counted, filtered and told, and nothing else is."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Provider, User
from applications.models import ApplicationUse, SpecialistApplication
from processing.gaps import NAMES, counts, with_gaps
from processing.models import (
    CoveredApplication,
    ProcessingAgreement,
    RegisterEntry,
    SubProcessorApproval,
)
from tests.factories import ApplicationUseFactory, AuthorityFactory
from tests.processing.conftest import Setting


def gaps_of(setting: Setting) -> set[str]:
    row = with_gaps(ApplicationUse.objects.filter(pk=setting.use.pk), timezone.localdate()).get()
    return {name for name in NAMES if getattr(row, name)}


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_nothing_is_missing_where_all_is_there(setting: Setting) -> None:
    assert gaps_of(setting) == set()


def test_agreement_that_is_not_signed_over_or_covers_it_no_longer_is_a_gap(setting: Setting) -> None:
    for values in ({"signed_on": None}, {"valid_until": in_days(-1)}, {"signed_on": in_days(1)}):
        ProcessingAgreement.objects.update(signed_on=date(2020, 1, 1), valid_until=None)
        ProcessingAgreement.objects.update(**values)
        assert gaps_of(setting) == {"has_no_agreement"}
    ProcessingAgreement.objects.update(signed_on=date(2020, 1, 1), valid_until=None)
    CoveredApplication.objects.update(until=in_days(-1))
    assert gaps_of(setting) == {"has_no_agreement"}


def test_agreement_of_another_authority_covers_nothing_here(setting: Setting) -> None:
    ProcessingAgreement.objects.update(authority=AuthorityFactory())
    assert "has_no_agreement" in gaps_of(setting)


@pytest.mark.parametrize(
    ("days", "gap"), [(-1, {"is_overdue"}), (0, {"is_due_soon"}), (60, {"is_due_soon"}), (61, set())]
)
def test_review_is_told_in_time(setting: Setting, days: int, gap: set[str]) -> None:
    ProcessingAgreement.objects.update(review_on=in_days(days))
    assert gaps_of(setting) == gap
    ProcessingAgreement.objects.update(review_on=None)
    RegisterEntry.objects.update(review_on=in_days(days))
    assert gaps_of(setting) == gap


def test_sub_processor_that_nobody_told_of_is_a_gap(setting: Setting) -> None:
    SubProcessorApproval.objects.all().delete()
    assert gaps_of(setting) == {"is_untold"}
    setting.task.until = in_days(-1)
    setting.task.save()
    assert gaps_of(setting) == set()


def test_objection_stays_until_it_is_taken_back_or_the_task_ends(setting: Setting) -> None:
    SubProcessorApproval.objects.update(state="objected", decided_on=in_days(0))
    assert gaps_of(setting) == {"is_objected"}
    setting.task.until = in_days(-1)
    setting.task.save()
    assert gaps_of(setting) == set()


def test_third_country_needs_safeguards_and_special_categories_a_reason(setting: Setting) -> None:
    RegisterEntry.objects.update(third_country="USA, Hersteller")
    assert gaps_of(setting) == {"has_no_safeguard"}
    RegisterEntry.objects.update(third_country_safeguard="Standardvertragsklauseln")
    SpecialistApplication.objects.update(legal_basis="")
    assert gaps_of(setting) == {"has_no_reason"}
    RegisterEntry.objects.update(special_reason="Art. 9 Abs. 2 Buchst. g DSGVO")
    assert gaps_of(setting) == set()


def test_both_sides_must_say_who_reaches_their_data_protection_officer(setting: Setting) -> None:
    for model in (Provider, ProcessingAgreement):
        model.objects.update(officer_contact="")
        assert gaps_of(setting) == {"has_no_officer"}
        model.objects.update(officer_contact="Datenschutzbeauftragte Stelle, Telefon 0")
    assert gaps_of(setting) == set()


def test_entry_that_is_not_there_is_a_gap(setting: Setting) -> None:
    RegisterEntry.objects.all().delete()
    assert gaps_of(setting) == {"has_no_entry"}


def test_overview_counts_filters_and_exports(
    setting: Setting, data_protection: User, client_for: Callable[[User], Client]
) -> None:
    other = ApplicationUseFactory(application__name="Gewerberegister", authority=AuthorityFactory(name="Amt Anderswo"))
    browser = client_for(data_protection)
    page = browser.get(reverse("processing:uses")).content.decode()
    assert "Einwohnerwesen" in page
    assert "ohne Vereinbarung zur Auftragsverarbeitung" in page
    filtered = browser.get(reverse("processing:uses"), {"gap": "has_no_agreement"}).content.decode()
    assert "1 Nutzung" in filtered
    rows = b"".join(browser.get(reverse("processing:uses"), {"gap": "any", "export": "csv"})).decode("utf-8-sig")
    assert [row[:4] for row in csv.reader(io.StringIO(rows), delimiter=";")][1:] == [
        ["Gewerberegister", "Amt Anderswo", "fehlt", "fehlt"]
    ]
    by_authority = browser.get(reverse("processing:authorities")).content.decode()
    assert f"authority={other.authority_id}&amp;gap=has_no_entry" in by_authority
    by_application = browser.get(reverse("processing:applications")).content.decode()
    assert f"application={other.application_id}&amp;gap=has_no_agreement" in by_application


def test_gaps_of_all_uses_are_counted_by_one_query(setting: Setting) -> None:
    ApplicationUseFactory()
    with CaptureQueriesContext(connection) as captured:
        found = counts(ApplicationUse.objects.current(timezone.localdate()), timezone.localdate())
    assert len(captured) == 1
    assert (found["all"], found["has_no_agreement"], found["has_no_entry"]) == (2, 1, 1)
