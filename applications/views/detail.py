"""The page of one Fachverfahren."""

from django.db.models import QuerySet
from django.urls import reverse

from accounts.signed_in import signed_in
from applications.models import ApplicationUse, SpecialistApplication
from ui import cells
from ui.ordering import GermanOrder
from ui.pages import DetailPage, Link, Property, Section, filtered


class ApplicationDetail(DetailPage):
    """One Fachverfahren: the product, how it is run, who uses it."""

    permission_required = "applications.view_specialistapplication"
    model = SpecialistApplication
    template_name = "applications/application.html"
    parent = ("Fachverfahren", "applications:applications")

    def get_rows(self) -> QuerySet[SpecialistApplication]:
        return SpecialistApplication.objects.visible_to(signed_in(self.request)).select_related(
            "product__vendor", "product_version", "team"
        )

    def get_subtitle(self) -> str:
        return self.object.product.domain

    def get_sections(self) -> list[Section]:
        row = self.object
        properties = [
            Property("Produkt", row.product.name),
            Property("Hersteller", row.product.vendor.name if row.product.vendor else ""),
            Property("Fachgebiet", row.product.domain),
            Property("Version", row.product_version.name if row.product_version else ""),
            Property("Betrieb", row.get_hosting_display()),
            Property("Betrieben seit", cells.day(row.operated_since) if row.operated_since else ""),
            Property("Betreuendes Team", row.team.name),
        ]
        if self.is_for_staff:
            properties.append(Property("Bemerkung", row.note))
        return [Section("Angaben", properties), self._uses()]

    def get_links(self) -> list[Link]:
        pk = self.object.pk
        if self.is_for_staff:
            return [
                Link(
                    "Meldungen zu diesem Fachverfahren", filtered("tickets:queue", view="all", application=pk), "inbox"
                ),
                Link(
                    "Was fällt mit ihm aus?", reverse("dependencies:impact", args=["application", pk]), "account_tree"
                ),
            ]
        return [Link("Störung an diesem Fachverfahren melden", filtered("portal:report", application=pk), "bolt")]

    def _uses(self) -> Section:
        uses = (
            ApplicationUse.objects.visible_to(signed_in(self.request))
            .filter(application=self.object)
            .select_related("authority")
        )
        rows = [
            (
                cells.link(reverse("dashboards:authority", args=[use.authority_id]), use.authority.name),
                cells.day(use.used_since) if use.used_since else "",
                cells.day(use.used_until) if use.used_until else "",
                cells.number(use.user_count),
            )
            for use in uses.order_by(GermanOrder("authority__name"), "used_since")
        ]
        headings = ("Behörde", "Genutzt seit", "Genutzt bis", "Nutzende")
        return Section(
            "Nutzung durch Behörden", headings=headings, rows=rows, hint="Keine Behörde nutzt dieses Fachverfahren."
        )
