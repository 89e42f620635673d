"""Sets of cases and what belongs to them, and who may see them."""

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from customers.access import narrowed

if TYPE_CHECKING:
    from accounts.models import User
    from takeovers.models import CaseTask, TakeoverCase  # noqa: F401 – named in the types below

Row = TypeVar("Row", bound=models.Model, covariant=True)


class TakeoverCaseQuerySet(models.QuerySet["TakeoverCase"]):
    """Cases; staff see all, coordination and head of an authority its own."""

    def visible_to(self, user: "User") -> "TakeoverCaseQuerySet":
        """Whoever sees the whole authority sees its cases."""
        return narrowed(self, user, authority="authority_id", is_for_all_of_it=False)

    def with_progress(self) -> Self:
        """Add `tasks_settled` and `tasks_all`: how many of its steps are done or not needed."""
        from takeovers.models import CaseTask  # noqa: PLC0415 – models import this module

        own = CaseTask.objects.filter(case=OuterRef("pk")).order_by().values("case")
        number = own.annotate(number=Count("pk")).values("number")
        settled = own.exclude(state="open").annotate(number=Count("pk")).values("number")
        return self.annotate(tasks_all=Coalesce(Subquery(number), 0), tasks_settled=Coalesce(Subquery(settled), 0))

    def open(self) -> Self:
        """Those that go on."""
        return self.filter(state="open")


class OfCaseQuerySet(models.QuerySet[Row]):
    """Rows that hang on a case."""

    def visible_to(self, user: "User") -> Self:
        """Seen by whoever sees the case."""
        return narrowed(self, user, authority="case__authority_id", is_for_all_of_it=False)


class CaseTaskQuerySet(OfCaseQuerySet["CaseTask"]):
    """Steps of cases."""

    def open(self) -> Self:
        """Those that are still to be done in cases that go on."""
        return self.filter(state="open", case__state="open")


class OfTaskQuerySet(models.QuerySet[Row]):
    """Rows that hang on a step of a case."""

    def visible_to(self, user: "User") -> Self:
        """Seen by whoever sees the case."""
        return narrowed(self, user, authority="task__case__authority_id", is_for_all_of_it=False)


class OfCaseEventQuerySet(OfCaseQuerySet[Row]):
    """What happened in a case."""

    def visible_to(self, user: "User") -> Self:
        """What the service keeps to itself is not for the authority."""
        rows = super().visible_to(user)
        return rows if user.is_service_staff else rows.filter(is_shared=True)


class OfBaselineQuerySet(models.QuerySet[Row]):
    """Rows that hang on what an authority told of its own operation."""

    def visible_to(self, user: "User") -> Self:
        """Seen by whoever sees the case."""
        return narrowed(self, user, authority="baseline__case__authority_id", is_for_all_of_it=False)


class OfSnapshotQuerySet(models.QuerySet[Row]):
    """Rows that hang on an inventory of a day."""

    def visible_to(self, user: "User") -> Self:
        """Seen by whoever sees the inventory."""
        return narrowed(self, user, authority="snapshot__authority_id", is_for_all_of_it=False)
