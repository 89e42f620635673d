"""What is done with authorities and their people."""

from django.core.exceptions import ValidationError
from django.db import transaction

from customers.models import Contact


@transaction.atomic
def save_contact(*, contact: Contact) -> Contact:
    """Store a contact. The account behind it may do what the contact's role gives, as long as the role holds."""
    contact.full_clean()
    if contact.user and (contact.user.is_superuser or contact.user.staff_profile):
        raise ValidationError({"user": "Dieses Konto gehört zum Service. Eine Ansprechperson braucht ein eigenes."})
    contact.save()
    return contact
