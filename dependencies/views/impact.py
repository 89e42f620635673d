"""What fails with a node: by authority, as a drawing, as a table of relations, and the workstations one by one."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from accounts.signed_in import signed_in
from applications.models import SpecialistApplication
from dependencies.affected import Affected, affected_by, mark_open_counters
from dependencies.filters import ImpactFilter, WorkstationsFilter
from dependencies.graph import graph_of
from dependencies.impact import Impact
from dependencies.models import Relation
from dependencies.nodes import NodeKind, keys_of
from dependencies.querysets import among
from dependencies.tables import ImpactTable, WorkstationsTable
from dependencies.views.node import NodePage, OfNode
from ui import cells
from ui.pages import ListPage
from ui.parts import Section
from workstations.models import Workstation

PER_PAGE = 50
MOST_NAMES = 8


class ImpactPage(NodePage):
    """What fails, in one sentence and by authority."""

    template_name = "dependencies/impact.html"
    tab = "impact"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        affected = affected_by(self.impact, user=signed_in(self.request), day=timezone.localdate(now))
        open_now = mark_open_counters(affected, now=now)
        page = Paginator(affected, PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            finding=finding(self.node.name, self.impact, len(affected)),
            at_the_counters=at_the_counters(len(affected), open_now),
            figures=figures(self.impact),
            section=self._section(list(page)),
            page_obj=page,
            is_paginated=page.has_other_pages(),
            **kwargs,
        )

    def _section(self, affected: list[Affected]) -> Section:
        """One row for each authority; a column that would be empty throughout is left out."""
        columns: dict[str, list[SafeString | None]] = {
            "Behörde": [
                cells.link(reverse("dashboards:authority", args=[row.authority.pk]), row.authority.name)
                for row in affected
            ],
            "Sprechzeit gerade": [
                SafeString(f"bis {timezone.localtime(row.counter_open_until):%H:%M} Uhr")
                if row.counter_open_until
                else None
                for row in affected
            ],
            "Fachverfahren fallen aus": [names(row.failing_applications) for row in affected],
            "Fachverfahren beeinträchtigt": [names(row.weakened_applications) for row in affected],
            "Arbeitsplätze fallen aus": [
                self._workstations(row, row.failing_workstations, "fails") for row in affected
            ],
            "Arbeitsplätze beeinträchtigt": [
                self._workstations(row, row.weakened_workstations, "weakened") for row in affected
            ],
        }
        filled = {heading: column for heading, column in columns.items() if any(column)}
        rows = list(zip(*filled.values(), strict=True))
        return Section("Betroffene Behörden", headings=list(filled), rows=rows)

    def _workstations(self, row: Affected, count: int, consequence: str) -> SafeString | None:
        if not count:
            return None
        query = urlencode({"authority": str(row.authority.pk), "consequence": consequence})
        return cells.link(f"{self.node.page('workstations')}?{query}", cells.number(count))


class GraphPage(NodePage):
    """The way that a failure takes, drawn by the server."""

    template_name = "dependencies/graph.html"
    tab = "graph"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        graph = graph_of(self.node, self.impact, user=signed_in(self.request)) if self.impact.reached else None
        return super().get_context_data(graph=graph, **kwargs)


class NodeList(OfNode, ListPage):  # type: ignore[override]  # the title names the node
    """A list below the question about a node, whose rows fail or are weakened."""

    template_name = "dependencies/list.html"
    permission_required = "dependencies.view_relation"
    empty_text = "Nach den eingetragenen Beziehungen fällt nichts weiter aus."

    def get_actions(self) -> list[Any]:
        return []


class ImpactList(NodeList):
    """The relations by which the failure spreads; what the drawing shows and leaves out, as rows."""

    model = Relation
    table_class = ImpactTable
    filterset_class = ImpactFilter
    tab = "table"
    intro = "Jede Zeile ist eine Beziehung, über die sich der Ausfall fortsetzt. Was über mehrere betroffen ist, steht mehrfach da."

    def get_rows(self) -> QuerySet[Any]:
        failing = (self.impact.node, *self.impact.failing)
        rows = Relation.objects.visible_to(signed_in(self.request)).with_ends()
        rows = rows.filter(target_node__in=among((*failing, *self.impact.weakened)))
        return marked(rows, "source_node", failing).order_by("-fails", "pk")


class WorkstationList(NodeList):
    """Each workstation that fails or is weakened."""

    permission_required = ("dependencies.view_relation", "workstations.view_workstation")  # type: ignore[assignment]  # both
    model = Workstation
    table_class = WorkstationsTable
    filterset_class = WorkstationsFilter
    tab = "workstations"

    def get_rows(self) -> QuerySet[Any]:
        failing = self.impact.keys(NodeKind.WORKSTATION, failing=True)
        weakened = self.impact.keys(NodeKind.WORKSTATION, failing=False)
        rows = Workstation.objects.visible_to(signed_in(self.request)).select_related("authority", "site")
        rows = rows.filter(pk__in=among([*failing, *weakened]))
        return marked(rows, "pk", failing).order_by("-fails", "inventory_number")


def marked(rows: QuerySet[Any], column: str, failing: Any) -> QuerySet[Any]:
    """The rows with whether they fail."""
    return rows.annotate(fails=ExpressionWrapper(Q(**{f"{column}__in": among(failing)}), output_field=BooleanField()))


def names(applications: list[SpecialistApplication]) -> SafeString | None:
    """The first Fachverfahren as links, and how many more there are."""
    if not applications:
        return None
    links = format_html_join(
        "", "<li>{}</li>", [(cells.link(one.get_absolute_url(), one.name),) for one in applications[:MOST_NAMES]]
    )
    more = len(applications) - MOST_NAMES
    rest = format_html("<li>und {} weitere</li>", more) if more > 0 else ""
    return format_html('<ul class="ku-impact__names">{}{}</ul>', links, rest)


def finding(name: str, impact: Impact, authorities: int) -> str:
    """The answer in one sentence."""
    if not impact.reached and not authorities:
        return "Nach den eingetragenen Beziehungen fällt nichts weiter aus. Eingetragen ist, was bekannt ist; vielleicht fehlt etwas."
    who = "ist eine Behörde" if authorities == 1 else f"sind {cells.number(authorities)} Behörden"
    failing = _counted(impact.failing)
    weakened = _counted(impact.weakened)
    parts = [f"es fallen aus: {failing}"] if failing else []
    parts += [f"beeinträchtigt: {weakened}"] if weakened else []
    told = f"; {'; '.join(parts)}" if parts else ""
    return f"Fällt „{name}“ aus, {who if authorities else 'ist keine Behörde'} betroffen{told}."


def at_the_counters(authorities: int, open_now: int) -> str:
    """„Betrifft 6 Behörden; bei 3 davon ist gerade Sprechzeit.“"""
    if not authorities:
        return ""
    if authorities == 1:
        return f"Betrifft eine Behörde; dort ist gerade {'Sprechzeit' if open_now else 'keine Sprechzeit'}."
    where = f"bei {cells.number(open_now)} davon" if open_now else "bei keiner davon"
    return f"Betrifft {cells.number(authorities)} Behörden; {where} ist gerade Sprechzeit."


def figures(impact: Impact) -> list[tuple[str, str, str]]:
    """Label, figure, and what is weakened beside; the authorities stand in the sentences above."""
    rows = []
    for kind, words in (
        (NodeKind.APPLICATION, "Fachverfahren"),
        (NodeKind.WORKSTATION, "Arbeitsplätze"),
        (NodeKind.ITEM, "Infrastruktur"),
    ):
        failing, weakened = len(keys_of(kind, impact.failing)), len(keys_of(kind, impact.weakened))
        rows.append((words, cells.number(failing), f"fallen aus, {cells.number(weakened)} beeinträchtigt"))
    return rows


def _counted(numbers: tuple[int, ...]) -> str:
    """„8 Fachverfahren, 640 Arbeitsplätze und 3 Stück Infrastruktur“."""
    words = (
        (NodeKind.APPLICATION, "Fachverfahren", "Fachverfahren"),
        (NodeKind.WORKSTATION, "Arbeitsplatz", "Arbeitsplätze"),
        (NodeKind.ITEM, "Infrastrukturelement", "Infrastrukturelemente"),
    )
    counts = [(len(keys_of(kind, numbers)), one, many) for kind, one, many in words]
    told = [f"{cells.number(count)} {one if count == 1 else many}" for count, one, many in counts if count]
    return " und ".join(part for part in (", ".join(told[:-1]), *told[-1:]) if part)
