"""The lists of the register: Fachverfahren, products, makers, services to the public."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from applications.badges import support_badge, time_badge
from applications.matrix import Crossing, Standing, crossings
from applications.models import ApplicationUse, Product, PublicService, SpecialistApplication, Vendor
from applications.support import support_state
from customers.models import Authority
from ui import cells
from ui.addresses import address
from ui.ordering import GermanOrder
from ui.parts import filtered
from ui.tables import BaseTable, Column

MOST_COLUMNS = 20
EXPORTED_AT_ONCE = 500
NOT_USED = SafeString('<td><span aria-hidden="true">–</span><span class="kern-sr-only">nicht genutzt</span></td>')


class Line(NamedTuple):
    """A row of the matrix: an authority with what it does with each Fachverfahren."""

    authority: Authority
    cells: list[tuple[SpecialistApplication, Crossing | None]]

    @property
    def uses(self) -> list[tuple[SpecialistApplication, Crossing]]:
        """The cells in which something stands, for a list on the phone."""
        return [(application, crossing) for application, crossing in self.cells if crossing]


class ApplicationTable(BaseTable):
    """Operated Fachverfahren with product, hosting and use."""

    name = Column("Name", is_title=True, german=True, page="dashboards:application")
    product = Column("Produkt", accessor="product__name", german=True)
    version = Column("Version", accessor="product_version__name", visible=False)
    support = Column("Unterstützung", accessor="product_version__supported_until")
    vendor = Column("Hersteller", accessor="product__vendor__name", german=True, look="ku-col-text")
    domain = Column("Fachgebiet", accessor="product__domain", german=True)
    hosting = Column("Betrieb")
    since = Column("Betrieben seit", accessor="operated_since", visible=False)
    until = Column("Betrieben bis", accessor="operated_until", visible=False)
    team = Column("Team", accessor="team__name", german=True)
    authority_count = Column("Behörden", look="ku-col-figure")
    user_count = Column("Nutzende", look="ku-col-figure")

    FOR_STAFF = ("version", "support", "since", "until", "authority_count")

    class Meta(BaseTable.Meta):
        model = SpecialistApplication
        fields = ()

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        if "support" not in self.exclude:  # then the table is wide: the maker stands in the file and at the product
            self.columns.hide("vendor")

    def render_product(self, record: SpecialistApplication) -> SafeString | str:
        """With its version, for those who see that column in the file, too."""
        if record.product_version is None or "version" in self.exclude:
            return record.product.name
        return format_html('{} <span class="ku-muted">{}</span>', record.product.name, record.product_version.name)

    def render_support(self, record: SpecialistApplication) -> SafeString:
        """How it stands, and the last day."""
        until = record.product_version.supported_until if record.product_version else None
        badge = support_badge(support_state(until, self.day))
        return format_html("{} {}", badge, cells.day(until)) if until else badge

    def render_hosting(self, record: SpecialistApplication) -> SafeString | str:
        """Where it runs; of one that comes later or is over that, too."""
        badge = "" if "since" in self.exclude else time_badge(record, self.day)
        return format_html("{} {}", record.get_hosting_display(), badge) if badge else record.get_hosting_display()

    def render_authority_count(self, value: int) -> SafeString | str:
        return cells.number(value)

    def render_user_count(self, value: int) -> SafeString | str:
        return cells.number(value)


class ProductTable(BaseTable):
    """Products with their maker, what comes after them, and how much of them is in operation."""

    name = Column("Name", is_title=True, german=True, page="applications:product")
    vendor = Column("Hersteller", accessor="vendor__name", german=True, look="ku-col-text")
    domain = Column("Fachgebiet", german=True)
    successor = Column("Nachfolger", accessor="successor__name", german=True, look="ku-col-text")
    support_until = Column("Unterstützung im Betrieb bis")
    instance_count = Column("Betriebene Fachverfahren", look="ku-col-figure")
    statement_on = Column("Jüngste Aussage")
    certainty = Column("Sicherheit", visible=False)
    source = Column("Quelle", visible=False)

    class Meta(BaseTable.Meta):
        model = Product
        fields = ()

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def render_support_until(self, value: date | None) -> SafeString | str:
        """The first day on which support of a version in operation ends."""
        return format_html("{} {}", support_badge(support_state(value, self.day)), cells.day(value)) if value else ""

    def render_instance_count(self, value: int) -> str:
        return cells.number(value)

    def render_statement_on(self, value: date | None) -> SafeString:
        return cells.day(value)


class VendorTable(BaseTable):
    """Makers with the number of their products."""

    name = Column("Name", is_title=True, german=True, look="ku-col-text")
    city = Column("Ort", german=True)
    product_count = Column("Produkte", look="ku-col-figure")
    source = Column("Quelle", look="ku-col-text")
    certainty = Column("Sicherheit", look="ku-col-text")
    change = Column("Eintrag", accessor="pk", orderable=False, exclude_from_export=True)

    class Meta(BaseTable.Meta):
        model = Vendor
        fields = ()

    def render_product_count(self, record: Any) -> SafeString | str:
        count = record.product_count
        return cells.link(filtered("applications:products", vendor=record.pk), cells.number(count)) if count else "0"

    def render_change(self, record: Vendor) -> SafeString:
        return cells.link(address("applications:edit_vendor", record.pk), f"{record.name} ändern")


class ServiceTable(BaseTable):
    """Services to the public with their keys."""

    name = Column("Bezeichnung", is_title=True, german=True, page="applications:service", look="ku-col-text")
    leika = Column("LeiKa-Schlüssel", look="ku-col-key")
    ozg = Column("OZG-Nummer")
    served_count = Column("Bedient von", look="ku-col-figure")
    certainty = Column("Sicherheit", look="ku-col-text")
    source = Column("Quelle", visible=False)

    class Meta(BaseTable.Meta):
        model = PublicService
        fields = ()

    def render_leika(self, record: PublicService) -> str:
        return record.key_in_groups

    def value_leika(self, record: PublicService) -> str:
        """A key is no number: in groups no spreadsheet rounds it."""
        return record.key_in_groups

    def render_served_count(self, value: int) -> str:
        return cells.number(value)


class MatrixTable(BaseTable):
    """Authorities as rows, Fachverfahren as columns; a cell tells how the one uses the other."""

    template = "applications/_matrix.html"

    name = Column("Behörde", is_title=True, german=True)
    kind = Column("Art", visible=False)

    class Meta(BaseTable.Meta):
        model = Authority
        fields = ()

    def __init__(
        self, *args: Any, user: User, day: date, applications: QuerySet[SpecialistApplication], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.day = user, day
        self.all_applications = applications.order_by(GermanOrder("name"), "pk")

    @cached_property
    def applications(self) -> list[SpecialistApplication]:
        """The columns that a page shows: more than these nobody can read side by side."""
        return list(self.all_applications[:MOST_COLUMNS])

    @cached_property
    def application_count(self) -> int:
        """How many columns there would be."""
        return self.all_applications.count()

    @cached_property
    def lines(self) -> list[Line]:
        """The rows of the open page."""
        return self._lines(list(self.page.object_list), self.applications)

    def _lines(self, authorities: list[Authority], applications: list[SpecialistApplication]) -> list[Line]:
        keys = [application.pk for application in applications]
        found = crossings([authority.pk for authority in authorities], keys, user=self.user, day=self.day)
        return [
            Line(authority, [(one, found.get((authority.pk, one.pk))) for one in applications])
            for authority in authorities
        ]

    def body(self) -> SafeString:
        """The rows as HTML; with many columns a template would take its time."""
        rows = [
            format_html(
                '<tr><th scope="row">{}</th>{}</tr>',
                cells.link(address("dashboards:authority", line.authority.pk), line.authority.name),
                SafeString("".join(crossing_cell(crossing) for _, crossing in line.cells)),
            )
            for line in self.lines
        ]
        return SafeString("\n".join(rows))

    def export_headings(self) -> list[str]:
        return ["Behörde", "Art", *(application.name for application in self.all_applications)]

    def export_rows(self) -> Iterator[list[Any]]:
        """All authorities with all Fachverfahren that the filters leave, not only the columns of the page."""
        applications = list(self.all_applications)
        rows = self.sorted_rows().iterator(chunk_size=EXPORTED_AT_ONCE)
        while some := list(islice(rows, EXPORTED_AT_ONCE)):
            for line in self._lines(some, applications):
                words = [f"{one.user_count}, {one.when}" if one else "" for _, one in line.cells]
                yield [line.authority.name, line.authority.get_kind_display(), *words]


def crossing_cell(crossing: Crossing | None) -> SafeString:
    """One cell of the matrix; word and symbol tell what the tint tells."""
    if crossing is None:
        return NOT_USED
    icon = {Standing.PLANNED: cells.icon("event"), Standing.ENDED: cells.icon("archive")}.get(crossing.standing, "")
    return format_html(
        '<td class="is-{}">{}<b>{}</b><span class="kern-sr-only"> Nutzende, </span> <span>{}</span></td>',
        crossing.standing.value, icon, cells.number(crossing.user_count), crossing.when,
    )  # fmt: skip


class UseTable(BaseTable):
    """Which authority uses which Fachverfahren, since when and how much."""

    application = Column(
        "Fachverfahren",
        is_title=True,
        accessor="application__name",
        german=True,
        page="applications:use",
        look="ku-col-text",
    )
    authority = Column("Behörde", accessor="authority__name", german=True, look="ku-col-text")
    used_since = Column("genutzt seit")
    used_until = Column("genutzt bis")
    user_count = Column("Nutzende", look="ku-col-figure")
    edition = Column("Ausgabe", look="ku-col-text")
    scope = Column("Umfang", look="ku-col-text")

    class Meta(BaseTable.Meta):
        model = ApplicationUse
        fields = ()

    def render_user_count(self, value: int) -> SafeString | str:
        return cells.number(value)
