"""The log: what is written into it, what never is, who reads it, and that nobody changes it."""

from collections.abc import Callable

import pytest
from django.db import InternalError, transaction
from django.db.utils import ProgrammingError
from django.test import Client, override_settings
from django.urls import path, reverse

from accounts import roles
from accounts.actions import assign_roles
from accounts.models import User
from customers.models import Authority
from history.listening import second_factor
from history.log import record
from history.models import LogEntry
from history.origin import without_secrets
from tests.factories import PASSWORD, LogEntryFactory, TicketFactory, UserFactory
from tests.people import employed

Kind = LogEntry.Kind
urlpatterns = [path("reset/<str:uidb64>/<str:token>/", lambda request, **parts: None)]


def entries(kind: LogEntry.Kind) -> list[LogEntry]:
    return list(LogEntry.objects.filter(kind=kind).order_by("pk"))


def test_sign_in_and_sign_out_are_kept(client: Client, db: None) -> None:
    user = UserFactory()
    assert client.login(username=user.username, password=PASSWORD)
    client.logout()
    assert [(entry.kind, entry.user, entry.about) for entry in LogEntry.objects.order_by("pk")] == [
        (Kind.SIGN_IN, user, user),
        (Kind.SIGN_OUT, user, user),
    ]


def test_refused_sign_in_names_the_account_if_there_is_one(client: Client, db: None) -> None:
    user = UserFactory()
    assert not client.login(username=user.username, password="falsch")
    (entry,) = entries(Kind.SIGN_IN_REFUSED)
    assert (entry.user, entry.about, entry.subject) == (None, user, "")


def test_password_typed_into_the_wrong_field_is_kept_nowhere(client: Client, db: None) -> None:
    assert not client.login(username="Mein-Kennwort-2026", password="x")
    (entry,) = entries(Kind.SIGN_IN_REFUSED)
    assert (entry.user, entry.about, entry.subject) == (None, None, "")
    assert "Mein-Kennwort" not in str(LogEntry.objects.values_list())


def test_new_password_is_kept_with_whoever_chose_it(
    client_for: Callable[[User], Client], administrator: User, db: None
) -> None:
    user = UserFactory()
    new = {"usable_password": "true", "password1": "Neues-Kennwort-77", "password2": "Neues-Kennwort-77"}
    client_for(administrator).post(reverse("admin:auth_user_password_change", args=[user.pk]), new)
    (entry,) = entries(Kind.PASSWORD_CHANGED)
    assert (entry.user, entry.about) == (administrator, user)
    assert entry.origin["url"].startswith("/admin/")
    assert "Neues-Kennwort" not in str(LogEntry.objects.values_list())


def test_roles_given_and_taken_are_kept_by_name(db: None) -> None:
    user = employed(roles.SERVICE_DESK)
    assign_roles(user=user, roles=[roles.ON_SITE])
    given = [entry.subject for entry in entries(Kind.ROLES_GIVEN) if entry.about == user]
    taken = [entry.subject for entry in entries(Kind.ROLES_TAKEN) if entry.about == user]
    assert (given, taken) == (["Benutzerservice", "Vor-Ort-Service"], ["Benutzerservice"])


def test_roles_that_stay_as_they_are_leave_no_entry(db: None) -> None:
    user = employed(roles.SERVICE_DESK)
    assign_roles(user=user, roles=[roles.SERVICE_DESK])
    assert len([entry for entry in entries(Kind.ROLES_GIVEN) if entry.about == user]) == 1


@pytest.mark.parametrize(("file_format", "words"), [("csv", "CSV"), ("xlsx", "Excel")])
def test_export_is_kept_with_list_format_and_filters(
    file_format: str, words: str, client_for: Callable[[User], Client], service_desk: User, ludwigslust: Authority
) -> None:
    TicketFactory(authority=ludwigslust)
    query = {"export": file_format, "state": "new", "authority": ludwigslust.pk, "view": "all"}
    b"".join(client_for(service_desk).get(reverse("tickets:queue"), query))
    (entry,) = entries(Kind.EXPORTED)
    assert entry.user == service_desk
    assert entry.subject == f"Meldungen, {words}; Status: Neu; Behörde: Stadt Ludwigslust"
    assert entry.origin == {"url": "/tickets/"}


def test_export_of_the_web_admin_and_of_a_chart_are_kept_too(
    client_for: Callable[[User], Client], administrator: User
) -> None:
    client = client_for(administrator)
    b"".join(client.get(reverse("admin:applications_vendor_export", args=["csv"]), {"q": "haus"}))
    client.get(reverse("dashboards:service"), {"export": "flow"})
    subjects = [entry.subject for entry in entries(Kind.EXPORTED)]
    assert subjects == ["Hersteller, CSV; q=haus", "Eingang und Lösung je Woche, CSV"]


def test_reading_the_log_through_an_unknown_format_is_kept(
    client_for: Callable[[User], Client], data_protection: User
) -> None:
    assert client_for(data_protection).get(reverse("history:log"), {"export": "unsinn"}).status_code == 200
    assert len(entries(Kind.LOG_READ)) == 1


def test_reading_the_log_of_one_person_names_the_account(
    client_for: Callable[[User], Client], data_protection: User, service_desk: User
) -> None:
    client_for(data_protection).get(reverse("history:log"), {"person": service_desk.pk})
    assert [entry.about for entry in entries(Kind.LOG_READ)] == [service_desk]


def test_reading_the_log_is_kept(client_for: Callable[[User], Client], data_protection: User) -> None:
    client = client_for(data_protection)
    assert client.get(reverse("history:log"), {"kind": "sign_in"}).status_code == 200
    (entry,) = entries(Kind.LOG_READ)
    assert (entry.user, entry.subject) == (data_protection, "Vorgang: Anmeldung")
    b"".join(client.get(reverse("history:log"), {"export": "csv"}))
    assert entries(Kind.EXPORTED)[0].subject == "Protokoll, CSV"


def test_log_is_narrowed_by_kind_person_and_day(client_for: Callable[[User], Client], data_protection: User) -> None:
    client = client_for(data_protection)
    wanted = UserFactory(first_name="Frauke", last_name="Ohlsen")
    LogEntryFactory(user=wanted, subject="Die gesuchte Zeile")
    LogEntryFactory(subject="Eine andere Zeile")
    for query in ({"name": "ohlsen frauke"}, {"person": wanted.pk}, {"q": "gesuchte"}):
        text = client.get(reverse("history:log"), query).content.decode()
        assert "Die gesuchte Zeile" in text, query
        assert "Eine andere Zeile" not in text, query
    assert "Kein Treffer" in client.get(reverse("history:log"), {"until_day": "2020-01-01"}).content.decode()


def test_export_of_the_log_names_nobody(client_for: Callable[[User], Client], data_protection: User) -> None:
    LogEntryFactory(user=UserFactory(first_name="Frauke", last_name="Ohlsen"), about=None)
    text = b"".join(client_for(data_protection).get(reverse("history:log"), {"export": "csv"})).decode()
    assert "Meldungen, CSV" in text
    assert "Ohlsen" not in text


def test_log_can_be_neither_changed_nor_deleted(db: None) -> None:
    LogEntryFactory()
    for attempt in (lambda: LogEntry.objects.update(subject="anders"), lambda: LogEntry.objects.all().delete()):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            attempt()
    assert LogEntry.objects.get().subject == "Meldungen, CSV"


def test_very_long_subject_is_cut_and_not_refused(db: None) -> None:
    record(kind=Kind.EXPORTED, user=None, subject="x" * 2000)
    assert len(LogEntry.objects.get().subject) == 500


@override_settings(ROOT_URLCONF="tests.history.test_log")
def test_parts_of_an_address_that_open_a_door_are_kept_nowhere() -> None:
    assert without_secrets("/reset/MQ/c8-geheim/") == "/reset/…/…/"
    assert without_secrets("/gibt/es/nicht/") == "/gibt/es/nicht/"


def test_second_factor_is_kept_with_whose_it_is(db: None) -> None:
    user = UserFactory()
    second_factor(Kind.SECOND_FACTOR_REMOVED, sender=None, user=user)  # as allauth tells it
    (entry,) = entries(Kind.SECOND_FACTOR_REMOVED)
    assert (entry.user, entry.about) == (None, user)
