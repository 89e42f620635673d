"""Pages of service points."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from customers.filters import ServicePointFilter
from customers.models import Authority, OpeningHours, ServicePoint
from customers.models.service_points import Weekday
from customers.tables import ServicePointTable, open_badge
from customers.views.facts import address, phone, source_property
from ui import cells
from ui.pages import DetailPage, Link, ListPage, Property, Section, filtered


class ServicePointList(ListPage):
    """All service points, with whether they are open now."""

    permission_required = "customers.view_servicepoint"
    model = ServicePoint
    table_class = ServicePointTable
    filterset_class = ServicePointFilter
    page_title = "Service-Points"

    def get_rows(self) -> QuerySet[ServicePoint]:
        rows = ServicePoint.objects.visible_to(signed_in(self.request))
        return rows.select_related("provider", "team").prefetch_related("opening_hours")

    def get_table_options(self) -> dict[str, Any]:
        return {"now": timezone.localtime()}


class ServicePointDetail(DetailPage):
    """A service point: where it is, when it is open, whom it serves."""

    permission_required = "customers.view_servicepoint"
    model = ServicePoint
    template_name = "customers/service_point.html"
    parent = ("Service-Points", "customers:service_points")

    def get_rows(self) -> QuerySet[ServicePoint]:
        rows = ServicePoint.objects.visible_to(signed_in(self.request))
        return rows.select_related("provider", "team").prefetch_related("opening_hours", "staff")

    def get_sections(self) -> list[Section]:
        place = self.object
        properties = [
            Property("Unternehmen", place.provider.name),
            Property("Anschrift", address(place)),
            Property("Telefon", phone(place.phone)),
            Property("Team", place.team),
        ]
        if self.is_for_staff:
            properties += [Property("Bemerkung", place.note), *source_property(place)]
        served = Authority.objects.visible_to(signed_in(self.request)).filter(service_points=place)
        links = [
            (cells.link(reverse("dashboards:authority", args=[row.pk]), row.name), row.get_kind_display())
            for row in served[:100]
        ]
        sections = [
            Section("Angaben", properties),
            Section("Öffnungszeiten", week(place.opening_hours.all()), hint="Keine Öffnungszeiten eingetragen."),
            Section("Betreute Behörden", headings=("Name", "Art"), rows=links, hint="Keine Behörde zugeordnet."),
        ]
        if self.is_for_staff:
            people = [(person.display_name, person.job_title) for person in place.staff.all()]
            sections.append(
                Section("Mitarbeitende am Ort", headings=("Name", "Funktion"), rows=people, hint="Niemand zugeordnet.")
            )
        return sections

    def get_links(self) -> list[Link]:
        return [
            Link(
                "Betreute Behörden als Liste",
                filtered("customers:authorities", service_point=self.object.pk),
                "apartment",
            )
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(opening=open_badge(self.object, timezone.localtime()), **kwargs)


def week(spans: Iterable[OpeningHours]) -> list[Property]:
    """The opening hours by weekday, days without hours left out."""
    by_day: dict[int, list[OpeningHours]] = {}
    for hours in spans:
        by_day.setdefault(hours.weekday, []).append(hours)
    return [
        Property(
            Weekday(day).label,
            ", ".join(f"{span.opens_at:%H:%M}–{span.closes_at:%H:%M} Uhr" for span in hours),
        )
        for day, hours in sorted(by_day.items())
    ]
