"""Which versions are in use, and where an update is due."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from applications.models import ProductVersion
from changes.cohorts import versions_in_use
from changes.filters import CohortFilter
from changes.tables import CohortTable
from ui.pages import ListPage


class CohortList(ListPage):
    """Versions of products in use: what belongs to one is updated together."""

    permission_required = "changes.view_change"
    model = ProductVersion
    table_class = CohortTable
    filterset_class = CohortFilter
    page_title = "Versionen im Einsatz"
    intro = (
        "Welche Version eines Produkts in wie vielen Fachverfahren läuft, für wie viele Behörden und Nutzende. Was zu einer "
        "Version gehört, wird zusammen aktualisiert."
    )
    empty_text = "Bei keinem Fachverfahren ist eine Version eingetragen."

    def get_rows(self) -> QuerySet[ProductVersion]:
        return versions_in_use(timezone.localdate()).order_by("product__name", "name", "pk")

    def get_table_options(self) -> dict[str, Any]:
        return {} if self.request.user.has_perm("changes.add_change") else {"exclude": ("plan",)}
