"""Sets of authorities and what belongs to them, and who may see them.

Staff see every authority. A contact sees their own authority, and of what belongs to it as much as their role gives.
"""

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from customers.access import contact_of

if TYPE_CHECKING:
    from accounts.models import User
    from customers.models import Authority, Contact, Room, ServicePoint

Row = TypeVar("Row", bound=models.Model, covariant=True)


def valid_on(day: date) -> Q:
    """Rows whose period holds on a day; an empty end is open."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    )


class AuthorityQuerySet(models.QuerySet["Authority"]):
    """Authorities."""

    def visible_to(self, user: "User") -> "AuthorityQuerySet":
        """Staff see all; a contact sees the authority they work for."""
        if user.is_service_staff:
            return self
        contact = contact_of(user)
        return self.filter(pk=contact.authority_id) if contact else self.none()

    def with_current_role(self, day: date) -> "AuthorityQuerySet":
        """Add `current_role`: what the authority is to the provider on a day, or None."""
        from customers.models import AuthorityRole  # noqa: PLC0415 – models import this module

        roles = AuthorityRole.objects.filter(valid_on(day), authority=OuterRef("pk"))
        return self.annotate(current_role=Subquery(roles.values("role")[:1]))

    def served(self, day: date) -> "AuthorityQuerySet":
        """Authorities that are customer or carrier on a day."""
        from customers.models import AuthorityRole  # noqa: PLC0415 – models import this module

        roles = AuthorityRole.objects.filter(valid_on(day), authority=OuterRef("pk"), role__in=["customer", "carrier"])
        return self.filter(Exists(roles))


class OwnedByAuthorityQuerySet(models.QuerySet[Row]):
    """Rows that carry an `authority`: a contact sees those of their own authority."""

    def visible_to(self, user: "User") -> "OwnedByAuthorityQuerySet[Row]":
        """Staff see all; a contact sees what belongs to the authority they work for."""
        if user.is_service_staff:
            return self
        contact = contact_of(user)
        return self.filter(authority_id=contact.authority_id) if contact else self.none()


class RoomQuerySet(models.QuerySet["Room"]):
    """Rooms."""

    def visible_to(self, user: "User") -> "RoomQuerySet":
        """A room is seen by whoever sees its site."""
        if user.is_service_staff:
            return self
        contact = contact_of(user)
        return self.filter(site__authority_id=contact.authority_id) if contact else self.none()


class ContactQuerySet(models.QuerySet["Contact"]):
    """People at authorities."""

    def visible_to(self, user: "User") -> "ContactQuerySet":
        """A coordinator sees the people of the authority, a reporter only themselves."""
        if user.is_service_staff:
            return self
        contact = contact_of(user)
        if contact is None:
            return self.none()
        return (
            self.filter(authority_id=contact.authority_id)
            if contact.sees_whole_authority
            else self.filter(pk=contact.pk)
        )

    def reporting(self) -> "ContactQuerySet":
        """People who may report: still active."""
        return self.filter(is_active=True)


class ServicePointQuerySet(models.QuerySet["ServicePoint"]):
    """Service points."""

    def visible_to(self, user: "User") -> "ServicePointQuerySet":
        """A contact sees the service points that serve their authority."""
        if user.is_service_staff:
            return self
        contact = contact_of(user)
        return self.filter(authorities=contact.authority_id) if contact else self.none()
