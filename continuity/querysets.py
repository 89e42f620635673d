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
        """Of each title the newest version that the reader sees."""
        later = self.model._default_manager.filter(
            application=models.OuterRef("application"),
            title__iexact=models.OuterRef("title"),
            version__gt=models.OuterRef("version"),
        )
        return self.filter(~models.Exists(later))

    def marked(self) -> Self:
        """With whether a later version replaced it: `is_outdated`. Asked of a function, since the wall hides some of these."""
        outdated = models.Func("pk", function="is_plan_outdated", output_field=models.BooleanField())
        return self.annotate(is_outdated=outdated)

    def public_before(self, paper: Any) -> Any:
        """The newest version for the authorities that an internal one has replaced, or None."""
        if not paper.is_internal:
            return None
        rows = self.filter(application=paper.application_id, title__iexact=paper.title, is_internal=False)
        return rows.filter(version__lt=paper.version).order_by("-version").first()


def used_by_own(user: "User", day: date) -> "models.QuerySet[SpecialistApplication]":
    """The operated Fachverfahren that the authorities of which a person sees all use on a day."""
    uses = ApplicationUse.objects.visible_to(user).current(day)
    own = uses.filter(authority__in=user.access.whole_authorities).values("application")
    return SpecialistApplication.objects.visible_to(user).operated_on(day).filter(pk__in=own)
