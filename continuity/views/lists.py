"""The lists: needs of Fachverfahren and infrastructure, plans and exercises, and what an authority sees of the order."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from applications.models import SpecialistApplication
from continuity.filters import ItemFilter, NeedFilter, OwnFilter, PlanFilter
from continuity.gaps import with_facts
from continuity.models import PlanDocument
from continuity.querysets import used_by_own
from continuity.tables import ItemTable, NeedTable, OwnTable, PlanTable
from continuity.views.tabs import tabs
from ui.ordering import GermanOrder
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


class OwnOrder(ListPage):
    """The Fachverfahren of one's own authorities in the agreed order; no infrastructure, and nobody else."""

    permission_required = "continuity.view_continuityplan"
    model = SpecialistApplication
    table_class = OwnTable
    filterset_class = OwnFilter
    page_title = "Wiederanlauf Ihrer Fachverfahren"
    intro = (
        "In dieser Reihenfolge laufen nach einem großen Ausfall die Fachverfahren wieder an, die Ihre Behörde nutzt. Bis dahin hilft das "
        "Ersatzverfahren auf Papier; drucken Sie die Pläne aus, solange alles läuft."
    )
    empty_text = "Ihre Behörde nutzt zurzeit kein Fachverfahren."

    def get(  # type: ignore[override]  # a file is no HttpResponse
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if self.is_for_staff:
            return HttpResponseRedirect(reverse("continuity:restart"))
        return super().get(request, *args, **kwargs)

    def get_rows(self) -> QuerySet[Any]:
        user = signed_in(self.request)
        papers = PlanDocument.objects.visible_to(user).filter(application=OuterRef("pk")).newest()
        papers = papers.exclude(scan=PlanDocument.Scan.INFECTED).order_by("-uploaded_at", "-pk")
        rows = used_by_own(user, timezone.localdate()).select_related("continuity_plan")
        return rows.annotate(
            paper_id=Subquery(papers.values("pk")[:1]), paper_title=Subquery(papers.values("title")[:1])
        ).order_by(F("continuity_plan__restart_rank").asc(nulls_last=True), GermanOrder("name"))
