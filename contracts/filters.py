"""Filters of the lists of blocked times."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from contracts.models import BlockedTime
from customers.filters import visible_authorities
from ui.filters import AnyOf, BaseFilterSet, OneChoice, OneOf

KINDS = BlockedTime._meta.get_field("kind").choices
WHEN = (("coming", "jetzt und künftig"), ("past", "vergangen"))


class BlockedTimeFilter(BaseFilterSet):
    """Single blocked times by authority, kind and whether they are over."""

    search_fields = ("reason", "authority__name")

    authority = OneOf(label="Behörde", queryset=visible_authorities)
    kind = AnyOf(label="Art", choices=KINDS)
    when = OneChoice(label="Wann", choices=WHEN, method="by_time")

    def by_time(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By whether their end has passed."""
        now = timezone.now()
        return rows.filter(ends_at__gt=now) if value == "coming" else rows.filter(ends_at__lte=now)


class WeeklyFilter(BaseFilterSet):
    """Weekly blocked times by authority and kind."""

    search_fields = ("reason", "authority__name")

    authority = OneOf(label="Behörde", queryset=visible_authorities)
    kind = AnyOf(label="Art", choices=KINDS)
