"""Filters of the list of Fachverfahren."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Team
from accounts.signed_in import signed_in
from applications.models import ApplicationUse, SpecialistApplication, Vendor
from customers.models import Authority
from ui.filters import AnyOf, BaseFilterSet, OneChoice, OneOf


def visible_authorities(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities that use any Fachverfahren."""
    uses_some = Exists(ApplicationUse.objects.filter(authority=OuterRef("pk")))
    return Authority.objects.visible_to(signed_in(request)).filter(uses_some).only("name")


class ApplicationFilter(BaseFilterSet):
    """Fachverfahren by hosting, vendor, team and the authorities that use them."""

    search_fields = ("name", "product__name", "product__vendor__name", "product__domain")

    authority = OneOf(label="Behörde", queryset=visible_authorities, method="used_by")
    hosting = AnyOf(label="Betrieb", choices=SpecialistApplication.Hosting.choices)
    vendor = OneOf(label="Hersteller", queryset=lambda request: Vendor.objects.all(), field_name="product__vendor")
    team = OneOf(label="Team", queryset=lambda request: Team.objects.all())

    def used_by(self, rows: QuerySet[Any], name: str, value: Authority) -> QuerySet[Any]:
        uses = ApplicationUse.objects.visible_to(signed_in(self.request)).current(timezone.localdate())
        return rows.filter(Exists(uses.filter(application=OuterRef("pk"), authority=value)))


class UseFilter(BaseFilterSet):
    """Uses by Fachverfahren, authority, and whether they hold today."""

    search_fields = ("application__name", "authority__name", "scope", "edition")

    application = OneOf(
        label="Fachverfahren",
        queryset=lambda request: SpecialistApplication.objects.visible_to(signed_in(request)).only("name"),
    )
    authority = OneOf(label="Behörde", queryset=visible_authorities)
    when = OneChoice(
        label="Wann", choices=(("today", "heute"), ("coming", "künftig"), ("past", "beendet")), method="by_time"
    )

    def by_time(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Whether a use holds today, begins later or has ended."""
        day = timezone.localdate()
        if value == "coming":
            return rows.filter(used_since__gt=day)
        if value == "past":
            return rows.filter(used_until__lt=day)
        uses: QuerySet[Any] = rows.current(day)  # type: ignore[attr-defined]
        return uses
