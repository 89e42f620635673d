"""Which programs there are, on how many devices, and on which."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.signed_in import signed_in
from customers.models import Authority
from inventory.filters import InstalledFilter, SoftwareFilter
from inventory.models import InstalledSoftware, SoftwareTitle
from inventory.tables import InstalledTable, SoftwareTable
from ui.pages import Link, ListPage

MAY_SEE = "inventory.view_installedsoftware"


class SoftwareList(ListPage):
    """Programs over all authorities or at one of them, with on how many devices they are."""

    permission_required = MAY_SEE
    model = SoftwareTitle
    table_class = SoftwareTable
    filterset_class = SoftwareFilter
    page_title = "Software"
    intro = "Was die Agenten als installiert melden."
    empty_text = "Noch kein Agent hat Software gemeldet."

    def get_rows(self) -> QuerySet[SoftwareTitle]:
        return SoftwareTitle.objects.visible_to(signed_in(self.request)).with_counts(self._authority())

    def get_table_options(self) -> dict[str, Any]:
        authority = self._authority()
        return {"authority": authority.pk if authority else None}

    def get_actions(self) -> list[Link]:
        return [Link("Alle Installationen", reverse("inventory:installed"), "devices")]

    def _authority(self) -> Authority | None:
        """The one that the filter names; a filter that cannot be read counts everywhere."""
        key = self.request.GET.get("authority", "")
        if not (key.isascii() and key.isdigit() and len(key) < 10):
            return None
        return Authority.objects.visible_to(signed_in(self.request)).filter(pk=int(key)).first()


class InstalledList(ListPage):
    """What is installed on which device: of one program, of one device, of all."""

    permission_required = MAY_SEE
    model = InstalledSoftware
    table_class = InstalledTable
    filterset_class = InstalledFilter
    page_title = "Installierte Programme"
    empty_text = "Noch kein Agent hat Software gemeldet."

    def get_rows(self) -> QuerySet[InstalledSoftware]:
        rows = InstalledSoftware.objects.visible_to(signed_in(self.request))
        return rows.select_related("title", "device__authority")
