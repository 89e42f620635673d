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
from workstations.lifecycle import PlaceState, State
from workstations.models import (
    Device,
    DeviceKind,
    DeviceModel,
    InfrastructureItem,
    Lease,
    OperatingSystem,
    Workstation,
)
from workstations.querysets import LeaseQuerySet, of_system

SUPPORT = (("ended", "beendet"), ("ending", "endet in 12 Monaten"), ("unknown", "Ende nicht bekannt"))
WARRANTY = (("ended", "abgelaufen"), ("ending", "endet in 12 Monaten"), ("unknown", "Ende nicht bekannt"))
LENDING = (("true", "nur Leihgeräte"), ("false", "keine Leihgeräte"))
TERM = (("running", "läuft"), ("due", "Rückgabe steht an"), ("ended", "beendet"))


def visible_authorities(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities that have workstations."""
    has_some = Exists(Workstation.objects.filter(authority=OuterRef("pk")))
    return Authority.objects.visible_to(signed_in(request)).filter(has_some).only("name")


def authorities_with_devices(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities that have devices."""
    has_some = Exists(Device.objects.filter(authority=OuterRef("pk")))
    return Authority.objects.visible_to(signed_in(request)).filter(has_some).only("name")


def visible_contacts(request: HttpRequest) -> QuerySet[Contact]:
    return Contact.objects.visible_to(signed_in(request))


def data_centres(request: HttpRequest) -> QuerySet[Site]:
    return Site.objects.visible_to(signed_in(request)).filter(is_data_centre=True)


def all_systems(request: HttpRequest) -> QuerySet[OperatingSystem]:
    return OperatingSystem.objects.all()


class SupportFilterSet(BaseFilterSet):
    """Filters that everything with an operating system has."""

    device = ""  # the path to what it runs on

    support = OneChoice(label="Unterstützung", choices=SUPPORT, method="by_support")

    def by_support(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By the end of the maker's support for the operating system."""
        today = timezone.localdate()
        rows = rows.alias(system_ends_on=of_system("support_ends_on", self.device))
        if value == "ended":
            return rows.filter(system_ends_on__lt=today)
        if value == "ending":
            return rows.filter(system_ends_on__range=(today, today + timedelta(days=365)))
        return rows.filter(system_ends_on__isnull=True)

    def by_system(self, rows: QuerySet[Any], name: str, value: OperatingSystem) -> QuerySet[Any]:
        """By the operating system."""
        of_this: QuerySet[Any] = rows.alias(system_key=of_system("pk", self.device)).filter(system_key=value.pk)
        return of_this


class WorkstationFilter(SupportFilterSet):
    """Workstations by authority, state, network, system, person and age."""

    search_fields = (
        "inventory_number", "name", "used_by__last_name", "used_by__first_name", "room__name", "site__name", "authority__name",
        "computer__serial_number", "computer__host_name",
    )  # fmt: skip
    further = ("network", "operating_system", "support", "since", "until")
    persons = ("used_by",)
    device = "computer__"

    authority = OneOf(label="Behörde", queryset=visible_authorities)
    state = AnyOf(label="Zustand", choices=PlaceState.choices)
    network = AnyOf(label="Netz", choices=Workstation.Network.choices)
    operating_system = OneOf(
        label="Betriebssystem", queryset=all_systems, words=("name", "version"), method="by_system"
    )
    since = Day(label="In Betrieb ab", field_name="in_service_on", lookup_expr="gte")
    until = Day(label="In Betrieb bis", field_name="in_service_on", lookup_expr="lte")
    used_by = ByLink(label="Genutzt von", queryset=visible_contacts)
    service_point = ByLink(
        label="Service-Point", queryset=visible_service_points, field_name="authority__service_points"
    )


class DeviceFilter(SupportFilterSet):
    """Devices by authority, state, kind, stock, model, lease and warranty."""

    search_fields = (
        "inventory_number", "serial_number", "host_name", "model__manufacturer", "model__name", "authority__name",
        "workstation__inventory_number",
    )  # fmt: skip
    further = ("model", "operating_system", "support", "warranty", "is_for_loan", "since", "until")
    persons = ("held_by", "workstation", "serves")

    authority = OneOf(label="Behörde", queryset=authorities_with_devices)
    state = AnyOf(label="Zustand", choices=State.choices)
    kind = AnyOf(label="Art", choices=DeviceKind.choices, field_name="model__kind")
    stored_at = OneOf(label="Lager", queryset=visible_service_points)
    model = OneOf(label="Modell", queryset=lambda request: DeviceModel.objects.all(), words=("manufacturer", "name"))
    operating_system = OneOf(
        label="Betriebssystem", queryset=all_systems, words=("name", "version"), method="by_system"
    )
    warranty = OneChoice(label="Garantie", choices=WARRANTY, method="by_warranty")
    is_for_loan = OneChoice(label="Leihgeräte", choices=LENDING, method="by_lending")
    since = Day(label="Beschafft ab", field_name="purchased_on", lookup_expr="gte")
    until = Day(label="Beschafft bis", field_name="purchased_on", lookup_expr="lte")
    lease = ByLink(label="Leasingvertrag", queryset=lambda request: Lease.objects.visible_to(signed_in(request)))
    workstation = ByLink(
        label="Arbeitsplatz", queryset=lambda request: Workstation.objects.visible_to(signed_in(request))
    )
    serves = ByLink(
        label="In der Nähe von", queryset=lambda request: Workstation.objects.visible_to(signed_in(request))
    )
    held_by = ByLink(label="Ausgegeben an", queryset=visible_contacts)

    def by_lending(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By whether they are kept for loans."""
        return rows.filter(is_for_loan=value == "true")

    def by_warranty(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By the end of the warranty."""
        today = timezone.localdate()
        if value == "ended":
            return rows.filter(warranty_until__lt=today)
        if value == "ending":
            return rows.filter(warranty_until__range=(today, today + timedelta(days=365)))
        return rows.filter(warranty_until__isnull=True)


class LeaseFilter(BaseFilterSet):
    """Leases by authority and by whether their return is due."""

    search_fields = ("lessor", "contract_number", "authority__name")

    authority = OneOf(label="Behörde", queryset=lambda request: Authority.objects.visible_to(signed_in(request)))
    term = OneChoice(label="Laufzeit", choices=TERM, method="by_term")

    def by_term(self, rows: LeaseQuerySet, name: str, value: str) -> LeaseQuerySet:
        """By what has to be done about the return."""
        today = timezone.localdate()
        if value == "due":
            return rows.due_for_return(today)
        if value == "ended":
            return rows.filter(ends_on__lt=today)
        return rows.running(today)


class InfrastructureFilter(SupportFilterSet):
    """Infrastructure by kind, state, company and place."""

    search_fields = ("inventory_number", "name", "site__name", "room__name")
    further = ("provider", "site", "support")

    kind = AnyOf(label="Art", choices=InfrastructureItem.Kind.choices)
    state = AnyOf(label="Zustand", choices=State.choices)
    provider = OneOf(label="Unternehmen", queryset=lambda request: Provider.objects.all())
    site = OneOf(label="Standort", queryset=data_centres)
