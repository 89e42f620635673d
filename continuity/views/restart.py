"""The restart of the house, or of what one authority uses: the order in steps, with circles and gaps above it."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.generic import TemplateView, View

from accounts.signed_in import signed_in
from continuity.document import NUMBERING, USERS, circle_of, document
from continuity.house import Line, Restart, authorities_with_use, restart
from continuity.views.tabs import tabs
from continuity.wording import hours_in_words, link_for, links_to, some_of
from customers.models import Authority
from dependencies.circles import in_words
from dependencies.nodes import Node
from ui import cells
from ui.addresses import address
from ui.export import FORMATS, export
from ui.keys import key_of
from ui.pages import Link, Section, filtered
from ui.pdf import as_download

PER_PAGE = 100
MOST_CIRCLES = 10
HEADINGS = ("Schritt", "Was", "Art", "Rang", "Wiederanlauf in", "Tolerierbar", USERS, "Warum hier")
IN_A_FILE = ("Schritt", "Name", "Art", "Rang", "RTO in Stunden", "MTPD in Stunden", USERS, "Warum hier", "Kreis")


class OfRestart:
    """What page, file and document share: for whom, and the order."""

    permission_required = ("continuity.view_exercise", "dependencies.view_relation")
    request: HttpRequest

    @cached_property
    def authority(self) -> Authority | None:
        """The chosen authority; one that uses nothing is not found."""
        chosen = self.request.GET.get("authority", "")
        if not chosen:
            return None
        rows = authorities_with_use(signed_in(self.request), timezone.localdate())
        found: Authority | None = rows.filter(pk=key_of(chosen)).first()
        if found is None:
            raise Http404("Diese Behörde nutzt kein Fachverfahren.")
        return found

    @cached_property
    def order(self) -> Restart:
        """The order with its circles and gaps."""
        key = self.authority.pk if self.authority else None
        return restart(signed_in(self.request), timezone.localdate(), authority=key)


class RestartPage(OfRestart, PermissionRequiredMixin, TemplateView):
    """„Wiederanlauf“: what is started when, and why."""

    template_name = "continuity/restart.html"

    def get(  # type: ignore[override]  # a file is no HttpResponse
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        file_format = request.GET.get("export", "")
        if file_format in FORMATS:
            filters = f"Behörde: {self.authority}" if self.authority else ""
            return export(
                Rows(self.order, names_users=self.authority is None), file_format, "Wiederanlauf",
                timezone.localdate(), request=request, filters=filters,
            )  # fmt: skip
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.order
        page = Paginator(found.lines, PER_PAGE).get_page(self.request.GET.get("page"))
        circles = [in_words(circle_of(circle), found.names) for circle in found.circles[:MOST_CIRCLES]]
        more = len(found.circles) - MOST_CIRCLES
        return super().get_context_data(
            page_title=f"Wiederanlauf: {self.authority.name}" if self.authority else "Wiederanlauf",
            tabs=tabs(self.request, "continuity:restart"),
            today=timezone.localdate(),
            authority=self.authority,
            choices=self._choices(),
            actions=self._actions(),
            exports=[(words, self._here(export=name)) for name, words in FORMATS.items()],
            circles=[*circles, *([f"und {cells.number(more)} weitere Kreise"] if more > 0 else [])],
            gaps=self._gaps(),
            steps=self._steps(page),
            figures=self._figures(),
            numbering=NUMBERING if self.authority else "",
            page_obj=page,
            is_paginated=page.has_other_pages(),
            **kwargs,
        )

    def _here(self, name: str = "continuity:restart", **query: str) -> str:
        chosen = {"authority": str(self.authority.pk)} if self.authority else {}
        return filtered(name, **chosen, **query) if chosen or query else reverse(name)

    def _choices(self) -> list[tuple[Link, bool]]:
        rows = authorities_with_use(signed_in(self.request), timezone.localdate())
        return [
            (Link("Ganzes Haus", reverse("continuity:restart")), self.authority is None),
            *(
                (Link(row.name, filtered("continuity:restart", authority=row.pk)), row == self.authority)
                for row in rows
            ),
        ]

    def _actions(self) -> list[Link]:
        links = [Link("Als PDF", self._here("continuity:restart_document"), "description")]
        if self.request.user.has_perm("continuity.agree_ranks"):
            links.insert(0, Link("Ränge vereinbaren", reverse("continuity:ranks"), "edit"))
        return links

    def _figures(self) -> list[tuple[str, str]]:
        found = self.order
        applications = sum(line.is_application for line in found.lines)
        ranked = sum(line.rank is not None for line in found.lines)
        return [
            (cells.number(applications), "Fachverfahren"),
            (cells.number(ranked), "davon mit vereinbartem Rang"),
            (cells.number(len(found.lines) - applications), "Infrastrukturelemente"),
            (cells.number(len(found.circles)), "Kreis" if len(found.circles) == 1 else "Kreise"),
        ]

    def _gaps(self) -> Section:
        found, rows = self.order, list[tuple[Any, ...]]()
        for gap, missing in found.gaps.items():
            query = {"gap": gap, **({"authority": self.authority.pk} if self.authority else {})}
            count = link_for(filtered("continuity:plans", **query), cells.number(len(missing)), f", {gap.label}")
            rows.append((gap.label, count, links_to([Plans(row.pk, row.name) for row in missing])))
        if found.too_late:
            late = [found.late_in_words(one) for one in found.too_late]
            rows.append(("soll später laufen als gebraucht", cells.number(len(late)), some_of(late, 8)))
        headings = ("Was fehlt", "Anzahl", "Fachverfahren")
        return Section("Lücken", headings=headings, rows=rows, hint="Es fehlt nichts.")

    def _steps(self, lines: Iterable[Line]) -> Section:
        """The order; that of one authority names no other."""
        headings = tuple(words for words in HEADINGS if self.authority is None or words != USERS)
        return Section("Reihenfolge", headings=headings, rows=[self._row(line) for line in lines])

    def _row(self, line: Line) -> tuple[Any, ...]:
        found, node = self.order, Node.of(line.row)
        url = (
            Plans(node.pk, "").get_absolute_url() if line.is_application else reverse("continuity:item", args=[node.pk])
        )
        names = [row.short_name for key, row in found.authorities.items() if key in line.authorities]
        name = cells.link(url, node.name)
        return (
            cells.number(line.number),
            format_html("<span>{} {}</span>", name, cells.badge("warning", "sync", "im Kreis"))
            if line.is_circle
            else name,
            node.sort,
            cells.number(line.rank) if line.rank is not None else ("fehlt" if line.is_application else ""),
            hours_in_words(line.rto.hours) if line.rto else "",
            hours_in_words(line.mtpd.hours) if line.mtpd else "",
            *([some_of(names, 3) or "keine"] if self.authority is None else []),
            found.why(line),
        )


class Plans:
    """A Fachverfahren as the link to its protection and plan."""

    def __init__(self, pk: int, name: str) -> None:
        self.pk, self.name = pk, name

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of its need and plan."""
        return address("continuity:application", self.pk)


class Rows:
    """The order as rows of a file; that of one authority names no other."""

    def __init__(self, found: Restart, *, names_users: bool) -> None:
        self.found, self.names_users = found, names_users

    def export_headings(self) -> list[str]:
        """One for each column."""
        return [words for words in IN_A_FILE if self.names_users or words != USERS]

    def export_rows(self) -> Iterator[list[Any]]:
        """One for each thing, in the order of the house with all of its authorities."""
        for line in self.found.lines:
            node = Node.of(line.row)
            names = [row.name for key, row in self.found.authorities.items() if key in line.authorities]
            yield [
                line.number, node.name, node.sort, line.rank, line.rto.hours if line.rto else None,
                line.mtpd.hours if line.mtpd else None, *([", ".join(names)] if self.names_users else []),
                self.found.why(line), line.is_circle,
            ]  # fmt: skip


class RestartDocument(OfRestart, PermissionRequiredMixin, View):
    """The order on paper."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The PDF; it names nobody."""
        today = timezone.localdate()
        is_demo = any(line.row.is_demo for line in self.order.lines)
        content = document(self.order, today, authority=self.authority, is_demo=is_demo)
        whose = self.authority.short_name if self.authority else "Haus"
        return as_download(request, content, name=f"Wiederanlauf {whose} {today:%Y-%m-%d}", names_people=False)
