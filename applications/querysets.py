"""Sets of Fachverfahren and their use, and who may see them."""

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from customers.access import narrowed

if TYPE_CHECKING:
    from accounts.models import User
    from applications.models import ApplicationUse, SpecialistApplication

Rows = TypeVar("Rows", bound="QuerySet[Any]")


def in_operation(day: date) -> Q:
    """The condition on a Fachverfahren that is operated on a day; an empty beginning or end is open."""
    began = Q(operated_since__isnull=True) | Q(operated_since__lte=day)
    return began & (Q(operated_until__isnull=True) | Q(operated_until__gte=day))


class SpecialistApplicationQuerySet(models.QuerySet["SpecialistApplication"]):
    """Operated Fachverfahren."""

    def visible_to(self, user: "User") -> "SpecialistApplicationQuerySet":
        """A contact sees the Fachverfahren that their authority uses."""
        rows = narrowed(self, user, authority="uses__authority_id")
        return rows if user.is_service_staff else rows.distinct()  # several of the person's authorities may use it

    def operated_on(self, day: date) -> "SpecialistApplicationQuerySet":
        """Those that are operated on a day."""
        return self.filter(in_operation(day))


class ApplicationUseQuerySet(models.QuerySet["ApplicationUse"]):
    """Who uses which Fachverfahren."""

    def visible_to(self, user: "User") -> "ApplicationUseQuerySet":
        """A contact sees the use by their own authority only, never who else uses it."""
        return narrowed(self, user, authority="authority_id")

    def not_ended(self, day: date) -> "ApplicationUseQuerySet":
        """Uses that hold on a day or begin later."""
        return self.filter(Q(used_until__isnull=True) | Q(used_until__gte=day))

    def current(self, day: date) -> "ApplicationUseQuerySet":
        """Uses that hold on a day; an empty end is open."""
        began = Q(used_since__isnull=True) | Q(used_since__lte=day)
        return self.not_ended(day).filter(began)


def of_used(rows: Rows, user: "User") -> Rows:
    """What belongs to a Fachverfahren: staff see all; others that of which an authority whose whole they see has a use.

    How it stands today is no affair of those whose use has ended.
    """
    access = user.access
    if access.is_staff:
        return rows
    uses = apps.get_model("applications", "ApplicationUse")._default_manager.not_ended(timezone.localdate())
    own = uses.filter(application=OuterRef("application"), authority__in=access.whole_authorities)
    return rows.filter(Exists(own)) if access.whole_authorities else rows.none()


class OfApplicationQuerySet(models.QuerySet[Any]):
    """What belongs to an operated Fachverfahren: its interfaces, its data, the services that it serves."""

    def visible_to(self, user: "User") -> "OfApplicationQuerySet":
        """Whoever sees the whole authority sees it of the Fachverfahren that the authority uses or is about to use."""
        return of_used(self, user)


class OfUseQuerySet(models.QuerySet[Any]):
    """What belongs to the use of a Fachverfahren by one authority: who answers for it, trainings."""

    def visible_to(self, user: "User") -> "OfUseQuerySet":
        """Whoever sees the whole authority sees it."""
        return narrowed(self, user, authority="use__authority_id", is_for_all_of_it=False)


class RegisterQuerySet(models.QuerySet[Any]):
    """What the service keeps of the market and of the catalogue of services: no secret, but no page of authorities."""

    def visible_to(self, user: "User") -> "RegisterQuerySet":
        """The service sees it; authorities read names of it at the Fachverfahren that they use."""
        return self if user.is_service_staff else self.none()
