"""Filters of the log."""

from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest

from history.models import LogEntry
from ui.containing import containing
from ui.filters import MAX_WORDS, AnyOf, BaseFilterSet, ByLink, Day

NAMES = ("user__first_name", "user__last_name", "user__username", "about__first_name", "about__last_name", "about__username")  # fmt: skip


def accounts(request: HttpRequest) -> QuerySet[Any]:
    """The accounts that entries can be about: whoever reads the log may see all of it."""
    rows: QuerySet[Any] = get_user_model()._default_manager.all()
    return rows


class LogFilter(BaseFilterSet):
    """Entries by kind, person and day."""

    search_fields = ("subject",)
    persons = ("name", "person", "q")  # what an entry is about may name people, also by a user name with digits

    kind = AnyOf(label="Vorgang", choices=LogEntry.Kind.choices)
    name = django_filters.CharFilter(label="Person", method="by_name", max_length=80)
    person = ByLink(label="Konto", queryset=accounts, method="by_account")
    from_day = Day(label="Ab", field_name="at", lookup_expr="date__gte")
    until_day = Day(label="Bis", field_name="at", lookup_expr="date__lte")

    def by_name(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Every word stands in a name of whoever did it or of whom it touched."""
        return containing(rows, value, NAMES, most=MAX_WORDS)

    def by_account(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """What one person did and what was done to their account."""
        of_one: QuerySet[Any] = rows.about(value)  # type: ignore[attr-defined]  # rows are log entries
        return of_one
