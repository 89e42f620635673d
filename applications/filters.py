"""Filters of the register: Fachverfahren, products, services to the public, and who uses what."""

from datetime import date
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Team
from accounts.signed_in import signed_in
from applications.models import (
    ApplicationData,
    ApplicationUse,
    Interface,
    Product,
    ProductVersion,
    ProvidedService,
    PublicService,
    SpecialistApplication,
    Vendor,
)
from applications.querysets import in_operation
from applications.support import Support, in_state
from customers.models import Authority
from ui.filters import AnyOf, BaseFilterSet, ByLink, OneChoice, OneOf

OPERATED = (("today", "heute betrieben"), ("planned", "geplant"), ("ended", "beendet"))
YES_OR_NO = (("yes", "ja"), ("no", "nicht eingetragen"))


def visible_authorities(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities that use any Fachverfahren."""
    uses_some = Exists(ApplicationUse.objects.filter(authority=OuterRef("pk")))
    return Authority.objects.visible_to(signed_in(request)).filter(uses_some).only("name")


def operated_products(request: HttpRequest) -> QuerySet[Product]:
    """Products of which an instance is entered."""
    of_product = SpecialistApplication.objects.visible_to(signed_in(request)).filter(product=OuterRef("pk"))
    return Product.objects.filter(Exists(of_product)).only("name")


def operated_vendors(request: HttpRequest) -> QuerySet[Vendor]:
    """Makers of what a person sees in operation; an authority is not told of others."""
    of_vendor = SpecialistApplication.objects.visible_to(signed_in(request)).filter(product__vendor=OuterRef("pk"))
    return Vendor.objects.filter(Exists(of_vendor)).only("name")


def served_services(request: HttpRequest) -> QuerySet[PublicService]:
    """Services that some Fachverfahren serves."""
    of_service = ProvidedService.objects.visible_to(signed_in(request)).filter(service=OuterRef("pk"))
    return PublicService.objects.filter(Exists(of_service)).only("name")


def domains() -> list[tuple[str, str]]:
    """The fields of work that products serve, as choices."""
    names = Product.objects.exclude(domain="").order_by("domain").values_list("domain", flat=True).distinct()
    return [(name, name) for name in names]


def operated_in(states: list[str], day: date) -> Q:
    """Instances that on a day are operated, come, or are over."""
    conditions = {
        "planned": Q(operated_since__gt=day),
        "ended": Q(operated_until__lt=day),
        "today": in_operation(day),
    }
    found = Q(pk__in=())
    for state in states:
        found |= conditions[state]
    return found


class ApplicationFilter(BaseFilterSet):
    """Fachverfahren by what they are, who runs and uses them, and what they are linked to."""

    search_fields = ("name", "product__name", "product__vendor__name", "product__domain")
    further: ClassVar[tuple[str, ...]] = ("domain", "product", "partner", "special", "service")
    for_staff = (*further, "support", "operated", "version")  # what the service knows of products, links and data

    authority = OneOf(label="Behörde", queryset=visible_authorities, method="used_by")
    hosting = AnyOf(label="Betrieb", choices=SpecialistApplication.Hosting.choices)
    vendor = OneOf(label="Hersteller", queryset=operated_vendors, field_name="product__vendor")
    team = OneOf(label="Team", queryset=lambda request: Team.objects.all())
    support = AnyOf(label="Unterstützung", choices=Support.choices, method="supported")
    operated = AnyOf(label="Zeitraum", choices=OPERATED, method="in_operation")
    domain = OneChoice(label="Fachgebiet", choices=(), field_name="product__domain")
    product = OneOf(label="Produkt", queryset=operated_products)
    partner = AnyOf(label="Gegenstelle einer Schnittstelle", choices=Interface.Partner.choices, method="linked_to")
    special = OneChoice(label="Besondere Datenkategorien", choices=YES_OR_NO, method="with_special_data")
    service = OneOf(label="Verwaltungsleistung", queryset=served_services, method="serving")
    version = ByLink(
        label="Version", queryset=lambda request: ProductVersion.objects.all(), field_name="product_version"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = signed_in(self.request)
        if not self.user.is_service_staff:
            self.further = ()  # type: ignore[misc]  # what an authority has not, is not offered to it either
            for name in self.for_staff:
                del self.filters[name]

    def present_choices(self) -> dict[str, list[tuple[str, str]]]:
        """Fields of work of the products that there are."""
        return {"domain": domains()} if "domain" in self.filters else {}

    def used_by(self, rows: QuerySet[Any], name: str, value: Authority) -> QuerySet[Any]:
        """Those that an authority uses today."""
        uses = ApplicationUse.objects.visible_to(self.user).current(timezone.localdate())
        return rows.filter(Exists(uses.filter(application=OuterRef("pk"), authority=value)))

    def supported(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Those whose version is supported so."""
        return rows.filter(in_state(value, timezone.localdate(), until="product_version__supported_until"))

    def in_operation(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Those that are operated today, come, or are over."""
        return rows.filter(operated_in(value, timezone.localdate()))

    def linked_to(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Those with an interface to a partner of one of some kinds."""
        links = Interface.objects.visible_to(self.user).filter(partner__in=value)
        return rows.filter(Exists(links.filter(application=OuterRef("pk"))))

    def with_special_data(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those for which data are entered that the law protects above others, or none."""
        data = ApplicationData.objects.visible_to(self.user).filter(category__is_special=True)
        found = Exists(data.filter(application=OuterRef("pk")))
        return rows.filter(found if value == "yes" else ~found)

    def serving(self, rows: QuerySet[Any], name: str, value: PublicService) -> QuerySet[Any]:
        """Those that serve a service to the public."""
        served = ProvidedService.objects.visible_to(self.user).filter(service=value)
        return rows.filter(Exists(served.filter(application=OuterRef("pk"))))


class ProductFilter(BaseFilterSet):
    """Products by maker, field of work, and how the versions that are operated are supported."""

    search_fields = ("name", "vendor__name", "domain")

    vendor = OneOf(label="Hersteller", queryset=lambda request: Vendor.objects.all())
    domain = OneChoice(label="Fachgebiet", choices=())
    support = AnyOf(label="Unterstützung im Betrieb", choices=Support.choices, method="supported")

    def present_choices(self) -> dict[str, list[tuple[str, str]]]:
        """Fields of work of the products that there are."""
        return {"domain": domains()}

    def supported(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Products of which an instance that runs today is supported so."""
        day = timezone.localdate()
        instances = SpecialistApplication.objects.visible_to(signed_in(self.request))
        instances = instances.operated_on(day).filter(in_state(value, day, until="product_version__supported_until"))
        return rows.filter(Exists(instances.filter(product=OuterRef("pk"))))


class VendorFilter(BaseFilterSet):
    """Makers by name and place."""

    search_fields = ("name", "city")


class ServiceFilter(BaseFilterSet):
    """Services to the public by whether, and by which Fachverfahren, they are served."""

    search_fields = ("name", "leika", "ozg")

    application = OneOf(
        label="Fachverfahren",
        queryset=lambda request: SpecialistApplication.objects.visible_to(signed_in(request)).only("name"),
        method="served_by",
    )
    served = OneChoice(
        label="Bedient", choices=(("yes", "ja"), ("no", "von keinem Fachverfahren")), method="served_at_all"
    )

    def served_by(self, rows: QuerySet[Any], name: str, value: SpecialistApplication) -> QuerySet[Any]:
        """Those that a Fachverfahren serves."""
        return rows.filter(Exists(self._provided().filter(service=OuterRef("pk"), application=value)))

    def served_at_all(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those that some Fachverfahren serves, or none."""
        found = Exists(self._provided().filter(service=OuterRef("pk")))
        return rows.filter(found if value == "yes" else ~found)

    def _provided(self) -> QuerySet[Any]:
        return ProvidedService.objects.visible_to(signed_in(self.request))


class MatrixFilter(BaseFilterSet):
    """Authorities by kind as the rows of the matrix; the other filters say which Fachverfahren are its columns."""

    search_fields = ("name", "short_name")

    kind = AnyOf(label="Art der Behörde", choices=Authority.Kind.choices)
    hosting = AnyOf(label="Betrieb", choices=SpecialistApplication.Hosting.choices, method="of_columns")
    domain = OneChoice(label="Fachgebiet", choices=(), method="of_columns")
    team = OneOf(label="Team", queryset=lambda request: Team.objects.all(), method="of_columns")

    def present_choices(self) -> dict[str, list[tuple[str, str]]]:
        """Fields of work of the products that there are."""
        return {"domain": domains()}

    def of_columns(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Rows stay as they are: an authority that uses none of these Fachverfahren is an answer, too."""
        return rows

    def columns(self) -> QuerySet[SpecialistApplication]:
        """The Fachverfahren that are the columns: operated today or later."""
        chosen = self.form.cleaned_data if self.is_bound and self.is_valid() else {}
        rows = SpecialistApplication.objects.visible_to(signed_in(self.request))
        rows = rows.filter(operated_in(["today", "planned"], timezone.localdate()))
        wanted = {
            "hosting__in": chosen.get("hosting"),
            "product__domain": chosen.get("domain"),
            "team": chosen.get("team"),
        }
        return rows.filter(**{path: value for path, value in wanted.items() if value})


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
        uses: QuerySet[Any] = rows.current(day)  # type: ignore[attr-defined]  # a set of uses
        return uses
