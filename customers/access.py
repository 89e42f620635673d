"""Which contact a signed-in person is: the root of every decision about what an authority may see."""

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from customers.models import Contact


def contact_of(user: "User | AnonymousUser") -> "Contact | None":
    """The active contact behind an account, or None for staff, strangers and people who have left."""
    if not (user.is_authenticated and user.is_active):
        return None
    try:
        contact: Contact = user.contact
    except ObjectDoesNotExist:
        return None
    return contact if contact.is_active else None
