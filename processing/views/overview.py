"""The overview „Auftragsverarbeitung“: what is missing, by use, by authority and by Fachverfahren."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from applications.models import ApplicationUse, SpecialistApplication
from customers.models import Authority
from processing.filters import SumFilter, UseFilter
from processing.gaps import GAPS, counts, summed, with_gaps
from processing.tables import ApplicationSumTable, AuthoritySumTable, UseTable
from ui.ordering import GermanOrder
from ui.pages import Link, ListPage, filtered

TABS = (
    ("Nutzungen", "processing:uses"),
    ("Nach Behörde", "processing:authorities"),
    ("Nach Fachverfahren", "processing:applications"),
)
COLUMNS = (
    "Gezählt wird, wo etwas fehlt: die AVV, der Eintrag im Verzeichnis, eine Prüfung, die Mitteilung eines "
    "Unterauftragsverarbeiters, Garantien für ein Drittland, der Grund für besondere Kategorien; und wo widersprochen wurde."
)


class OverviewPage(ListPage):
    """What the three views of the overview share."""

    permission_required = "processing.view_registerentry"
    template_name = "processing/list.html"
    here = ""

    def get_uses(self) -> QuerySet[ApplicationUse]:
        """The uses of today."""
        rows: QuerySet[ApplicationUse] = ApplicationUse.objects.visible_to(signed_in(self.request)).current(
            timezone.localdate()
        )
        return rows

    def get_actions(self) -> list[Link]:
        places = (
            ("Vereinbarungen", "processing:agreements", "contract", "processing.view_processingagreement"),
            ("Verzeichnis", "processing:entries", "menu_book", "processing.view_registerentry"),
            ("Unterauftragsverarbeiter", "processing:sub_processors", "group", "processing.view_subprocessor"),
            ("Maßnahmen", "processing:measures", "shield", "processing.view_securitymeasure"),
            ("Dokumente", "processing:documents", "description", "processing.view_issueddocument"),
        )
        may = self.request.user.has_perm
        return [Link(words, reverse(name), icon) for words, name, icon, right in places if may(right)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tabs = [(words, reverse(name), name == self.here) for words, name in TABS]
        return super().get_context_data(tabs=tabs, **kwargs)


class UseList(OverviewPage):
    """Every use of today with what is missing about it."""

    model = ApplicationUse
    table_class = UseTable
    filterset_class = UseFilter
    here = "processing:uses"
    page_title = "Auftragsverarbeitung"
    intro = (
        "Jede Behörde mit jedem Fachverfahren, das sie heute nutzt: ob eine Vereinbarung (AVV, Art. 28 DSGVO) es deckt, "
        "ob es im Verzeichnis steht (Art. 30 DSGVO), und was sonst fehlt."
    )
    empty_text = "Hier nutzt heute keine Behörde ein Fachverfahren."

    def get_rows(self) -> QuerySet[Any]:
        rows = with_gaps(self.get_uses(), timezone.localdate()).select_related("application", "authority")
        return rows.order_by(GermanOrder("application__name"), GermanOrder("authority__name"), "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = counts(self.get_uses(), timezone.localdate())
        figures = [
            (found[gap.name], gap.counted, filtered("processing:uses", gap=gap.name)) for gap in GAPS if found[gap.name]
        ]
        return super().get_context_data(figures=figures, is_whole=bool(found["all"]) and not figures, **kwargs)


class AuthoritySums(OverviewPage):
    """The gaps of each authority."""

    model = Authority
    table_class = AuthoritySumTable
    filterset_class = SumFilter
    here = "processing:authorities"
    page_title = "Auftragsverarbeitung nach Behörde"
    intro = f"Der Name führt zu den Dokumenten der Behörde, eine Zahl zu den Nutzungen dahinter. {COLUMNS}"
    empty_text = "Keine Behörde nutzt heute ein Fachverfahren."

    def get_rows(self) -> QuerySet[Any]:
        rows = Authority.objects.visible_to(signed_in(self.request))
        return summed(rows, self.get_uses(), "authority", timezone.localdate()).order_by(GermanOrder("name"), "pk")


class ApplicationSums(OverviewPage):
    """The gaps of each Fachverfahren."""

    model = SpecialistApplication
    table_class = ApplicationSumTable
    filterset_class = SumFilter
    here = "processing:applications"
    page_title = "Auftragsverarbeitung nach Fachverfahren"
    intro = f"Eine Zahl führt zu den Nutzungen dahinter. {COLUMNS}"
    empty_text = "Kein Fachverfahren wird heute genutzt."

    def get_rows(self) -> QuerySet[Any]:
        rows = SpecialistApplication.objects.visible_to(signed_in(self.request))
        return summed(rows, self.get_uses(), "application", timezone.localdate()).order_by(GermanOrder("name"), "pk")
