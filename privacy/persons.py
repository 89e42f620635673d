"""A person as the law sees one: the account, the entries as a contact at any number of authorities, the employment."""

from dataclasses import dataclass
from typing import Any

from accounts.models import StaffMember, User
from customers.models import Contact


@dataclass(frozen=True)
class Person:
    """All rows that are about one human being; at least one of account and contacts is there."""

    user: User | None
    contacts: tuple[Contact, ...]
    member: StaffMember | None

    def __str__(self) -> str:
        """The name, as it has to be typed before an erasure."""
        return str(self.user or self.contacts[0])

    @property
    def names(self) -> set[str]:
        """Every name under which the person appears in words."""
        rows: tuple[Any, ...] = (self.user, self.member, *self.contacts)
        return {str(row) for row in rows if row is not None} - {""}


def person_of_account(user: User) -> Person:
    """Whoever signs in with an account."""
    contacts = Contact.objects.filter(user=user).select_related("authority").order_by("pk")
    return Person(
        user, tuple(contacts), StaffMember.objects.filter(user=user).select_related("team", "provider").first()
    )


def person_of_contact(contact: Contact) -> Person:
    """Whoever stands behind a contact; with an account, everything that hangs on it."""
    return person_of_account(contact.user) if contact.user else Person(None, (contact,), None)
