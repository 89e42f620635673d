"""Pages to look at: the list of imports, and one import with its preview or its result."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.sign_in.polling import polled
from accounts.signed_in import signed_in
from imports.comparing import Outcome
from imports.filters import ImportFilter
from imports.lifecycle import State
from imports.models import Import, ImportRow
from imports.tables import ImportTable, state_badge
from imports.views.way import MAY_IMPORT, MAY_LOOK, steps
from ui import waiting
from ui.export import FORMATS
from ui.pages import DetailPage, Link, ListPage
from ui.paging import BoundedPaginator, page_size

MOVED = "moved"


class ImportList(ListPage):
    """The imports of the last months."""

    permission_required = MAY_LOOK
    model = Import
    table_class = ImportTable
    filterset_class = ImportFilter
    page_title = "Importe"
    empty_text = "Noch nichts importiert."

    def get_rows(self) -> QuerySet[Import]:
        return Import.objects.visible_to(signed_in(self.request)).select_related("uploaded_by").defer("samples")

    def get_actions(self) -> list[Link]:
        return [Link("Neuer Import", reverse("imports:add"), "upload_file")]


class ImportPage(DetailPage):
    """One import: how far the job is, what would change, or what has changed."""

    permission_required = MAY_LOOK
    model = Import
    template_name = "imports/import.html"
    parent = ("Importe", "imports:imports")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = get_object_or_404(self.get_rows(), pk=kwargs["pk"])
        if run.state == State.UPLOADED:
            return HttpResponseRedirect(reverse("imports:map", args=[run.pk]))
        return super().get(request, *args, **kwargs)

    def get_rows(self) -> QuerySet[Import]:
        return Import.objects.visible_to(signed_in(self.request)).select_related("uploaded_by", "applied_by")

    def get_title(self) -> str:
        return str(self.object.file_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run: Import = self.object
        kept = ImportRow.objects.visible_to(signed_in(self.request)).filter(run=run)
        moved = kept.filter(has_moved=True).count() if run.state == State.CHECKED else 0
        tabs = self._tabs(run, moved)
        shown = next((key for key, _, _, is_current in tabs if is_current), Outcome.SAME.value)
        rows = kept.defer("cells").filter(**({"has_moved": True} if shown == MOVED else {"outcome": shown}))
        pages = BoundedPaginator(rows.order_by("number"), page_size(self.request.GET.get("per_page")))
        page = pages.get_page(self.request.GET.get("page", 1))
        addresses = run.of_kind.addresses([row.target for row in page.object_list if row.target])
        return super().get_context_data(
            steps=steps(3 if run.state == State.APPLIED else 2),
            badge=state_badge(run),
            tabs=tabs,
            shown=shown,
            lines=[(row, addresses.get(row.target or 0, "")) for row in page.object_list],
            page_obj=page,
            is_paginated=page.has_other_pages(),
            formats=FORMATS.items(),
            may_import=self.request.user.has_perm(MAY_IMPORT),
            has_wrong_rows=bool(run.rows_wrong) and kept.filter(outcome=Outcome.WRONG).exists(),
            job=_job(run),
            **kwargs,
        )

    def _tabs(self, run: Import, moved: int) -> list[tuple[str, str, int, bool]]:
        """The outcomes as filters with their numbers; first what needs a look."""
        counts = run.counts
        order = (Outcome.WRONG, Outcome.CHANGED, Outcome.NEW, Outcome.SAME)
        all_tabs = [(MOVED, "seit der Vorschau anders", moved)] if moved else []
        left_out = {Outcome.WRONG: "ausgelassen"} if run.is_applied else {}
        all_tabs += [(str(one.value), left_out.get(one, str(one.label)), counts[one]) for one in order]
        wanted = self.request.GET.get("show", "")
        shown = next((key for key, _, count in all_tabs if key == wanted), "")
        shown = shown or next((key for key, _, count in all_tabs if count), Outcome.SAME.value)
        return [(key, label, count, key == shown) for key, label, count in all_tabs]


@polled
@require_safe
@permission_required(MAY_LOOK, raise_exception=True)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the job is, for a page that waits; when it is done, the page is opened anew."""
    run = get_object_or_404(Import.objects.visible_to(signed_in(request)), pk=pk)
    return waiting.progress(request, _job(run), run.get_absolute_url())


def _job(run: Import) -> waiting.Job | None:
    if not run.is_working:
        return None
    is_checking = run.state == State.CHECKING
    return waiting.Job(
        "Die Datei wird mit dem Bestand verglichen" if is_checking else "Die Änderungen werden übernommen",
        done=run.rows_done,
        total=run.rows_all,
        progress_url=reverse("imports:progress", args=[run.pk]),
        page_url=run.get_absolute_url(),
    )
