"""What is done with the people of authorities."""

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actions import log_roles
from accounts.models import User
from customers.models import Authority, Contact
from history.validity import in_words

NO_LONGER = "Diese Behörde gibt es nicht mehr. Bitte wählen Sie ihre Nachfolgerin."


@transaction.atomic
def save_contact(*, contact: Contact) -> Contact:
    """Store a contact. The account behind it may do what the contact's role gives, as long as the role holds."""
    contact.full_clean()
    _check_account(contact)
    if contact._state.adding:
        _check_authorities({contact.authority_id})
    stored = Contact.objects.select_for_update().filter(pk=contact.pk).first()
    contact.save()
    _log_rights(before=stored, after=contact)
    return contact


@transaction.atomic
def save_contacts(*, contacts: Sequence[Contact]) -> None:
    """Store many contacts at once. That two of them do not share an address or an account is left to the database."""
    keys = [contact.pk for contact in contacts if contact.pk]
    stored = {row.pk: row for row in Contact.objects.select_for_update().filter(pk__in=keys)}
    for contact in contacts:
        contact.clean_fields(exclude=["authority", "user"])
        contact.clean()
        if contact.user_id:
            _check_account(contact)
    _check_authorities({contact.authority_id for contact in contacts if not contact.pk})
    changed = [contact for contact in contacts if contact.pk in stored]
    fields = [field for field in Contact._meta.concrete_fields if not field.primary_key]
    differing = [
        field.name
        for field in fields
        if any(getattr(row, field.attname) != getattr(stored[row.pk], field.attname) for row in changed)
    ]
    Contact.objects.bulk_create([contact for contact in contacts if not contact.pk], batch_size=500)
    if differing:
        Contact.objects.bulk_update(changed, differing, batch_size=500)
    for contact in contacts:
        before = stored.get(contact.pk)
        if contact.user_id or (before is not None and before.user_id):
            _log_rights(before=before, after=contact)


@transaction.atomic
def remove_contact(*, contact: Contact) -> None:
    """Delete a contact that is named nowhere; the account behind it may do nothing in its name any more."""
    _log_rights(before=contact, after=None)
    contact.delete()


def _check_account(contact: Contact) -> None:
    """Staff see the rows of all authorities, so nobody is both."""
    if contact.user and (contact.user.is_superuser or contact.user.staff_profile):
        raise ValidationError({"user": "Dieses Konto gehört zum Service. Eine Ansprechperson braucht ein eigenes."})


def _check_authorities(keys: Collection[int]) -> None:
    """Nobody new comes to an authority that has given way to another."""
    there = Authority.objects.existing_on(timezone.localdate()).filter(pk__in=keys)
    if there.count() != len(keys):
        raise ValidationError({"authority": NO_LONGER})


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
