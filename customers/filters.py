"""Filters of the lists of authorities, sites and contacts."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.core.validators import RegexValidator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.signed_in import signed_in
from customers.models import Authority, AuthorityRole, Contact, ContactFunction, Membership, ServicePoint
from customers.models.contacts import FOUND_BY
from history.validity import valid_on
from ui.filters import AnyOf, BaseFilterSet, OneChoice, OneOf

YES_OR_NO = (("yes", "ja"), ("no", "nein"))


def visible_authorities(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities that may be chosen in a filter."""
    return Authority.objects.visible_to(signed_in(request)).only("name")


def visible_service_points(request: HttpRequest) -> QuerySet[ServicePoint]:
    return ServicePoint.objects.visible_to(signed_in(request)).only("name")


def visible_aemter(request: HttpRequest) -> QuerySet[Authority]:
    return visible_authorities(request).filter(kind=Authority.Kind.AMT)


class AuthorityFilter(BaseFilterSet):
    """Authorities by kind, current role, Amt, key and service point."""

    search_fields = ("name", "short_name", "city", "ags", "ars")

    kind = AnyOf(label="Art", choices=Authority.Kind.choices)
    role = AnyOf(label="Rolle heute", field_name="current_role", choices=AuthorityRole.Role.choices)
    amt = OneOf(label="Amt", queryset=visible_aemter, method="of_amt")
    service_point = OneOf(label="Service-Point", queryset=visible_service_points, field_name="service_points")
    ags = django_filters.CharFilter(
        label="AGS beginnt mit", lookup_expr="startswith", max_length=8,
        validators=[RegexValidator(r"^\d+$", "Ein AGS besteht nur aus Ziffern.")], widget=forms.TextInput(attrs={"size": 8, "inputmode": "numeric"}),
    )  # fmt: skip

    def of_amt(self, rows: QuerySet[Any], name: str, value: Authority) -> QuerySet[Any]:
        """The Amt itself, its member municipalities and the municipality that runs it."""
        belongs = Membership.objects.filter(valid_on(today()), member=OuterRef("pk"), body=value)
        return rows.filter(Q(pk=value.pk) | Exists(belongs))


class SiteFilter(BaseFilterSet):
    """Sites by authority and the service point that looks after them."""

    search_fields = ("name", "street", "city", "authority__name")

    authority = OneOf(label="Behörde", queryset=visible_authorities)
    service_point = OneOf(label="Service-Point", queryset=visible_service_points, field_name="service_points")


class ContactFilter(BaseFilterSet):
    """Contacts by authority, role, function and whether they are active."""

    search_fields = (*FOUND_BY, "authority__name")

    authority = OneOf(label="Behörde", queryset=visible_authorities)
    role = AnyOf(label="Rolle im Portal", choices=Contact.Role.choices)
    function = AnyOf(label="Funktion heute", choices=ContactFunction.Kind.choices, method="by_function")
    active = OneChoice(label="Aktiv", choices=YES_OR_NO, method="by_activity")

    def by_function(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Who has one of the functions today."""
        having = ContactFunction.objects.holding_on(today()).filter(contact=OuterRef("pk"), kind__in=value)
        return rows.filter(Exists(having)) if value else rows

    def by_activity(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(is_active=value == "yes")


def today() -> date:
    return timezone.localdate()
