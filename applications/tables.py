"""The list of Fachverfahren."""

from django.utils.safestring import SafeString

from applications.models import ApplicationUse, SpecialistApplication
from ui import cells
from ui.tables import BaseTable, Column


class ApplicationTable(BaseTable):
    """Operated Fachverfahren with product, hosting and use."""

    name = Column("Name", is_title=True, german=True, page="dashboards:application", look="ku-col-text")
    product = Column("Produkt", accessor="product__name", german=True, look="ku-col-text")
    vendor = Column("Hersteller", accessor="product__vendor__name", german=True, look="ku-col-text")
    domain = Column("Fachgebiet", accessor="product__domain", german=True)
    hosting = Column("Betrieb", look="ku-col-text")
    team = Column("Team", accessor="team__name", german=True)
    authority_count = Column("Behörden", look="ku-col-figure")
    user_count = Column("Nutzende", look="ku-col-figure")

    class Meta(BaseTable.Meta):
        model = SpecialistApplication
        fields = ()

    def render_authority_count(self, value: int) -> SafeString | str:
        return cells.number(value)

    def render_user_count(self, value: int) -> SafeString | str:
        return cells.number(value)


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
