"""Filters of the lists of changes, of versions in use, and of how Fachverfahren stood."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.signed_in import signed_in
from applications.models import Product, ProductVersion, SpecialistApplication
from applications.support import Support, in_state
from changes.levels import Effect, Level, Source
from changes.lifecycle import Kind, Risk, State
from changes.models import AffectedByChange, Change, ServiceStatus
from customers.models import Authority
from ui.filters import AnyOf, BaseFilterSet, ByLink, Day, OneChoice, OneOf
from ui.ordering import GermanOrder
from workstations.models import InfrastructureItem


def applications_in(model: Any) -> Any:
    """The Fachverfahren that rows are about."""

    def rows(request: HttpRequest) -> QuerySet[SpecialistApplication]:
        user = signed_in(request)
        has_some = Exists(model.objects.visible_to(user).filter(application=OuterRef("pk")))
        return SpecialistApplication.objects.visible_to(user).filter(has_some).order_by(GermanOrder("name"))

    return rows


def changed_applications(request: HttpRequest) -> QuerySet[SpecialistApplication]:
    """The Fachverfahren at which was or will be worked."""
    rows = SpecialistApplication.objects.visible_to(signed_in(request)).filter(changes_of__isnull=False)
    return rows.distinct().order_by(GermanOrder("name"))


def affected_authorities(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities that changes affect."""
    has_some = Exists(AffectedByChange.objects.filter(authority=OuterRef("pk")))
    return Authority.objects.visible_to(signed_in(request)).filter(has_some).order_by("name").only("name")


class Affecting(OneOf):
    """Changes that affect an authority, those left out by hand not among them."""

    def filter(self, rows: QuerySet[Change], value: Authority | None) -> QuerySet[Change]:
        return rows.filter(pk__in=Change.objects.affecting([value.pk]).values("pk")) if value else rows


class ChangeFilter(BaseFilterSet):
    """Changes by state, kind, what and whom they concern, and day."""

    search_fields = ("number", "title", "work")
    further = ("risk", "effect", "since", "until", "authority", "waits")

    state = AnyOf(label="Stand", choices=State.choices)
    kind = AnyOf(label="Art", choices=Kind.choices)
    application = OneOf(label="Fachverfahren", queryset=changed_applications, field_name="applications")
    item = ByLink(
        label="Infrastruktur",
        queryset=lambda request: InfrastructureItem.objects.visible_to(signed_in(request)),
        field_name="items",
    )
    authority = Affecting(label="Betroffene Behörde", queryset=affected_authorities)
    risk = AnyOf(label="Risiko", choices=Risk.choices)
    effect = AnyOf(label="Auswirkung", choices=Effect.choices)
    waits = OneChoice(label="Wartet", choices=(("me", "auf Sie"),), method="waiting")
    since = Day(label="Beginn ab", field_name="starts_at", lookup_expr="date__gte")
    until = Day(label="Beginn bis", field_name="starts_at", lookup_expr="date__lte")

    def waiting(self, rows: QuerySet[Change], name: str, value: str) -> QuerySet[Change]:
        """What this person decides on, and what was rejected to them."""
        return rows.filter(pk__in=Change.objects.waiting_for(signed_in(self.request)).values("pk"))


class StatusFilter(BaseFilterSet):
    """What was said of how Fachverfahren stand."""

    search_fields = ("text", "application__name")
    further = ("source",)

    application = OneOf(label="Fachverfahren", queryset=applications_in(ServiceStatus))
    level = AnyOf(label="Stufe", choices=Level.choices)
    holds = OneChoice(label="Zeit", choices=(("now", "gilt zurzeit"), ("over", "vorbei")), method="by_time")
    source = AnyOf(label="Herkunft", choices=[one for one in Source.choices if one[0] != Source.CHANGE])

    def by_time(self, rows: QuerySet[ServiceStatus], name: str, value: str) -> QuerySet[ServiceStatus]:
        """What holds just now, or what is over."""
        now = timezone.now()
        return rows.filter(until__lte=now) if value == "over" else rows.holding(now)  # type: ignore[attr-defined]


def products_in_use(request: HttpRequest) -> QuerySet[Product]:
    """Products with versions in use."""
    has_some = Exists(ProductVersion.objects.filter(product=OuterRef("pk"), instances__isnull=False))
    return Product.objects.filter(has_some).order_by(GermanOrder("name"))


class CohortFilter(BaseFilterSet):
    """Versions in use by product and by the end of their support."""

    search_fields = ("name", "product__name", "product__vendor__name")

    product = OneOf(label="Produkt", queryset=products_in_use)
    support = AnyOf(label="Unterstützung", choices=Support.choices, method="supported")

    def supported(self, rows: QuerySet[ProductVersion], name: str, value: list[str]) -> QuerySet[ProductVersion]:
        """Those that are supported so today."""
        return rows.filter(in_state(value, timezone.localdate()))
