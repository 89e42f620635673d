"""Filters of the lists of cases and steps."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.signed_in import signed_in
from customers.models import Authority
from takeovers.models import CaseKind, Side, TakeoverCase
from ui.filters import AnyOf, BaseFilterSet, OneChoice, OneOf


def authorities_with_case(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities that may be chosen in a filter."""
    user = signed_in(request)
    cases = TakeoverCase.objects.visible_to(user)
    return Authority.objects.visible_to(user).filter(pk__in=cases.values("authority")).only("name")


class CaseFilter(BaseFilterSet):
    """Cases by state, kind, authority, and whether it is time to ask again."""

    search_fields = ("authority__name", "authority__short_name")

    state = AnyOf(label="Stand", choices=TakeoverCase.State.choices)
    kind = AnyOf(label="Art", choices=CaseKind.choices)
    authority = OneOf(label="Behörde", queryset=authorities_with_case)
    due = OneChoice(label="Wiedervorlage", choices=(("now", "erreicht"), ("later", "später")), method="by_follow_up")

    def by_follow_up(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        today = timezone.localdate()
        return rows.filter(follow_up_on__lte=today) if value == "now" else rows.filter(follow_up_on__gt=today)


class TaskFilter(BaseFilterSet):
    """Open steps: one's own, those of one side, those that are late."""

    search_fields = ("title", "case__authority__name", "phase__name")
    persons = ("mine",)

    mine = OneChoice(label="Zuständig", choices=(("yes", "ich"),), method="by_owner")
    side = AnyOf(label="Wer", choices=Side.choices)
    authority = OneOf(label="Behörde", queryset=authorities_with_case, field_name="case__authority")
    due = OneChoice(label="Termin", choices=(("over", "überfällig"), ("week", "in sieben Tagen")), method="by_day")

    def by_owner(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        user = signed_in(self.request)
        return rows.filter(owner__user=user) if user.is_service_staff else rows.filter(contact__user=user)

    def by_day(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        today = timezone.localdate()
        if value == "over":
            return rows.filter(due_on__lt=today)
        return rows.filter(due_on__range=(today, today + timedelta(days=7)))
