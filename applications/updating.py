"""What an update leaves behind: the instances run in another version of their product."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F

from accounts.models import User
from applications.models import ProductVersion, SpecialistApplication


@transaction.atomic
def set_version(*, applications: Iterable[SpecialistApplication], version: ProductVersion, by: User) -> int:
    """Say in which version these instances run from now on; return how many have changed.

    Asks for no right to keep master data: whoever carries out an approved update says what it has done.
    """
    if not by.is_service_staff:
        raise PermissionDenied
    rows = SpecialistApplication.objects.select_for_update(of=("self",)).filter(pk__in=[row.pk for row in applications])
    for row in rows.order_by("pk"):
        if row.product_id != version.product_id:
            raise ValidationError(f"„{row}“ ist kein Fachverfahren des Produkts „{version.product}“.")
    others = SpecialistApplication.objects.filter(pk__in=[row.pk for row in rows]).exclude(product_version=version)
    return others.update(product_version=version, version=F("version") + 1)
