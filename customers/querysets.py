"""Sets of authorities and what belongs to them, and who may see them.

Staff see every authority. A contact sees the authorities they work for, the coordination of an Amt also its member
municipalities, and of what belongs to them as much as the role gives.
"""

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from accounts.models import User
from accounts.querysets import ForServiceQuerySet
from customers.access import narrowed
from history.validity import valid_on

if TYPE_CHECKING:
    from customers.models import (
        Authority,
        Contact,
        ContactFunction,
        Location,
        Membership,
        Room,
        ServicePoint,
        Shift,
        SiteOfServicePoint,
        Succession,
    )

Row = TypeVar("Row", bound=models.Model, covariant=True)


class AuthorityQuerySet(models.QuerySet["Authority"]):
    """Authorities."""

    def visible_to(self, user: User) -> "AuthorityQuerySet":
        """Staff see all; a contact sees the authorities they work for."""
        return narrowed(self, user, authority="pk")

    def coordinated_by(self, user: "User", day: date) -> "AuthorityQuerySet":
        """Authorities whose IT a person coordinates: their own, and the member municipalities of their Amt.

        The other way round is `customers.coordination.coordinators_of`.
        """
        from customers.models import Contact, Membership  # noqa: PLC0415 – models import this module

        own = Contact.objects.filter(pk__in=user.access.contacts, role=Contact.Role.IT_COORDINATOR)
        members = Membership.objects.filter(
            valid_on(day), body__in=own.values("authority"), kind=Membership.Kind.MEMBER_OF_AMT
        )
        return self.filter(Q(pk__in=own.values("authority")) | Q(pk__in=members.values("member")))

    def with_current_role(self, day: date) -> "AuthorityQuerySet":
        """Add `current_role`: what the authority is to the provider on a day, or None."""
        from customers.models import AuthorityRole  # noqa: PLC0415 – models import this module

        roles = AuthorityRole.objects.filter(valid_on(day), authority=OuterRef("pk"))
        return self.annotate(current_role=Subquery(roles.values("role")[:1]))

    def with_outcome(self, day: date) -> "AuthorityQuerySet":
        """Add `current_outcome`: how it stands with a prospect on a day, empty or None for everybody else."""
        from customers.models import AuthorityRole  # noqa: PLC0415 – models import this module

        roles = AuthorityRole.objects.filter(valid_on(day), authority=OuterRef("pk"))
        return self.annotate(current_outcome=Subquery(roles.values("outcome")[:1]))

    def existing_on(self, day: date) -> "AuthorityQuerySet":
        """Without those in whose place another stands on a day."""
        from customers.models import Succession  # noqa: PLC0415 – models import this module

        return self.filter(~Exists(Succession.objects.filter(predecessor=OuterRef("pk"), effective_on__lte=day)))

    def served(self, day: date) -> "AuthorityQuerySet":
        """Authorities that are customer or carrier on a day."""
        from customers.models import AuthorityRole  # noqa: PLC0415 – models import this module

        roles = AuthorityRole.objects.filter(valid_on(day), authority=OuterRef("pk"), role__in=["customer", "carrier"])
        return self.filter(Exists(roles))


class OwnedByAuthorityQuerySet(models.QuerySet[Row]):
    """Rows that carry an `authority`: a contact sees those of their own authorities."""

    def visible_to(self, user: User) -> "OwnedByAuthorityQuerySet[Row]":
        """Staff see all; a contact sees what belongs to the authorities they work for."""
        return narrowed(self, user, authority="authority_id")


class RoomQuerySet(models.QuerySet["Room"]):
    """Rooms."""

    def visible_to(self, user: User) -> "RoomQuerySet":
        """A room is seen by whoever sees its site."""
        return narrowed(self, user, authority="site__authority_id")


class ContactQuerySet(models.QuerySet["Contact"]):
    """People at authorities."""

    def visible_to(self, user: User) -> "ContactQuerySet":
        """A coordinator sees the people of the authority, a reporter only themselves."""
        return narrowed(self, user, authority="authority_id", person="pk")

    def acting_for(self, user: User) -> "ContactQuerySet":
        """The contacts that a person is today, with their authorities, the oldest first."""
        return self.filter(pk__in=user.access.contacts).select_related("authority").order_by("pk")

    def acting_on(self, day: date) -> "ContactQuerySet":
        """People who act for their authority on a day."""
        return self.filter(valid_on(day), is_active=True)

    def served_by_mail(self, day: date) -> "ContactQuerySet":
        """Who, without an account, reports and is written to by mail on a day.

        Only where the address tells who it is: no other person who acts that day and no account has it, too.
        """
        from customers.models import Contact  # noqa: PLC0415 – models import this module

        others = Contact.objects.acting_on(day).filter(email__iexact=OuterRef("email")).exclude(pk=OuterRef("pk"))
        accounts = User.objects.filter(email__iexact=OuterRef("email"), is_active=True)
        wished = self.acting_on(day).filter(is_served_by_mail=True, authority__is_served_by_mail=True)
        return wished.filter(~Exists(others), ~Exists(accounts), user=None).exclude(email="")

    def reporting(self) -> "ContactQuerySet":
        """People who may report: still active."""
        return self.filter(is_active=True)


class ContactFunctionQuerySet(models.QuerySet["ContactFunction"]):
    """What people at authorities are there for."""

    def visible_to(self, user: User) -> "ContactFunctionQuerySet":
        """Seen by whoever sees the person; so a private number by staff, by who sees the whole authority, and by its owner."""
        return narrowed(self, user, authority="contact__authority_id", person="contact_id")

    def holding_on(self, day: date) -> "ContactFunctionQuerySet":
        """Functions that people have on a day; who was switched off has none."""
        return self.filter(valid_on(day), contact__is_active=True)

    def with_a_number(self) -> "ContactFunctionQuerySet":
        """Emergency contacts of whom a private number is still kept."""
        return self.filter(kind="emergency", number_removed_on__isnull=True)

    def ended_before(self, day: date) -> "ContactFunctionQuerySet":
        """Functions whose last day lies before a day."""
        return self.filter(valid_until__lt=day)


class ServicePointQuerySet(models.QuerySet["ServicePoint"]):
    """Service points."""

    def visible_to(self, user: User) -> "ServicePointQuerySet":
        """A contact sees the service points that serve their authority."""
        rows = narrowed(self, user, authority="authorities")
        return rows if user.is_service_staff else rows.distinct()  # it may serve several of the person's authorities


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Which body belongs to which."""

    def visible_to(self, user: User) -> "MembershipQuerySet":
        """A contact sees where the own authority belongs, and what belongs to it."""
        return narrowed(self, user, authority="member_id") | narrowed(self, user, authority="body_id")


class OfServicePointQuerySet(models.QuerySet[Row]):
    """Rows that hang on a service point: its hours, its people."""

    def visible_to(self, user: User) -> "OfServicePointQuerySet[Row]":
        """Seen by whoever sees the service point."""
        from customers.models import ServicePoint  # noqa: PLC0415 – models import this module

        name = next(field.name for field in self.model._meta.fields if field.related_model is ServicePoint)
        return self.filter(**{f"{name}__in": ServicePoint.objects.visible_to(user)})


class SuccessionQuerySet(models.QuerySet["Succession"]):
    """What became of authorities."""

    def visible_to(self, user: User) -> "SuccessionQuerySet":
        """A contact sees what came before the own authority, and what comes after it."""
        return narrowed(self, user, authority="predecessor_id") | narrowed(self, user, authority="successor_id")


class LocationQuerySet(models.QuerySet["Location"]):
    """Where something lies."""

    def visible_to(self, user: User) -> "LocationQuerySet":
        """Seen by whoever sees what lies there."""
        from customers.models import ServicePoint, Site  # noqa: PLC0415 – models import this module

        if user.is_service_staff:
            return self.all()
        there = Q(service_point__in=ServicePoint.objects.visible_to(user)) | Q(site__in=Site.objects.visible_to(user))
        return self.filter(there | Q(authority__in=user.access.authorities))


class SiteOfServicePointQuerySet(models.QuerySet["SiteOfServicePoint"]):
    """Which sites a service point serves."""

    def visible_to(self, user: User) -> "SiteOfServicePointQuerySet":
        """Seen by whoever sees the site."""
        return narrowed(self, user, authority="site__authority_id")


class ShiftQuerySet(ForServiceQuerySet["Shift"]):
    """Who is on duty at service points; how the service plans its work is not the affair of an authority."""

    def between(self, first: date, last: date) -> "ShiftQuerySet":
        """Those of some days, with the people in them."""
        return self.filter(day__range=(first, last)).select_related("member", "deputy")
