"""Filters of the overview of a year and of fixed shares."""

from typing import Any

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest

from accounts.models import Team
from accounts.signed_in import signed_in
from applications.models import SpecialistApplication
from customers.models import Authority
from sharing.models import FIRST_YEAR, LAST_YEAR, Share
from ui.filters import BaseFilterSet, OneChoice, OneOf

STATES = (("open", "offen"), ("fixed", "festgeschrieben"), ("changed", "seitdem andere Kosten"))
MISSING = (("costs", "Kosten"), ("key", "Verteilschlüssel"), ("quotes", "Angebote"))
SAVINGS = (("known", "mit Angebot"), ("unknown", "ohne Angebot"), ("dearer", "teurer als allein"))
CORRECTED = (("standing", "gilt"), ("corrected", "berichtigt"))


class Year(django_filters.NumberFilter):
    """A year with four digits."""

    field_class = forms.IntegerField

    def __init__(self, **options: Any) -> None:
        words = "Bitte ein Jahr mit vier Ziffern angeben."
        limits = [MinValueValidator(FIRST_YEAR, words), MaxValueValidator(LAST_YEAR, words)]
        super().__init__(**{"validators": limits, **options})

    def get_max_validator(self) -> None:
        """The limits above are nearer."""


class OverviewFilter(BaseFilterSet):
    """Instances of a year by what stands and what is missing; the page itself reads the year."""

    search_fields = ("name", "product__name")

    year = Year(label="Jahr", method="as_it_is")
    team = OneOf(label="Team", queryset=lambda request: Team.objects.all())
    state = OneChoice(label="Stand", choices=STATES, method="by_state")
    missing = OneChoice(label="Es fehlen", choices=MISSING, method="by_missing", empty_label="–")

    def as_it_is(self, rows: QuerySet[Any], name: str, value: int) -> QuerySet[Any]:
        """The year narrows nothing: every instance has one."""
        return rows

    def by_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Open, fixed, or fixed with other costs than today's."""
        if value == "changed":
            return rows.exclude(fixed_number=None).exclude(fixed_total=F("cost_total"))
        return rows.filter(fixed_number__isnull=value == "open")

    def by_missing(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Without costs, without a key, or with authorities that have no offer."""
        conditions = {
            "costs": Q(cost_total=None),
            "key": Q(key_words=None),
            "quotes": Q(use_count__gt=F("quote_count")),
        }
        return rows.filter(conditions[value])


def sharing_authorities(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities with fixed shares."""
    has_some = Exists(Share.objects.filter(authority=OuterRef("pk")))
    return Authority.objects.visible_to(signed_in(request)).filter(has_some).only("name")


def shared_applications(request: HttpRequest) -> QuerySet[SpecialistApplication]:
    """Instances of which shares are fixed that the person may see."""
    shares = Share.objects.visible_to(signed_in(request)).filter(apportionment__application=OuterRef("pk"))
    return SpecialistApplication.objects.visible_to(signed_in(request)).filter(Exists(shares)).only("name")


class ShareFilter(BaseFilterSet):
    """Fixed shares by year, instance and authority."""

    search_fields = ("apportionment__number", "apportionment__application_name", "authority_name")

    year = Year(label="Jahr", field_name="apportionment__year")
    application = OneOf(label="Fachverfahren", queryset=shared_applications, field_name="apportionment__application")
    authority = OneOf(label="Behörde", queryset=sharing_authorities)
    saving = OneChoice(label="Einsparung", choices=SAVINGS, method="by_saving")
    state = OneChoice(label="Stand", choices=CORRECTED, method="by_state")

    def by_saving(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """With and without an offer, and where alone would be cheaper."""
        return rows.filter(saving__lt=0) if value == "dearer" else rows.filter(saving__isnull=value == "unknown")

    def by_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """What holds, or what another one has taken the place of."""
        return rows.filter(apportionment__correction__isnull=value == "standing")
