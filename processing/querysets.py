"""Sets of agreements, sub-processors, measures and documents: which hold on a day, and who may see them."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from customers.access import narrowed
from history.validity import valid_on

if TYPE_CHECKING:
    from accounts.models import User
    from processing.models import ProcessingAgreement  # noqa: F401 – in the name of a type below

Row = TypeVar("Row", bound=models.Model, covariant=True)


class OfWholeAuthorityQuerySet(models.QuerySet[Row]):
    """Rows that carry an `authority` and concern it as a whole."""

    def visible_to(self, user: "User") -> Self:
        """Staff see all; of an authority those who see all of it: coordination and head."""
        return narrowed(self, user, authority="authority_id", is_for_all_of_it=False)


class ProcessingAgreementQuerySet(OfWholeAuthorityQuerySet["ProcessingAgreement"]):
    """Processing agreements."""

    def in_force(self, day: date) -> Self:
        """Those that are signed and hold on a day."""
        return self.filter(valid_on(day), signed_on__lte=day)


class OfAgreementQuerySet(models.QuerySet[Any]):
    """What hangs on a processing agreement."""

    def visible_to(self, user: "User") -> Self:
        """Seen by whoever sees the agreement."""
        return narrowed(self, user, authority="agreement__authority_id", is_for_all_of_it=False)

    def open_on(self, day: date) -> Self:
        """Those whose own period has a day in it."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class SubProcessorQuerySet(models.QuerySet[Any]):
    """Companies that work for the provider."""

    def visible_to(self, user: "User") -> Self:
        """An authority sees those that work on a Fachverfahren that it uses."""
        rows = narrowed(self, user, authority="tasks__application__uses__authority_id", is_for_all_of_it=False)
        return rows if user.is_service_staff else rows.distinct()


class SubProcessingQuerySet(models.QuerySet[Any]):
    """Which of them works on what."""

    def visible_to(self, user: "User") -> Self:
        """An authority sees it of the Fachverfahren that it uses."""
        rows = narrowed(self, user, authority="application__uses__authority_id", is_for_all_of_it=False)
        return rows if user.is_service_staff else rows.distinct()

    def open_on(self, day: date) -> Self:
        """Those that go on on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)
