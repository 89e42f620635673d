"""What is done with authorities and their people."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import assign_roles
from accounts.models import User
from accounts.roles import AUTHORITY_HEAD, IT_COORDINATOR, REPORTER
from customers.models import Contact

ROLE_OF_CONTACT = {
    Contact.Role.REPORTER: REPORTER,
    Contact.Role.IT_COORDINATOR: IT_COORDINATOR,
    Contact.Role.AUTHORITY_HEAD: AUTHORITY_HEAD,
}


@transaction.atomic
def save_contact(*, contact: Contact) -> Contact:
    """Store a contact and give the account behind it exactly the rights of its role; nobody else's account keeps them."""
    previous = Contact.objects.filter(pk=contact.pk).values_list("user_id", flat=True).first()
    contact.full_clean()
    if contact.user and contact.user.staff_profile:
        raise ValidationError({"user": "Dieses Konto gehört zum Service. Eine Ansprechperson braucht ein eigenes."})
    contact.save()
    if previous and previous != contact.user_id:
        assign_roles(user=User.objects.get(pk=previous), roles=[])
    if contact.user:
        assign_roles(
            user=contact.user, roles=[ROLE_OF_CONTACT[Contact.Role(contact.role)]] if contact.is_active else []
        )
    return contact
