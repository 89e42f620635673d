"""Sets of costs, keys, offers and fixed shares, and who may see them."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from accounts.querysets import ForServiceQuerySet
from customers.access import narrowed

if TYPE_CHECKING:
    from accounts.models import User
    from applications.models import SpecialistApplication
    from sharing.models import Apportionment, KeyFigure, Quote, Share

Row = TypeVar("Row", bound=models.Model, covariant=True)


class OfServiceQuerySet(ForServiceQuerySet[Row]):
    """What the service prepares; an authority sees what is fixed."""


class QuoteQuerySet(ForServiceQuerySet["Quote"]):
    """Offers for the operation by one authority alone."""

    def holding_in(self, year: int) -> Self:
        """Those that can be compared with the cost of a year; the same rule for one is `Quote.holds_in`."""
        is_valid = Q(valid_until__isnull=True) | Q(valid_until__gte=date(year, 1, 1))
        return self.filter(is_valid, dated_on__lte=date(year, 12, 31))


class KeyFigureQuerySet(ForServiceQuerySet["KeyFigure"]):
    """Figures that are given or agreed in place of a count."""

    def counting_on(self, day: date, application: "SpecialistApplication | int") -> Self:
        """Inhabitants up to a day, and what was agreed for an instance in the year of the day."""
        of_year = Q(application=application, as_of__year=day.year)
        return self.filter(Q(application=None, as_of__lte=day) | of_year)


class ApportionmentQuerySet(models.QuerySet["Apportionment"]):
    """Fixed apportionments."""

    def visible_to(self, user: "User") -> Self:
        """Staff see all; whoever sees a whole authority sees those in which it bears a share."""
        rows = narrowed(self, user, authority="shares__authority_id", is_for_all_of_it=False)
        return rows if user.is_service_staff else rows.distinct()  # several of the person's authorities may bear one

    def standing(self) -> Self:
        """Those that nothing has corrected."""
        return self.filter(correction=None)


class ShareQuerySet(models.QuerySet["Share"]):
    """What authorities bear."""

    def visible_to(self, user: "User") -> Self:
        """Staff see all; whoever sees a whole authority sees its own."""
        return narrowed(self, user, authority="authority_id", is_for_all_of_it=False)

    def standing(self) -> Self:
        """Those of apportionments that nothing has corrected."""
        return self.filter(apportionment__correction=None)


class OfShareQuerySet(models.QuerySet[Any]):
    """What belongs to the share of one authority."""

    def visible_to(self, user: "User") -> Self:
        """Like the share."""
        return narrowed(self, user, authority="share__authority_id", is_for_all_of_it=False)

    def by_share(self, shares: Iterable[int]) -> dict[int, list[Any]]:
        """All of some shares, in one query."""
        found: dict[int, list[Any]] = {}
        for row in self.filter(share__in=shares):
            found.setdefault(row.share_id, []).append(row)
        return found
