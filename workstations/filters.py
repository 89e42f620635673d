"""Filters of the lists of workstations and infrastructure."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Provider
from accounts.signed_in import signed_in
from customers.filters import visible_service_points
from customers.models import Authority, Contact, Site
from ui.filters import AnyOf, BaseFilterSet, ByLink, Day, OneChoice, OneOf
from workstations.lifecycle import State
from workstations.models import InfrastructureItem, OperatingSystem, Workstation

SUPPORT = (("ended", "beendet"), ("ending", "endet in 12 Monaten"), ("unknown", "Ende nicht bekannt"))


def visible_authorities(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities that have workstations."""
    has_some = Exists(Workstation.objects.filter(authority=OuterRef("pk")))
    return Authority.objects.visible_to(signed_in(request)).filter(has_some).only("name")


def visible_contacts(request: HttpRequest) -> QuerySet[Contact]:
    return Contact.objects.visible_to(signed_in(request))


def data_centres(request: HttpRequest) -> QuerySet[Site]:
    return Site.objects.visible_to(signed_in(request)).filter(is_data_centre=True)


class SupportFilterSet(BaseFilterSet):
    """Filters that everything with an operating system has."""

    support = OneChoice(label="Unterstützung", choices=SUPPORT, method="by_support")

    def by_support(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By the end of the maker's support for the operating system."""
        today = timezone.localdate()
        end = "operating_system__support_ends_on"
        if value == "ended":
            return rows.filter(**{f"{end}__lt": today})
        if value == "ending":
            return rows.filter(**{f"{end}__range": (today, today + timedelta(days=365))})
        return rows.filter(**{f"{end}__isnull": True})


class WorkstationFilter(SupportFilterSet):
    """Workstations by authority, state, network, system, person and age."""

    search_fields = (
        "inventory_number", "name", "used_by__last_name", "used_by__first_name", "room__name", "site__name", "authority__name",
    )  # fmt: skip
    further = ("network", "operating_system", "support", "since", "until")
    persons = ("used_by",)

    authority = OneOf(label="Behörde", queryset=visible_authorities)
    state = AnyOf(label="Zustand", choices=State.choices)
    network = AnyOf(label="Netz", choices=Workstation.Network.choices)
    operating_system = OneOf(label="Betriebssystem", queryset=lambda request: OperatingSystem.objects.all())
    since = Day(label="In Betrieb ab", field_name="in_service_on", lookup_expr="gte")
    until = Day(label="In Betrieb bis", field_name="in_service_on", lookup_expr="lte")
    used_by = ByLink(label="Genutzt von", queryset=visible_contacts)
    service_point = ByLink(
        label="Service-Point", queryset=visible_service_points, field_name="authority__service_points"
    )


class InfrastructureFilter(SupportFilterSet):
    """Infrastructure by kind, state, company and place."""

    search_fields = ("inventory_number", "name", "site__name", "room__name")
    further = ("provider", "site", "support")

    kind = AnyOf(label="Art", choices=InfrastructureItem.Kind.choices)
    state = AnyOf(label="Zustand", choices=State.choices)
    provider = OneOf(label="Unternehmen", queryset=lambda request: Provider.objects.all())
    site = OneOf(label="Standort", queryset=data_centres)
