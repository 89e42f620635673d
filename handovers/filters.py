"""Filters of the list of hand-overs."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from accounts.signed_in import signed_in
from customers.filters import visible_service_points
from customers.models import Authority, Contact
from handovers.lifecycle import Direction, State
from handovers.models import Handover
from ui.filters import AnyOf, BaseFilterSet, ByLink, Day, OneOf
from workstations.models import Device, Workstation


def authorities_with_handovers(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities that have hand-overs."""
    has_some = Exists(Handover.objects.filter(authority=OuterRef("pk")))
    return Authority.objects.visible_to(signed_in(request)).filter(has_some).only("name")


class HandoverFilter(BaseFilterSet):
    """Hand-overs by authority, state, direction, place, day, and what or whom they are about."""

    search_fields = ("number", "contact_name", "contact__last_name", "contact__first_name", "authority__name")
    further = ("service_point", "since", "until")
    persons = ("contact", "device", "workstation")

    authority = OneOf(label="Behörde", queryset=authorities_with_handovers)
    state = AnyOf(label="Stand", choices=State.choices)
    direction = AnyOf(label="Richtung", choices=Direction.choices)
    service_point = OneOf(label="Service-Point", queryset=visible_service_points)
    since = Day(label="Angelegt ab", field_name="created_at", lookup_expr="date__gte")
    until = Day(label="Angelegt bis", field_name="created_at", lookup_expr="date__lte")
    contact = ByLink(label="Person", queryset=lambda request: Contact.objects.visible_to(signed_in(request)))
    device = ByLink(
        label="Gerät",
        queryset=lambda request: Device.objects.visible_to(signed_in(request)),
        field_name="items__device",
    )
    workstation = ByLink(
        label="Arbeitsplatz", queryset=lambda request: Workstation.objects.visible_to(signed_in(request))
    )
