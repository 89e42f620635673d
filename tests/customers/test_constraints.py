"""Truths that the database itself keeps, whichever way a row comes; in forms they are a sentence."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from customers.models import (
    Authority,
    AuthorityRole,
    Contact,
    ContactFunction,
    Membership,
    OpeningHours,
    Room,
    Site,
    TaskTransfer,
)
from tests.factories import (
    ApplicationUseFactory,
    AuthorityFactory,
    AuthorityRoleFactory,
    ContactFactory,
    ContactFunctionFactory,
    DataCentreFactory,
    MembershipFactory,
    OpeningHoursFactory,
    RoomFactory,
    SiteFactory,
    TaskTransferFactory,
)

Role = AuthorityRole.Role
EARLY, MIDDLE, LATE = date(2016, 1, 1), date(2018, 6, 30), date(2020, 12, 31)


def refused(row: models.Model, sentence: str) -> None:
    """The row is refused in words by validation, and by the database if validation is passed by."""
    with pytest.raises(ValidationError, match=sentence):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((EARLY, LATE), (MIDDLE, None)),
        ((EARLY, None), (LATE, None)),
        ((None, MIDDLE), (MIDDLE, LATE)),  # the last day belongs to the period
        ((None, None), (EARLY, EARLY)),
        ((MIDDLE, LATE), (EARLY, MIDDLE)),
    ],
)
def test_an_authority_has_one_role_at_a_time(first: Any, second: Any, db: None) -> None:
    authority = AuthorityFactory()
    AuthorityRoleFactory(authority=authority, valid_from=first[0], valid_until=first[1])
    role = AuthorityRole(authority=authority, role=Role.CARRIER, valid_from=second[0], valid_until=second[1])
    refused(role, "In diesem Zeitraum hat die Behörde schon eine Rolle")


def test_roles_may_follow_one_another_day_by_day(db: None) -> None:
    authority = AuthorityFactory()
    AuthorityRoleFactory(authority=authority, role=Role.PROSPECT, valid_until=date(2015, 12, 31))
    AuthorityRoleFactory(authority=authority, role=Role.CUSTOMER, valid_from=EARLY, valid_until=date(2016, 3, 31))
    AuthorityRoleFactory(authority=authority, role=Role.CARRIER, valid_from=date(2016, 4, 1))
    assert authority.roles.count() == 3
    of_day = Authority.objects.with_current_role(date(2016, 3, 31)).filter(pk=authority.pk)
    current = of_day.values_list("current_role", flat=True)[0]  # type: ignore[misc]  # a column of this query only
    assert current == Role.CUSTOMER


def test_two_authorities_have_their_roles_at_the_same_time(db: None) -> None:
    AuthorityRoleFactory()
    assert AuthorityRoleFactory().pk


def test_period_does_not_end_before_it_begins(db: None) -> None:
    days = {"valid_from": LATE, "valid_until": EARLY}
    refused_by_check(AuthorityRole(authority=AuthorityFactory(), role=Role.CUSTOMER, **days))
    refused_by_check(Membership(member=AuthorityFactory(), body=AuthorityFactory(), kind="member_of_amt", **days))
    refused_by_check(
        TaskTransfer(authority=AuthorityFactory(), scope=TaskTransfer.Scope.CORE_IT, starts_on=LATE, ends_on=EARLY)
    )


def refused_by_check(row: models.Model) -> None:
    """A period that ends too early is refused by the database, and by validation at the field of its end."""
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    field = "ends_on" if isinstance(row, TaskTransfer) else "valid_until"
    assert refusal.value.message_dict == {field: ["Das Ende liegt vor dem Beginn."]}
    with pytest.raises(Exception, match=r"range lower bound|violates check constraint"), transaction.atomic():
        row.save()


def test_outcome_belongs_to_prospects(db: None) -> None:
    role = AuthorityRole(authority=AuthorityFactory(), role=Role.CUSTOMER, outcome=AuthorityRole.Outcome.DECLINED)
    refused(role, "Einen Ausgang hat nur die Rolle Interessent")


def test_official_keys_are_given_once(db: None) -> None:
    kind = Authority.Kind.MUNICIPALITY_WITHOUT_AMT
    AuthorityFactory(kind=kind, ags="13076090", ars="130760090090")
    again = AuthorityFactory.build(kind=kind, ags="13076090", ars="130760090090")
    refused(again, "Diesen AGS hat schon eine andere Behörde")


def test_nobody_belongs_to_themselves_or_twice_at_a_time(db: None) -> None:
    authority = AuthorityFactory()
    refused(Membership(member=authority, body=authority, kind="member_of_amt"), "nicht zu sich selbst")
    MembershipFactory(member=authority)
    refused(Membership(member=authority, body=AuthorityFactory(), kind="member_of_amt"), "schon eine Zugehörigkeit")


def test_task_is_transferred_once_at_a_time(db: None) -> None:
    transfer = TaskTransferFactory(starts_on=EARLY)
    again = TaskTransfer(authority=transfer.authority, scope=transfer.scope, starts_on=LATE)
    with pytest.raises(ValidationError), transaction.atomic():
        again.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_use_of_an_application_is_counted_once_at_a_time(db: None) -> None:
    use = ApplicationUseFactory()
    again = ApplicationUseFactory.build(application=use.application, authority=use.authority, used_since=LATE)
    refused(again, "nutzt das Fachverfahren in diesem Zeitraum schon")


def test_site_has_one_owner(db: None) -> None:
    site = SiteFactory.build(authority=AuthorityFactory(), provider=DataCentreFactory().provider)
    refused(site, "entweder zu einer Behörde oder zu einem Unternehmen")
    refused(Site(key="ohne", name="Ohne"), "entweder zu einer Behörde oder zu einem Unternehmen")


def test_room_name_and_mail_address_are_given_once(db: None) -> None:
    room = RoomFactory()
    refused(Room(site=room.site, name=room.name), "gibt es an diesem Standort schon")
    contact = ContactFactory()
    again = Contact(authority=contact.authority, last_name="Doppel", email=contact.email)
    refused(again, "hat in dieser Behörde schon eine Ansprechperson")


def test_opening_hours_end_after_they_begin(db: None) -> None:
    hours = OpeningHoursFactory()
    wrong = OpeningHours(
        service_point=hours.service_point, weekday=3, opens_at=hours.closes_at, closes_at=hours.opens_at
    )
    refused(wrong, "Die Schließzeit liegt vor der Öffnungszeit")


def test_contact_has_the_same_function_once_at_a_time_and_others_beside_it(db: None) -> None:
    first = ContactFunctionFactory(valid_from=EARLY, valid_until=MIDDLE)
    again = ContactFunctionFactory.build(contact=first.contact, valid_from=MIDDLE)
    refused(again, "In diesem Zeitraum hat die Person diese Funktion schon")
    ContactFunction.objects.create(contact=first.contact, kind=ContactFunction.Kind.INVOICES, valid_from=EARLY)
    ContactFunctionFactory(contact=ContactFactory(authority=first.contact.authority), valid_from=EARLY)


@pytest.mark.parametrize("missing", [{"phone": ""}, {"consented_on": None}])
def test_emergency_contact_can_be_reached_and_has_agreed_to_it(missing: dict[str, Any], db: None) -> None:
    function = ContactFunctionFactory.build(contact=ContactFactory(), **missing)
    refused(function, "Ein Notfallkontakt braucht Telefon oder E-Mail")


def test_private_number_stands_with_no_other_function(db: None) -> None:
    function = ContactFunctionFactory.build(contact=ContactFactory(), kind=ContactFunction.Kind.INVOICES)
    refused(function, "gehören nur zu einem Notfallkontakt")


def test_number_of_a_function_that_goes_on_is_not_removed(db: None) -> None:
    function = ContactFunctionFactory.build(
        contact=ContactFactory(), phone="", consented_on=None, number_removed_on=LATE, valid_until=LATE
    )
    refused(function, "Eine Nummer wird erst nach dem Ende der Funktion entfernt")
