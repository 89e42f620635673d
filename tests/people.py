"""People for tests, made with the same actions as in operation, so that they hold exactly their role's rights."""

import pytest

from accounts import access
from accounts.actions import employ
from accounts.models import User
from accounts.roles import ALL_ROLES, Role
from customers.actions import save_contact
from customers.models import Authority, Contact
from tests.factories import ContactFactory, ProviderFactory, TeamFactory, UserFactory


def employed(*roles: Role) -> User:
    """A member of the service staff who holds the given roles."""
    user = UserFactory()
    employ(user=user, provider=ProviderFactory(), team=TeamFactory(), roles=roles)
    user.role_assignments.update(valid_from=None)  # on whatever day the test plays
    return with_fresh_rights(user)


def contact_at(authority: Authority, role: Contact.Role = Contact.Role.REPORTER) -> User:
    """A contact of the authority with an account for the portal."""
    user = UserFactory()
    contact = ContactFactory.build(
        authority=authority,
        user=user,
        role=role,
        first_name=user.first_name,
        last_name=user.last_name,
        email=user.email,
    )
    save_contact(contact=contact)
    return with_fresh_rights(user)


def with_fresh_rights(user: User) -> User:
    """The same person read anew: a user remembers permissions and profile."""
    return User.objects.get(pk=user.pk)


def contact_of(user: User) -> Contact:
    """The one contact that a person is."""
    return user.contacts.get()


def widened(role: Role, *permissions: str, monkeypatch: pytest.MonkeyPatch) -> Role:
    """The role with further rights for one test, to ask what a mixture would do that no role of the house has."""
    wider = role._replace(permissions=(*role.permissions, *permissions), uses_admin=True)
    monkeypatch.setitem(access.STAFF_ROLE, role.key, wider)
    monkeypatch.setattr(access, "ALL_ROLES", (*ALL_ROLES, wider))
    return wider
