"""What an authority sees of the restart: its Fachverfahren in the agreed order, on a page and on paper."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from accounts.models import User
from accounts.signed_in import signed_in
from applications.models import SpecialistApplication
from continuity.document import NONE_USED, OWN_RANKS, OWN_TITLE, own_document
from continuity.filters import OwnFilter
from continuity.models import PlanDocument
from continuity.querysets import used_by_own
from continuity.tables import OwnTable
from customers.models import Authority
from ui.ordering import GermanOrder
from ui.pages import Link, ListPage
from ui.pdf import as_download


def in_agreed_order(user: User) -> QuerySet[SpecialistApplication]:
    """What the authorities of a person use today, the first rank first."""
    rows = used_by_own(user, timezone.localdate()).select_related("continuity_plan")
    return rows.order_by(F("continuity_plan__restart_rank").asc(nulls_last=True), GermanOrder("name"))


class OwnOrder(ListPage):
    """The Fachverfahren of one's own authorities in the agreed order; no infrastructure, and nobody else."""

    permission_required = "continuity.view_continuityplan"
    model = SpecialistApplication
    template_name = "continuity/own.html"
    table_class = OwnTable
    filterset_class = OwnFilter
    page_title = OWN_TITLE
    intro = (
        "In dieser Reihenfolge laufen nach einem großen Ausfall die Fachverfahren wieder an, die Ihre Behörde nutzt. Bis dahin hilft das "
        "Ersatzverfahren auf Papier; drucken Sie Reihenfolge und Ersatzverfahren aus, solange alles läuft: Sie stehen im PDF. "
        f"{OWN_RANKS}"
    )
    empty_text = NONE_USED

    def get(  # type: ignore[override]  # a file is no HttpResponse
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if self.is_for_staff:
            return HttpResponseRedirect(reverse("continuity:restart"))
        return super().get(request, *args, **kwargs)

    def get_rows(self) -> QuerySet[Any]:
        user = signed_in(self.request)
        papers = PlanDocument.objects.visible_to(user).filter(application=OuterRef("pk")).newest().marked()
        papers = papers.exclude(scan=PlanDocument.Scan.INFECTED).order_by("-uploaded_at", "-pk")
        return in_agreed_order(user).annotate(
            paper_id=Subquery(papers.values("pk")[:1]),
            paper_title=Subquery(papers.values("title")[:1]),
            paper_is_outdated=Subquery(papers.values("is_outdated")[:1]),
        )

    def get_actions(self) -> list[Link]:
        return [Link("Als PDF", reverse("continuity:own_document"), "description")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        way_back = [Link("Unsere Fachverfahren", reverse("dashboards:our_applications"))]
        return super().get_context_data(breadcrumb=way_back, **kwargs)


class OwnDocument(PermissionRequiredMixin, View):
    """The same on paper, with how work goes on meanwhile."""

    permission_required = "continuity.view_continuityplan"
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The PDF; it names nobody."""
        user, today = signed_in(request), timezone.localdate()
        if user.is_service_staff:
            return HttpResponseRedirect(reverse("continuity:restart_document"))
        rows = list(in_agreed_order(user))
        own = Authority.objects.visible_to(user).filter(pk__in=user.access.whole_authorities)
        names = list(own.order_by(GermanOrder("name")).values_list("name", flat=True))
        content = own_document(rows, today, whose=", ".join(names), is_demo=any(row.is_demo for row in rows))
        return as_download(request, content, name=f"Wiederanlauf {today:%Y-%m-%d}", names_people=False)
