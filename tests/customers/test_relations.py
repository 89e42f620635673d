"""Roles, memberships and transferred tasks, entered and ended in the workspace, each on days of its own."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from customers.actions import add_membership, end_role, give_role, transfer_task
from customers.models import Authority, AuthorityRole, Membership, TaskTransfer
from tests.factories import (
    AuthorityFactory,
    AuthorityRoleFactory,
    MembershipFactory,
    TaskTransferFactory,
)

Kind = Authority.Kind
Scope = TaskTransfer.Scope


@pytest.fixture
def care(client_for: Callable[[User], Client], customer_care: User) -> Client:
    return client_for(customer_care)


@pytest.fixture
def town(db: None) -> Authority:
    return AuthorityFactory(name="Stadt Muster", kind=Kind.MUNICIPALITY_WITHOUT_AMT, ags="13099003", ars="130990003003")


def overview(authority: Authority) -> str:
    return f"/authorities/{authority.pk}/relations/"


def test_carrier_date_contract_and_start_are_three_days(care: Client, town: Authority) -> None:
    role = {"role": "carrier", "valid_from": "2016-04-01", "ends_previous": "on"}
    AuthorityRoleFactory(authority=town, role="customer", valid_from=date(2016, 1, 1))
    answer = care.post(f"/authorities/{town.pk}/roles/add/", role)
    assert (answer.status_code, answer["Location"]) == (302, overview(town))
    task = {"scope": "core_it", "resolved_on": "2015-12-17", "contracted_on": "2016-03-31", "starts_on": "2016-01-01"}
    assert care.post(f"/authorities/{town.pk}/tasks/add/", task).status_code == 302
    assert [(one.role, one.valid_from, one.valid_until) for one in town.roles.all()] == [
        ("customer", date(2016, 1, 1), date(2016, 3, 31)),
        ("carrier", date(2016, 4, 1), None),
    ]
    transfer = town.task_transfers.get()
    assert transfer.contracted_on
    assert transfer.starts_on
    assert transfer.starts_on < transfer.contracted_on, "a contract may hold for days before it was signed"
    page = care.get(overview(town)).content.decode()
    for words in ("01.04.2016", "17.12.2015", "31.03.2016", "01.01.2016", "gesamte IT"):
        assert words in page


def test_form_says_that_these_days_differ(care: Client, town: Authority) -> None:
    assert "Der Vertrag und der Beginn des Betriebs haben oft andere Tage" in care.get(
        f"/authorities/{town.pk}/roles/add/"
    ).content.decode().replace("\n", " ")
    assert "drei verschiedene Tage" in care.get(f"/authorities/{town.pk}/tasks/add/").content.decode()


def test_second_role_at_a_time_is_refused_unless_the_first_ends(care: Client, town: Authority) -> None:
    AuthorityRoleFactory(authority=town, valid_from=date(2016, 1, 1))
    refused = care.post(f"/authorities/{town.pk}/roles/add/", {"role": "carrier", "valid_from": "2020-01-01"})
    assert "In diesem Zeitraum hat die Behörde schon eine Rolle" in refused.content.decode()
    assert 'value="2020-01-01"' in refused.content.decode(), "nothing typed is lost"
    wrong = care.post(f"/authorities/{town.pk}/roles/add/", {"role": "customer", "outcome": "declined"})
    assert "Einen Ausgang hat nur die Rolle Interessent." in wrong.content.decode()
    assert town.roles.count() == 1


def test_several_single_procedures_run_at_once_each_with_its_name(care: Client, town: Authority) -> None:
    url = f"/authorities/{town.pk}/tasks/add/"
    for name in ("Haushaltsverfahren", "Einwohnerwesen"):
        assert care.post(url, {"scope": "procedure_only", "subject": name}).status_code == 302
    again = care.post(url, {"scope": "procedure_only", "subject": "Einwohnerwesen", "starts_on": "2020-01-01"})
    assert "Diese Aufgabe ist in diesem Zeitraum schon übertragen." in again.content.decode()
    nameless = care.post(url, {"scope": "procedure_only"}).content.decode()
    assert "Bitte nennen Sie das Fachverfahren." in nameless
    named = care.post(url, {"scope": "print", "subject": "Druckstraße"}).content.decode()
    assert "Einen Namen braucht nur ein einzelnes Fachverfahren." in named
    assert {str(one) for one in town.task_transfers.all()} == {
        "einzelnes Fachverfahren: Haushaltsverfahren",
        "einzelnes Fachverfahren: Einwohnerwesen",
    }
    assert "einzelnes Fachverfahren: Einwohnerwesen" in care.get(f"/authorities/{town.pk}/").content.decode()


@pytest.mark.parametrize(("scope", "subject"), [(Scope.PROCEDURE_ONLY, ""), (Scope.CORE_IT, "Haushalt")])
def test_database_asks_for_the_name_too(scope: str, subject: str, town: Authority) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        TaskTransfer(authority=town, scope=scope, subject=subject).save()


def test_each_ends_by_itself(care: Client, town: Authority) -> None:
    role = AuthorityRoleFactory(authority=town, valid_from=date(2016, 1, 1))
    task = TaskTransferFactory(authority=town, starts_on=date(2016, 1, 1))
    membership = MembershipFactory(member=town)
    pages = {
        f"/authorities/roles/{role.pk}/end/": role,
        f"/authorities/tasks/{task.pk}/end/": task,
        f"/authorities/memberships/{membership.pk}/end/": membership,
    }
    shown = care.get(overview(town)).content.decode()
    for url in pages:
        assert f'href="{url}"' in shown
        assert town.name in care.get(url).content.decode()
        assert care.post(url, {"last_day": "2026-10-31"})["Location"] == overview(town)
    for row in pages.values():
        row.refresh_from_db()
    assert role.valid_until == task.ends_on == membership.valid_until == date(2026, 10, 31)
    assert not any(f'href="{url}"' in care.get(overview(town)).content.decode() for url in pages)
    too_early = care.post(f"/authorities/roles/{role.pk}/end/", {"last_day": "2015-12-31"})
    assert "Das Ende liegt vor dem Beginn am 01.01.2016." in too_early.content.decode()
    longer = care.post(f"/authorities/roles/{role.pk}/end/", {"last_day": "2027-12-31"})
    assert "endet schon am 31.10.2026" in longer.content.decode()


@pytest.mark.parametrize(
    ("kind", "member", "body", "sentence"),
    [
        ("member_of_amt", Kind.AMT, Kind.AMT, "Zu einem Amt gehören nur Gemeinden."),
        ("member_of_amt", Kind.MUNICIPALITY_WITHOUT_AMT, Kind.DISTRICT, "Bitte wählen Sie ein Amt."),
        ("managing_municipality_of", Kind.SCHOOL, Kind.AMT, "führt nur eine Gemeinde"),
        ("school_of", Kind.AMT, Kind.DISTRICT, "nur Schulen und Kindertagesstätten"),
        ("school_of", Kind.KITA, Kind.SCHOOL, "ist eine Gemeinde, ein Amt"),
        ("owned_by", Kind.DISTRICT, Kind.AMT, "nur Anstalten, Eigenbetriebe"),
        ("owned_by", Kind.MUNICIPAL_COMPANY, Kind.KITA, "gehört keine andere Behörde"),
    ],
)
def test_relation_fits_both_bodies(
    kind: str, member: str, body: str, sentence: str, customer_care: User, db: None
) -> None:
    row = Membership(member=AuthorityFactory(kind=member), body=AuthorityFactory(kind=body), kind=kind)
    with pytest.raises(ValidationError, match=sentence):
        add_membership(membership=row, by=customer_care)


def test_kita_gets_its_keeper_in_the_workspace(care: Client, town: Authority) -> None:
    kita = AuthorityFactory(name="Kita Sonnenschein", kind=Kind.KITA)
    typed: dict[str, Any] = {"kind": "school_of", "body": town.pk, "valid_from": "2012-08-01"}
    assert care.post(f"/authorities/{kita.pk}/memberships/add/", typed)["Location"] == overview(kita)
    assert "in Trägerschaft von" in care.get(f"/authorities/{kita.pk}/").content.decode()
    twice = care.post(f"/authorities/{kita.pk}/memberships/add/", typed).content.decode()
    assert "schon eine Zugehörigkeit derselben Art" in twice


def test_only_who_keeps_authorities_finds_the_way(
    care: Client, client_for: Callable[[User], Client], service_desk: User, town: Authority
) -> None:
    way = f'href="{overview(town)}"'
    assert way in care.get(f"/authorities/{town.pk}/").content.decode()
    assert way not in client_for(service_desk).get(f"/authorities/{town.pk}/").content.decode()


def test_deeds_ask_for_the_right_themselves(service_desk: User, town: Authority) -> None:
    role = AuthorityRoleFactory(authority=town)
    for deed in (
        lambda: give_role(role=AuthorityRole(authority=town, role="carrier"), ends_previous=False, by=service_desk),
        lambda: end_role(role=role, last_day=date(2026, 1, 1), by=service_desk),
        lambda: transfer_task(transfer=TaskTransfer(authority=town, scope=Scope.PRINT), by=service_desk),
    ):
        with pytest.raises(PermissionDenied):
            deed()
