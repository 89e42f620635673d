"""Giving people at authorities a function, and ending it."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from customers.models import Contact, ContactFunction


@transaction.atomic
def give_function(*, function: ContactFunction, by: User, today: date) -> ContactFunction:
    """Let a contact have a function from a day on; the service and the coordination of the authority say so."""
    _require(by, "customers.add_contactfunction", function.contact)
    _check_consent(function, today)
    function.is_demo = function.contact.is_demo
    function.full_clean()
    function.save(force_insert=True)
    return function


@transaction.atomic
def change_function(*, function: ContactFunction, by: User, today: date) -> ContactFunction:
    """Put right what stands there about a function that has not ended."""
    _require(by, "customers.change_contactfunction", function.contact)
    _refuse_ended(function, today)
    _check_consent(function, today)
    function.full_clean()
    function.save()
    return function


@transaction.atomic
def end_function(*, function: ContactFunction, last_day: date, by: User, today: date) -> ContactFunction:
    """Let a function end; a private number is removed the night after its last day."""
    _require(by, "customers.change_contactfunction", function.contact)
    _refuse_ended(function, today)
    stored = ContactFunction.objects.select_for_update().get(pk=function.pk)
    stored.valid_until = last_day
    try:
        stored.full_clean()
    except ValidationError as error:
        raise ValidationError({"last_day": error.messages}) from error
    stored.save(update_fields=["valid_until"])
    return stored


def _refuse_ended(function: ContactFunction, today: date) -> None:
    stored = ContactFunction.objects.select_for_update().get(pk=function.pk)
    if stored.valid_until and stored.valid_until < today:
        raise ValidationError("Diese Funktion ist beendet. Bitte geben Sie der Person eine neue.")


def _check_consent(function: ContactFunction, today: date) -> None:
    if function.consented_on and function.consented_on > today:
        raise ValidationError({"consented_on": "Eine Einwilligung kann nicht in der Zukunft liegen."})


def _require(by: User, permission: str, contact: Contact) -> None:
    """The right, and for people of an authority that they see all of it."""
    sees_all = by.is_service_staff or contact.authority_id in by.access.whole_authorities
    if not (sees_all and by.has_perm(permission)):
        raise PermissionDenied
