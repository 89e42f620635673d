"""Services to the public: their key, however it is written, and which Fachverfahren serve them, from both sides."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from applications import actions
from applications.keys import GROUPS, in_groups, leika_key
from applications.models import ProvidedService, PublicService
from applications.sections import provided_services
from customers.models import Authority
from tests.factories import (
    ApplicationUseFactory,
    ProvidedServiceFactory,
    PublicServiceFactory,
    SpecialistApplicationFactory,
)

BrowserFor = Callable[[User], Client]
KEYS = st.builds(
    lambda kind, rest: f"{kind:02d}{rest:012d}",
    st.one_of(st.just(99), st.integers(1, 16)),
    st.integers(0, 10**12 - 1),
)
SIGNS = st.text(alphabet=" .-/\t", max_size=3)


@pytest.fixture
def care(client_for: BrowserFor, application_care: User) -> Client:
    """The browser of somebody who keeps Fachverfahren."""
    return client_for(application_care)


def page(name: str, *arguments: Any) -> str:
    return reverse(f"applications:{name}", args=arguments)


def names(client: Client, query: str = "") -> list[str]:
    return [row.name for row in client.get(page("services") + query).context["page"].object_list]


@given(KEYS, st.data())
def test_key_is_the_same_whatever_separates_its_digits(key: str, data: st.DataObject) -> None:
    written = "".join(data.draw(SIGNS) + digit for digit in key) + data.draw(SIGNS)
    assert leika_key(written) == key


@given(KEYS)
def test_key_in_groups_is_the_key(key: str) -> None:
    groups = in_groups(key).split(" ")
    assert [len(group) for group in groups] == list(GROUPS)
    assert leika_key(in_groups(key)) == key


@given(st.integers(0, 99), st.text(alphabet="0123456789", max_size=20))
def test_key_that_is_taken_is_one(kind: int, rest: str) -> None:
    written = f"{kind:02d}{rest}"
    is_one = len(written) == 14 and (kind == 99 or 1 <= kind <= 16)
    if is_one:
        assert leika_key(written) == written
    else:
        with pytest.raises(ValueError, match="Der Leistungsschlüssel"):
            leika_key(written)


@given(st.text())
def test_any_text_is_a_key_or_refused_in_words(text: str) -> None:
    try:
        key, words = leika_key(text), ""
    except ValueError as problem:
        key, words = "", str(problem)
    assert re.fullmatch(r"[0-9]{14}", key) or words.startswith("Der Leistungsschlüssel")


def test_service_is_entered_with_its_key_in_digits(care: Client) -> None:
    values = {"leika": " 99.107 108-017/000 ", "name": "Bürgergeld", "source": "FIM", "certainty": "C"}
    assert care.post(page("add_service"), values).status_code == 302
    service = PublicService.objects.get()
    assert (service.leika, service.key_in_groups) == ("99107108017000", "99 107 108 017 000")
    shown = care.get(page("service", service.pk)).content.decode()
    assert "99 107 108 017 000" in shown
    assert "Kein Fachverfahren ist eingetragen" in shown


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("99 107 108 017", "hat 14 Ziffern; angegeben sind 11"),
        ("99 107 108 017 0000", "hat 14 Ziffern; angegeben sind 15"),
        ("98 107 108 017 000", "beginnt mit 99 (Bund) oder mit der Nummer eines Landes"),
        ("00 107 108 017 000", "beginnt mit 99"),
        ("17 107 108 017 000", "beginnt mit 99"),
        ("99 107 108 O17 000", "besteht nur aus Ziffern"),
        ("٩٩107108017000", "besteht nur aus Ziffern"),
        ("", "LeiKa"),
    ],
)
def test_wrong_key_is_named_at_the_field_and_nothing_typed_is_lost(care: Client, written: str, problem: str) -> None:
    answer = care.post(page("add_service"), {"leika": written, "name": "Meine Leistung"})
    assert problem in " ".join(answer.context["form"].errors["leika"])
    shown = answer.content.decode()
    assert "Meine Leistung" in shown
    assert not PublicService.objects.exists()


def test_the_same_key_written_in_another_way_is_refused_at_the_field(care: Client) -> None:
    PublicServiceFactory(leika="99107108017000")
    answer = care.post(page("add_service"), {"leika": "99 107 108 017 000", "name": "Noch einmal"})
    assert list(answer.context["form"].errors) == ["leika"]


def test_ozg_number_has_digits_only(care: Client) -> None:
    values = {"leika": "99107108017000", "name": "Bürgergeld", "ozg": "OZG-1"}
    assert "Die OZG-Nummer besteht nur aus Ziffern." in care.post(page("add_service"), values).content.decode()


def test_service_is_changed_and_its_key_is_shown_in_groups(care: Client) -> None:
    service = PublicServiceFactory(leika="99107108017000", name="Alt")
    form = care.get(page("edit_service", service.pk)).context["form"]
    assert form["leika"].value() == "99 107 108 017 000"
    values = {"leika": form["leika"].value(), "name": "Neu", "version": 1}
    assert care.post(page("edit_service", service.pk), values).status_code == 302
    service.refresh_from_db()
    assert (service.name, service.leika, service.version) == ("Neu", "99107108017000", 2)
    assert "inzwischen geändert" in care.post(page("edit_service", service.pk), values).content.decode()


@pytest.mark.django_db
def test_database_takes_no_wrong_key() -> None:
    service = PublicServiceFactory()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE applications_publicservice SET leika = '98107108017000' WHERE id = %s", [service.pk])


def test_services_are_found_by_what_serves_them(care: Client) -> None:
    provided = ProvidedServiceFactory(service__name="Bürgergeld", service__leika="99107108017000")
    PublicServiceFactory(name="Anderes")
    assert names(care, f"?application={provided.application_id}") == ["Bürgergeld"]
    assert names(care, "?served=yes") == ["Bürgergeld"]
    assert names(care, "?served=no") == ["Anderes"]
    assert names(care, "?q=99107108017") == ["Bürgergeld"]
    assert "99 107 108 017 000" in b"".join(care.get(page("services") + "?export=csv")).decode()


def test_assigned_and_taken_back_at_the_service(care: Client) -> None:
    service, application = PublicServiceFactory(), SpecialistApplicationFactory(name="Sozialwesen")
    assert care.post(page("serve", service.pk), {"application": application.pk}).status_code == 302
    provided = ProvidedService.objects.get()
    assert "Sozialwesen" in care.get(page("service", service.pk)).content.decode()
    again = care.post(page("serve", service.pk), {"application": application.pk}).content.decode()
    assert "Diese Leistung ist bei dem Fachverfahren schon eingetragen." in again
    assert "Sozialwesen" not in care.get(page("free_applications", service.pk) + "?q=sozial").content.decode()
    answer = care.post(page("remove_service", provided.pk))
    assert answer["Location"] == page("service", service.pk)
    assert not ProvidedService.objects.exists()


def test_assigned_and_taken_back_at_the_application(care: Client) -> None:
    service, application = PublicServiceFactory(name="Wohngeld"), SpecialistApplicationFactory()
    url = page("application_services", application.pk)
    assert "Wohngeld" in care.get(page("free_services", application.pk) + "?q=wohn").content.decode()
    assert care.post(url, {"service": service.pk}).status_code == 302
    provided = ProvidedService.objects.get()
    shown = care.get(url).content.decode()
    assert "Wohngeld entfernen" in shown
    answer = care.post(page("remove_service", provided.pk) + "?from=application")
    assert answer["Location"] == url
    assert "Noch ist keine Leistung eingetragen" in care.get(url).content.decode()


def test_invented_stays_invented(application_care: User) -> None:
    application = SpecialistApplicationFactory(is_demo=True)
    assert actions.serve(application=application, service=PublicServiceFactory(), by=application_care).is_demo


def test_only_those_who_keep_services_change_them(service_desk: User, coordinator: User) -> None:
    provided = ProvidedServiceFactory()
    for user in (service_desk, coordinator):
        with pytest.raises(PermissionDenied):
            actions.no_longer_serve(provided=provided, by=user)
        with pytest.raises(PermissionDenied):
            actions.serve(application=provided.application, service=PublicServiceFactory(), by=user)


def test_section_tells_each_what_they_may_know(
    application_care: User, service_desk: User, coordinator: User, reporter: User, ludwigslust: Authority
) -> None:
    provided = ProvidedServiceFactory(service__name="Wohngeld")
    ApplicationUseFactory(application=provided.application, authority=ludwigslust)
    other = ProvidedServiceFactory()

    def section(application: Any, user: User) -> Any:
        return provided_services(application, user, date(2026, 11, 29))

    assert "Wohngeld" in str(section(provided.application, service_desk).rows)
    assert section(provided.application, application_care).more is not None
    assert section(provided.application, service_desk).more is None
    assert section(provided.application, coordinator).rows == [("Wohngeld", provided.service.key_in_groups)]
    for application, user in ((provided.application, reporter), (other.application, coordinator)):
        assert not section(application, user).is_shown
