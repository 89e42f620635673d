"""The lists: needs of Fachverfahren and infrastructure, plans and exercises."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.signed_in import signed_in
from applications.models import SpecialistApplication
from continuity.filters import ItemFilter, NeedFilter, PlanFilter
from continuity.gaps import with_facts
from continuity.tables import ItemTable, NeedTable, PlanTable
from continuity.views.tabs import tabs
from ui.pages import ListPage
from workstations.lifecycle import GONE
from workstations.models import InfrastructureItem

STAFF = "continuity.view_exercise"
"""The right that tells staff apart: how the service practises is no affair of an authority."""


class TabbedList(ListPage):
    """A list beside others."""

    template_name = "continuity/list.html"
    tab = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(tabs=tabs(self.request, self.tab), **kwargs)


class ApplicationList(TabbedList):
    """Operated Fachverfahren with their need, plan and exercises."""

    permission_required = STAFF
    model = SpecialistApplication

    def get_rows(self) -> QuerySet[Any]:
        rows = SpecialistApplication.objects.visible_to(signed_in(self.request))
        return with_facts(rows.operated_on(timezone.localdate()))

    def get_table_options(self) -> dict[str, Any]:
        return {"today": timezone.localdate()}


class NeedList(ApplicationList):
    """How much protection each Fachverfahren needs."""

    table_class = NeedTable
    filterset_class = NeedFilter
    page_title = "Schutzbedarf der Fachverfahren"
    intro = "Festgestellt je Grundwert mit Begründung. Infrastruktur erbt den höchsten Bedarf dessen, was sie braucht."
    empty_text = "Noch wird kein Fachverfahren betrieben."
    tab = "continuity:needs"


class PlanList(ApplicationList):
    """Plans and exercises, and what is due or missing."""

    table_class = PlanTable
    filterset_class = PlanFilter
    page_title = "Pläne und Übungen"
    intro = "Was für den Ausfall geplant und geübt ist, was fällig ist und was fehlt."
    empty_text = "Noch wird kein Fachverfahren betrieben."
    tab = "continuity:plans"


class ItemList(TabbedList):
    """What infrastructure inherits, and where it deviates."""

    permission_required = "continuity.view_protectiondeviation"
    model = InfrastructureItem
    table_class = ItemTable
    filterset_class = ItemFilter
    page_title = "Schutzbedarf der Infrastruktur"
    intro = (
        "Geerbt wird je Grundwert der höchste Bedarf der Fachverfahren, die das Element brauchen, auch über anderes. "
        "Kumulation, Verteilung und andere Gründe stehen mit Begründung beim Element."
    )
    empty_text = "Noch ist keine Infrastruktur eingetragen."
    tab = "continuity:items"

    def get_rows(self) -> QuerySet[Any]:
        return InfrastructureItem.objects.visible_to(signed_in(self.request)).exclude(state__in=GONE)

    def get_table_options(self) -> dict[str, Any]:
        return {"standing": self.filterset.standing}
