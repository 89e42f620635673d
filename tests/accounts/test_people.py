"""The people of the tests, and so of the house: who is staff, who is a contact, what they may."""

from accounts import roles
from accounts.models import User
from customers.access import contact_of
from customers.models import Authority


def test_staff_hold_exactly_the_rights_of_their_role(service_desk: User) -> None:
    assert service_desk.is_service_staff
    assert service_desk.get_all_permissions() == set(roles.SERVICE_DESK.permissions)
    assert contact_of(service_desk) is None


def test_contacts_hold_exactly_the_rights_of_their_role(
    reporter: User, coordinator: User, ludwigslust: Authority
) -> None:
    for person, role in ((reporter, roles.REPORTER), (coordinator, roles.IT_COORDINATOR)):
        assert not person.is_service_staff
        assert person.get_all_permissions() == set(role.permissions)
        contact = contact_of(person)
        assert contact is not None
        assert contact.authority == ludwigslust


def test_people_who_left_are_nobody(reporter: User, service_desk: User) -> None:
    User.objects.filter(pk__in=[reporter.pk, service_desk.pk]).update(is_active=False)
    assert contact_of(User.objects.get(pk=reporter.pk)) is None
    assert not User.objects.get(pk=service_desk.pk).is_service_staff


def test_contact_switched_off_loses_rights(reporter: User) -> None:
    contact = reporter.contact
    contact.is_active = False
    contact.save(update_fields=["is_active"])
    assert contact_of(User.objects.get(pk=reporter.pk)) is None
