"""Sets of Fachverfahren and their use, and who may see them."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from customers.access import contact_of

if TYPE_CHECKING:
    from accounts.models import User
    from applications.models import ApplicationUse, SpecialistApplication


class SpecialistApplicationQuerySet(models.QuerySet["SpecialistApplication"]):
    """Operated Fachverfahren."""

    def visible_to(self, user: "User") -> "SpecialistApplicationQuerySet":
        """A contact sees the Fachverfahren that their authority uses."""
        if user.is_service_staff:
            return self
        contact = contact_of(user)
        return self.filter(uses__authority_id=contact.authority_id).distinct() if contact else self.none()


class ApplicationUseQuerySet(models.QuerySet["ApplicationUse"]):
    """Who uses which Fachverfahren."""

    def visible_to(self, user: "User") -> "ApplicationUseQuerySet":
        """A contact sees the use by their own authority only, never who else uses it."""
        if user.is_service_staff:
            return self
        contact = contact_of(user)
        return self.filter(authority_id=contact.authority_id) if contact else self.none()

    def current(self, day: date) -> "ApplicationUseQuerySet":
        """Uses that hold on a day; an empty end is open."""
        began = Q(used_since__isnull=True) | Q(used_since__lte=day)
        return self.filter(began, Q(used_until__isnull=True) | Q(used_until__gte=day))
