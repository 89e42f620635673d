"""Whom a signed-in person acts as at the authorities, as the frame of every page of the portal names it."""

from functools import partial

from django.http import HttpRequest

from accounts.signed_in import signed_in
from customers.models import Authority, Contact
from ui.together import Objects, together

COLUMNS = (
    *(field.attname for field in Contact._meta.concrete_fields),
    *(f"authority__{field.attname}" for field in Authority._meta.concrete_fields if not field.primary_key),
)


def acting_contacts(request: HttpRequest) -> Objects[Contact]:
    """The contacts that the person is today, with their authorities, the oldest first; asked for once a page."""
    if not hasattr(request, "acting_contacts"):
        user = signed_in(request)
        request.acting_contacts = together(request).objects(  # type: ignore[attr-defined]  # a note for all parts of the page
            Contact, partial(Contact.objects.acting_for, user), *COLUMNS, words=("acting", user.reach)
        )
    found: Objects[Contact] = request.acting_contacts  # type: ignore[attr-defined]
    return found
