"""Sets of rules, decisions, rounds and frozen lines, and who may see them."""

from datetime import date
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef

from accounts.querysets import ForServiceQuerySet
from customers.access import narrowed

if TYPE_CHECKING:
    from accounts.models import User
    from replacements.models import BudgetRound, ReplacementRule

Row = TypeVar("Row", bound=models.Model, covariant=True)


class ForPlanningQuerySet(ForServiceQuerySet[Row]):
    """How the service plans before a plan is frozen; an authority sees what is frozen."""


class ReplacementRuleQuerySet(ForServiceQuerySet["ReplacementRule"]):
    """Rules."""

    def standing(self, day: date) -> Self:
        """The one rule of each kind that holds on a day."""
        return self.filter(valid_from__lte=day).order_by("kind", "-valid_from").distinct("kind")


class BudgetRoundQuerySet(models.QuerySet["BudgetRound"]):
    """Budget rounds."""

    def visible_to(self, user: "User") -> Self:
        """Staff see all; whoever sees a whole authority sees those in which its plan is frozen."""
        from replacements.models import RoundAuthority  # noqa: PLC0415  # models import their querysets

        if user.is_service_staff:
            return self
        own = RoundAuthority.objects.filter(round=OuterRef("pk"), authority__in=user.access.whole_authorities)
        return self.exclude(state="open").filter(Exists(own))


class OfRoundQuerySet(models.QuerySet[Row]):
    """Rows of rounds that carry an authority."""

    def visible_to(self, user: "User") -> Self:
        """Staff see all; whoever sees a whole authority sees its own, once they are frozen."""
        rows = narrowed(self, user, authority="authority_id", is_for_all_of_it=False)
        return rows if user.is_service_staff else rows.exclude(round__state="open")
