"""The page of a product: what it is, its versions, what is said about it, and where it runs."""

from collections import defaultdict
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.signed_in import signed_in
from applications.badges import age_badge, support_badge, time_badge
from applications.models import ApplicationUse, Product, ProductVersion, SpecialistApplication
from applications.support import support_state
from ui import cells
from ui.pages import DetailPage, Link, Property, Section, filtered

MOST = 50


class ProductPage(DetailPage):
    """One product on the market."""

    permission_required = "applications.view_product"
    model = Product
    parent = ("Produkte", "applications:products")

    def get_rows(self) -> QuerySet[Product]:
        return Product.objects.visible_to(signed_in(self.request)).select_related("vendor", "successor")

    def get_subtitle(self) -> str:
        return self.object.domain

    def get_actions(self) -> list[Link]:
        user, pk = self.request.user, self.object.pk
        ways = (
            ("change_product", "edit_product", "Bearbeiten", "edit"),
            ("add_productversion", "add_version", "Version eintragen", "add"),
            ("add_productstatement", "add_statement", "Aussage eintragen", "note_add"),
        )
        return [
            Link(words, reverse(f"applications:{page}", args=[pk]), icon)
            for right, page, words, icon in ways
            if user.has_perm(f"applications.{right}")
        ]

    def get_links(self) -> list[Link]:
        return [
            Link(
                "Fachverfahren mit diesem Produkt",
                filtered("applications:applications", product=self.object.pk),
                "apps",
            )
        ]

    def get_sections(self) -> list[Section]:
        self.today = timezone.localdate()
        instances = self._instances()
        return [self._facts(), self._versions(instances), self._statements(), self._operated(instances)]

    def _facts(self) -> Section:
        product = self.object
        predecessors = [cells.link(row.get_absolute_url(), row.name) for row in product.predecessors.all()[:MOST]]
        successor = product.successor
        return Section("Angaben", [
            Property("Hersteller", product.vendor.name if product.vendor else "nicht bekannt"),
            Property("Fachgebiet", product.domain),
            Property("Nachfolger", cells.link(successor.get_absolute_url(), successor.name) if successor else ""),
            Property("Vorgänger", joined(predecessors)),
            Property("Bemerkung", product.note),
            Property("Quelle", source_of(product)),
        ])  # fmt: skip

    def _instances(self) -> list[Any]:
        """The Fachverfahren that run it, with how many use them today."""
        user = signed_in(self.request)
        uses = ApplicationUse.objects.visible_to(user).current(self.today).filter(application=OuterRef("pk"))
        of_row = uses.order_by().values("application")
        rows = SpecialistApplication.objects.visible_to(user).filter(product=self.object)
        rows = rows.select_related("product_version").annotate(
            authority_count=Coalesce(Subquery(of_row.annotate(n=Count("authority", distinct=True)).values("n")), 0),
            user_count=Coalesce(Subquery(of_row.annotate(n=Sum("user_count")).values("n")), 0),
        )
        return list(rows[: MOST + 1])

    def _versions(self, instances: list[Any]) -> Section:
        run_by = defaultdict(list)
        for row in instances:
            run_by[row.product_version_id].append(cells.link(row.get_absolute_url(), row.name))
        may_change = self.request.user.has_perm("applications.change_productversion")
        rows = [
            [
                version.name,
                cells.day(version.released_on) or "nicht bekannt",
                support_of(version.supported_until, self.today),
                joined(run_by[version.pk]) or "keines",
                source_of(version),
                *(changing("edit_version", version.pk, f"Version {version.name}") if may_change else ()),
            ]
            for version in self.object.versions.all()[:MOST]
        ]
        headings = ["Version", "Erschienen", "Unterstützt bis", "Fachverfahren", "Quelle"]
        return Section(
            "Versionen",
            headings=[*headings, *(["Eintrag"] if may_change else [])],
            rows=rows,
            hint="Noch ist keine Version eingetragen. Ohne sie ist nicht bekannt, wie lange ein Fachverfahren unterstützt wird.",
        )

    def _statements(self) -> Section:
        may_change = self.request.user.has_perm("applications.change_productstatement")
        rows = [
            [
                statement.get_subject_display(),
                statement.text,
                format_html("{} {}", cells.day(statement.stated_on), age_badge(statement, self.today)),
                statement.source,
                statement.get_certainty_display(),
                *(changing("edit_statement", statement.pk, f"Aussage vom {statement.stated_on:%d.%m.%Y}") if may_change else ()),
            ]
            for statement in self.object.statements.all()[:MOST]
        ]  # fmt: skip
        headings = ["Worum es geht", "Aussage", "Stand", "Quelle", "Sicherheit"]
        return Section(
            "Aussagen",
            headings=[*headings, *(["Eintrag"] if may_change else [])],
            rows=rows,
            hint="Noch ist nicht festgehalten, was der Hersteller oder andere über dieses Produkt sagen.",
        )

    def _operated(self, instances: list[Any]) -> Section:
        rows = [
            (
                cells.link(row.get_absolute_url(), row.name),
                row.product_version.name if row.product_version else "nicht bekannt",
                support_of(row.product_version.supported_until if row.product_version else None, self.today),
                format_html("{} {}", row.get_hosting_display(), time_badge(row, self.today)),
                cells.number(row.authority_count),
                cells.number(row.user_count),
            )
            for row in instances[:MOST]
        ]
        everything = filtered("applications:applications", product=self.object.pk)
        return Section(
            "Fachverfahren mit diesem Produkt",
            headings=("Fachverfahren", "Version", "Unterstützung", "Betrieb", "Behörden", "Nutzende"),
            rows=rows,
            hint="Dieses Produkt wird nicht betrieben.",
            more=Link("Alle in der Liste", everything) if instances[MOST:] else None,
        )


def support_of(until: Any, today: Any) -> SafeString:
    """How it stands, and the last day where it is known."""
    badge = support_badge(support_state(until, today))
    return format_html("{} {}", badge, cells.day(until)) if until else badge


def source_of(row: Product | ProductVersion) -> str:
    """Where it comes from, and how sure it is."""
    return f"{row.source} ({row.get_certainty_display()})" if row.source and row.certainty else row.source


def changing(page: str, pk: int, what: str) -> list[SafeString]:
    """The way to a row's form, named so that it is understood alone."""
    return [cells.link(reverse(f"applications:{page}", args=[pk]), f"{what} ändern")]


def joined(links: list[SafeString]) -> SafeString:
    """Links in one cell."""
    return format_html_join(", ", "{}", ((link,) for link in links))
