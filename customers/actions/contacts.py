"""What is done with authorities and their people."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actions import log_roles
from accounts.models import User
from customers.models import Contact
from history.validity import in_words


@transaction.atomic
def save_contact(*, contact: Contact) -> Contact:
    """Store a contact. The account behind it may do what the contact's role gives, as long as the role holds."""
    contact.full_clean()
    if contact.user and (contact.user.is_superuser or contact.user.staff_profile):
        raise ValidationError({"user": "Dieses Konto gehört zum Service. Eine Ansprechperson braucht ein eigenes."})
    stored = Contact.objects.select_for_update().filter(pk=contact.pk).first()
    contact.save()
    _log_rights(before=stored, after=contact)
    return contact


@transaction.atomic
def remove_contact(*, contact: Contact) -> None:
    """Delete a contact that is named nowhere; the account behind it may do nothing in its name any more."""
    _log_rights(before=contact, after=None)
    contact.delete()


def _log_rights(*, before: Contact | None, after: Contact | None) -> None:
    had, has = _rights(before), _rights(after)
    for user in had.keys() | has.keys():
        log_roles(user=user, before=had.get(user, set()), after=has.get(user, set()))


def _rights(contact: Contact | None) -> dict[User, set[str]]:
    """What an account may do in the portal through a contact, today or later, in words."""
    today = timezone.localdate()
    if contact is None or contact.user is None or not contact.is_active:
        return {}
    if contact.valid_until and contact.valid_until < today:
        return {}
    return {contact.user: {f"{contact.get_role_display()} bei {contact.authority}{in_words(contact, today)}"}}
