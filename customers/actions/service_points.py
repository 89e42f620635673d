"""Keeping the days on which service points are open otherwise."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from customers.models import OpeningException


@transaction.atomic
def save_exception(*, exception: OpeningException, by: User, today: date) -> OpeningException:
    """Say that a service point is closed on some days, or open at other hours."""
    if not by.has_perm(f"customers.{'add' if exception._state.adding else 'change'}_openingexception"):
        raise PermissionDenied
    if exception.last_day < today:
        raise ValidationError({"last_day": "Dieser Zeitraum ist schon vorbei."})
    if exception._state.adding:
        exception.is_demo = exception.service_point.is_demo
    exception.full_clean()
    exception.save()
    return exception


@transaction.atomic
def remove_exception(*, exception: OpeningException, by: User) -> None:
    """Let the usual hours hold again."""
    if not by.has_perm("customers.delete_openingexception"):
        raise PermissionDenied
    exception.delete()
