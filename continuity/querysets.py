"""Sets of needs, plans, papers and deviations, and who may see them."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models

from applications.models import ApplicationUse, SpecialistApplication
from applications.querysets import of_used

if TYPE_CHECKING:
    from accounts.models import User

Row = TypeVar("Row", bound=models.Model, covariant=True)


class OfApplicationQuerySet(models.QuerySet[Row]):
    """What belongs to an operated Fachverfahren."""

    def visible_to(self, user: "User") -> Self:
        """Whoever sees a whole authority sees it of the Fachverfahren that the authority uses or is about to use."""
        return of_used(self, user)


class PlanDocumentQuerySet(OfApplicationQuerySet[Any]):
    """Plans as files."""

    def visible_to(self, user: "User") -> Self:
        """The same, apart from what is for the service alone."""
        rows = super().visible_to(user)
        return rows if user.is_service_staff else rows.filter(is_internal=False)

    def newest(self) -> Self:
        """Of each title the newest version."""
        later = self.model._default_manager.filter(
            application=models.OuterRef("application"),
            title__iexact=models.OuterRef("title"),
            version__gt=models.OuterRef("version"),
        )
        return self.filter(~models.Exists(later))


def used_by_own(user: "User", day: date) -> "models.QuerySet[SpecialistApplication]":
    """The operated Fachverfahren that the authorities of which a person sees all use on a day."""
    uses = ApplicationUse.objects.visible_to(user).current(day)
    own = uses.filter(authority__in=user.access.whole_authorities).values("application")
    return SpecialistApplication.objects.visible_to(user).operated_on(day).filter(pk__in=own)
