"""Filters of the lists of the stock, of kits and of loans."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.signed_in import signed_in
from customers.models import Authority
from ui.filters import AnyOf, BaseFilterSet, ByLink, Day, OneChoice, OneOf
from workstations.models import Device, DeviceKind, Kit
from workstations.querysets import LoanQuerySet

SHORTAGE = (("short", "etwas fehlt"), ("enough", "nichts fehlt"))
STANDING = (
    ("open", "reserviert und ausgegeben"),
    ("out", "ausgegeben"),
    ("overdue", "überfällig"),
    ("closed", "zurück oder abgesagt"),
)


class StockFilter(BaseFilterSet):
    """Service points by whether something is missing there."""

    search_fields = ("name", "city")

    shortage = OneChoice(label="Mindestbestand", choices=SHORTAGE, method="by_shortage")

    def by_shortage(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By what is missing by the minimums."""
        return rows.filter(missing__gt=0) if value == "short" else rows.filter(missing=0)


class KitFilter(BaseFilterSet):
    """Kits by name and by whether they are still given out."""

    search_fields = ("name", "description")

    is_active = OneChoice(
        label="Stand", choices=(("true", "in Gebrauch"), ("false", "nicht mehr ausgegeben")), method="by_use"
    )

    def by_use(self, rows: QuerySet[Kit], name: str, value: str) -> QuerySet[Kit]:
        """By whether they are given out."""
        return rows.filter(is_active=value == "true")


class LoanFilter(BaseFilterSet):
    """Loans by where they stand, kind, authority and period."""

    search_fields = ("purpose", "authority__name", "device__inventory_number", "device__model__name")
    further = ("since", "until")
    persons = ("device",)

    standing = OneChoice(label="Stand", choices=STANDING, method="by_standing")
    kind = AnyOf(label="Art", choices=DeviceKind.choices, field_name="device__model__kind")
    authority = OneOf(label="Behörde", queryset=lambda request: Authority.objects.visible_to(signed_in(request)))
    since = Day(label="Ende ab", field_name="ends_on", lookup_expr="gte")
    until = Day(label="Beginn bis", field_name="starts_on", lookup_expr="lte")
    device = ByLink(label="Gerät", queryset=lambda request: Device.objects.visible_to(signed_in(request)))

    def by_standing(self, rows: LoanQuerySet, name: str, value: str) -> LoanQuerySet:
        """By where they stand today."""
        if value == "overdue":
            return rows.overdue(timezone.localdate())
        if value == "out":
            return rows.handed_out()
        if value == "open":
            return rows.open()
        return rows.exclude(pk__in=rows.open().order_by().values("pk"))
