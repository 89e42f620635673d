"""The people of the house: who is staff, who is a contact, at which authorities, for how long, and what they may."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts import roles
from accounts.actions import assign_roles
from accounts.models import RoleAssignment, User
from customers.actions import save_contact
from customers.models import Authority, Contact, Membership
from tests.factories import AuthorityFactory, ContactFactory, MembershipFactory, TicketFactory
from tests.people import contact_at, contact_of, with_fresh_rights
from tickets.models import Ticket

DAY = timedelta(days=1)


def seen_authorities(user: User) -> set[str]:
    return set(Authority.objects.visible_to(with_fresh_rights(user)).values_list("name", flat=True))


def test_staff_hold_exactly_the_rights_of_their_role(service_desk: User) -> None:
    assert service_desk.is_service_staff
    assert service_desk.get_all_permissions() == set(roles.SERVICE_DESK.permissions)
    assert not service_desk.contacts.exists()


def test_contacts_hold_exactly_the_rights_of_their_role(
    reporter: User, coordinator: User, ludwigslust: Authority
) -> None:
    for person, role in ((reporter, roles.REPORTER), (coordinator, roles.IT_COORDINATOR)):
        assert not person.is_service_staff
        assert not person.is_staff
        assert person.get_all_permissions() == set(role.permissions)
        assert contact_of(person).authority == ludwigslust


def test_every_right_of_every_role_exists(db: None) -> None:
    from django.contrib.auth.models import Permission  # noqa: PLC0415 – models are loaded by now

    known = {f"{app}.{name}" for app, name in Permission.objects.values_list("content_type__app_label", "codename")}
    for role in roles.ALL_ROLES:
        assert set(role.permissions) <= known, role.key


def test_people_who_left_are_nobody(reporter: User, service_desk: User) -> None:
    User.objects.filter(pk__in=[reporter.pk, service_desk.pk]).update(is_active=False)
    for person in map(with_fresh_rights, (reporter, service_desk)):
        assert not person.is_service_staff
        assert not person.get_all_permissions()
        assert not Ticket.objects.visible_to(person).exists()
        assert not seen_authorities(person)


def test_contact_switched_off_loses_rights(reporter: User) -> None:
    Contact.objects.filter(user=reporter).update(is_active=False)
    reporter = with_fresh_rights(reporter)
    assert not reporter.get_all_permissions()
    assert not seen_authorities(reporter)


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [(None, None, True), (0, 0, True), (-9, None, True), (None, 9, True), (1, None, False), (None, -1, False)],
)
def test_role_at_an_authority_holds_in_its_period_only(
    reporter: User, first: int | None, last: int | None, holds: bool
) -> None:
    today = timezone.localdate()
    Contact.objects.filter(user=reporter).update(
        valid_from=None if first is None else today + first * DAY,
        valid_until=None if last is None else today + last * DAY,
    )
    assert bool(with_fresh_rights(reporter).get_all_permissions()) is holds
    assert bool(seen_authorities(reporter)) is holds
    assert contact_of(reporter).holds_role_on(today) is holds


@pytest.mark.parametrize(
    ("first", "last", "holds"), [(0, None, True), (1, None, False), (-9, -1, False), (-9, 0, True)]
)
def test_role_of_staff_holds_in_its_period_only(
    service_desk: User, client_for: Callable[[User], Client], first: int, last: int | None, holds: bool
) -> None:
    today = timezone.localdate()
    RoleAssignment.objects.filter(user=service_desk).update(
        valid_from=today + first * DAY, valid_until=None if last is None else today + last * DAY
    )
    service_desk = with_fresh_rights(service_desk)
    assert service_desk.is_service_staff is holds
    assert client_for(service_desk).get("/tickets/").status_code == (200 if holds else 403)
    assert client_for(service_desk).get("/admin/").status_code == (200 if holds else 302)


def test_person_at_two_authorities_sees_both_and_each_as_far_as_the_role_there_goes(
    coordinator: User, ludwigslust: Authority
) -> None:
    amt = AuthorityFactory(name="Amt Nebenan")
    save_contact(contact=ContactFactory.build(authority=amt, user=coordinator, role=Contact.Role.REPORTER))
    person = with_fresh_rights(coordinator)
    colleague = TicketFactory(authority=ludwigslust, requester=ContactFactory(authority=ludwigslust))
    elsewhere = TicketFactory(authority=amt, requester=ContactFactory(authority=amt))
    own = TicketFactory(authority=amt, requester=Contact.objects.get(authority=amt, user=coordinator))
    assert seen_authorities(person) == {"Stadt Ludwigslust", "Amt Nebenan"}
    assert set(Ticket.objects.visible_to(person)) == {colleague, own}
    assert elsewhere not in Ticket.objects.visible_to(person)


def test_account_is_one_contact_at_each_authority(reporter: User, ludwigslust: Authority) -> None:
    with pytest.raises(ValidationError, match="schon eine Ansprechperson"):
        save_contact(contact=ContactFactory.build(authority=ludwigslust, user=reporter))


def test_coordination_of_an_amt_sees_its_members_as_long_as_they_are(db: None) -> None:
    amt = AuthorityFactory(name="Amt Stralendorf", kind=Authority.Kind.AMT)
    member, former, neighbour = (AuthorityFactory(name=name) for name in ("Dümmer", "Ausgetreten", "Nachbar"))
    MembershipFactory(member=member, body=amt)
    MembershipFactory(member=former, body=amt, valid_until=timezone.localdate() - DAY)
    MembershipFactory(member=neighbour, body=amt, kind=Membership.Kind.OWNED_BY)
    coordination, reporter = contact_at(amt, Contact.Role.IT_COORDINATOR), contact_at(amt)
    assert seen_authorities(coordination) == {"Amt Stralendorf", "Dümmer"}
    assert seen_authorities(reporter) == {"Amt Stralendorf"}
    of_member = contact_at(member, Contact.Role.AUTHORITY_HEAD)
    assert seen_authorities(of_member) == {"Dümmer"}


def test_roles_are_given_and_taken_from_today_on(service_desk: User) -> None:
    today = timezone.localdate()
    ended = RoleAssignment.objects.create(user=service_desk, role="on-site", valid_until=today - DAY)
    assign_roles(user=service_desk, roles=[roles.ON_SITE, roles.INFRASTRUCTURE])
    held = {(row.role, row.valid_from) for row in service_desk.role_assignments.current(today)}
    assert held == {("on-site", today), ("infrastructure", today)}
    assert RoleAssignment.objects.filter(pk=ended.pk).exists()
    assert not service_desk.has_perm("customers.change_contact")


def test_page_about_oneself_names_roles_places_and_periods(
    coordinator: User, client_for: Callable[[User], Client], ludwigslust: Authority
) -> None:
    amt = AuthorityFactory(name="Amt Nebenan", kind=Authority.Kind.AMT)
    MembershipFactory(member=AuthorityFactory(name="Gemeinde Klein"), body=amt)
    until = timezone.localdate() + DAY
    save_contact(
        contact=ContactFactory.build(
            authority=amt, user=coordinator, role=Contact.Role.AUTHORITY_HEAD, valid_until=until
        )
    )
    page = client_for(coordinator).get("/me/").content.decode()
    assert "IT-Koordination, Stadt Ludwigslust" in page
    assert "Verwaltungsleitung, Amt Nebenan" in page
    assert f"bis zum {until:%d.%m.%Y}" in page
    assert "Gemeinde Klein" in page
