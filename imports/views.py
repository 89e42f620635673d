"""Pages on the way of a file into the stock: what and which file, which column is what, the preview, the result."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.sign_in.recent import ask_again_unless_recent
from accounts.signed_in import signed_in
from imports import actions
from imports.comparing import Outcome
from imports.filters import ImportFilter
from imports.forms import MappingForm, UploadForm
from imports.kinds import Kind, kinds_for
from imports.lifecycle import State, may_follow
from imports.models import Import, ImportRow
from imports.shapes import Report, Shape
from imports.tables import ImportTable, state_badge
from ui.export import FORMATS, export
from ui.pages import ActionPage, DetailPage, Link, ListPage
from ui.paging import BoundedPaginator, page_size

MAY_LOOK, MAY_IMPORT = "imports.view_import", "imports.add_import"
STEPS = ("Datei", "Zuordnung", "Vorschau", "Ergebnis")
MOVED = "moved"


def steps(current: int) -> list[tuple[str, bool, bool]]:
    """The way as words, each with whether one has been there and whether one is there."""
    return [(words, number <= current, number == current) for number, words in enumerate(STEPS)]


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


class Upload(ActionPage):
    """The first step: what, and which file; here one also finds out which columns there are."""

    permission_required = MAY_IMPORT
    template_name = "imports/upload.html"
    form_class = UploadForm
    page_title = "Neuer Import"
    submit_label = "Hochladen"

    def get_form_kwargs(self) -> dict[str, Any]:
        kinds = kinds_for(signed_in(self.request))
        wanted = self.request.GET.get("kind", "")
        given = super().get_form_kwargs() | {"kinds": kinds}
        return given | {"initial": {"kind": wanted if wanted in {kind.key for kind in kinds} else ""}}

    def perform(self, form: Any) -> Import:
        kind = _kind(self.request, form.cleaned_data["kind"])
        file = form.cleaned_data["file"][0]
        return actions.upload(kind=kind, file=file, by=signed_in(self.request), now=timezone.now())

    def get_success_url(self) -> str:
        return reverse("imports:map", args=[self.object.pk]) if self.object else reverse("imports:imports")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = kinds_for(signed_in(self.request))
        way = [Link("Importe", reverse("imports:imports"))]
        return super().get_context_data(kinds=kinds, steps=steps(0), breadcrumb=way, formats=FORMATS.items(), **kwargs)


class ImportStep(ActionPage):
    """A step of one import."""

    permission_required = MAY_IMPORT
    model = Import
    step: State  # what it leads to

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever comes too late is shown where the import is by now."""
        if self.has_permission() and request.method == "GET":
            run = get_object_or_404(self.get_rows(), pk=kwargs["pk"])
            if not may_follow(run.state, self.step):
                return HttpResponseRedirect(run.get_absolute_url())
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Importe", reverse("imports:imports")), Link(self.object.file_name, self.get_back_url())]


class Mapping(ImportStep):
    """The second step: which column holds what."""

    template_name = "imports/mapping.html"
    form_class = MappingForm
    page_title = "Spalten zuordnen"
    submit_label = "Weiter zur Vorschau"
    step = State.CHECKING

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"run": self.object}

    def get_back_url(self) -> str:
        return (
            reverse("imports:imports") if self.object.state == State.UPLOADED else str(self.object.get_absolute_url())
        )

    def perform(self, form: Any) -> Import:
        mapping = form.cleaned_data["mapping"]
        return actions.choose_mapping(run=self.object, mapping=mapping, by=signed_in(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(steps=steps(1), **kwargs)


class Apply(ImportStep):
    """The last question before everything is stored."""

    template_name = "imports/apply.html"
    page_title = "Import übernehmen"
    submit_label = "Jetzt übernehmen"
    step = State.APPLYING

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Rights may follow from it: not on a screen that somebody left unlocked."""
        if self.has_permission():
            run = get_object_or_404(self.get_rows(), pk=kwargs["pk"])
            if run.of_kind.gives_rights:
                ask_again_unless_recent(request)
        return super().dispatch(request, *args, **kwargs)

    def perform(self, form: Any) -> Import:
        return actions.start_applying(run=self.object, by=signed_in(self.request))


class Discard(ImportStep):
    """Throwing the file away."""

    template_name = "ui/confirm.html"
    page_title = "Import verwerfen"
    question = "Die hochgeladene Datei wird gelöscht. Übernommen wird nichts."
    submit_label = "Verwerfen"
    success_message = "Der Import ist verworfen, die Datei ist gelöscht."
    step = State.DISCARDED

    def perform(self, form: Any) -> Import:
        actions.discard(run=self.object, by=signed_in(self.request), now=timezone.now())
        return self.object

    def get_success_url(self) -> str:
        return reverse("imports:imports")


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
        rows = kept.filter(has_moved=True) if shown == MOVED else kept.filter(outcome=shown)
        pages = BoundedPaginator(rows.order_by("number"), page_size(self.request.GET.get("per_page")))
        page = pages.get_page(self.request.GET.get("page", 1))
        addresses = run.of_kind.addresses([row.target for row in page.object_list if row.target])
        return super().get_context_data(
            steps=steps(3 if run.state == State.APPLIED else 2),
            badge=state_badge(run.state),
            tabs=tabs,
            shown=shown,
            lines=[(row, addresses.get(row.target or 0, "")) for row in page.object_list],
            page_obj=page,
            is_paginated=page.has_other_pages(),
            formats=FORMATS.items(),
            may_import=self.request.user.has_perm(MAY_IMPORT),
            may_discard=may_follow(run.state, State.DISCARDED),
            may_map=may_follow(run.state, State.CHECKING),
            percent=_percent(run),
            **kwargs,
        )

    def _tabs(self, run: Import, moved: int) -> list[tuple[str, str, int, bool]]:
        """The outcomes as filters with their numbers; first what needs a look."""
        counts = run.counts
        order = (Outcome.WRONG, Outcome.CHANGED, Outcome.NEW, Outcome.SAME)
        all_tabs = [(MOVED, "seit der Vorschau anders", moved)] if moved else []
        all_tabs += [(str(one.value), str(one.label), counts[one]) for one in order]
        wanted = self.request.GET.get("show", "")
        shown = next((key for key, _, count in all_tabs if key == wanted), "")
        shown = shown or next((key for key, _, count in all_tabs if count), Outcome.SAME.value)
        return [(key, label, count, key == shown) for key, label, count in all_tabs]


@require_safe
@permission_required(MAY_LOOK, raise_exception=True)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the job is, for a page that waits; when it is done, the page is opened anew."""
    run = get_object_or_404(Import.objects.visible_to(signed_in(request)), pk=pk)
    if not run.is_working:
        url = run.get_absolute_url()
        return HttpResponseClientRedirect(url) if getattr(request, "htmx", None) else HttpResponseRedirect(url)
    return render(request, "imports/_progress.html", {"object": run, "percent": _percent(run)})


@require_safe
@permission_required(MAY_LOOK, raise_exception=True)
def report(request: HttpRequest, pk: int, file_format: str) -> HttpResponseBase:
    """What became of each row, as a file."""
    run = get_object_or_404(Import.objects.visible_to(signed_in(request)), pk=pk)
    rows = ImportRow.objects.visible_to(signed_in(request)).filter(run=run).order_by("number")
    if file_format not in FORMATS or not rows.exists():
        raise Http404
    title = f"Import {run.pk} {run.of_kind.label}"
    return export(Report(rows), file_format, title, timezone.localdate(), request=request)


@require_safe
@permission_required(MAY_IMPORT, raise_exception=True)
def export_kind(request: HttpRequest, kind: str, file_format: str) -> HttpResponseBase:
    """Everything of a kind in the shape in which it can be imported again."""
    if file_format not in FORMATS:
        raise Http404
    today = timezone.localdate()
    found = _kind(request, kind)
    return export(Shape(found, today), file_format, f"{found.label} zum Importieren", today, request=request)


def _kind(request: HttpRequest, key: str) -> Kind:
    found = next((kind for kind in kinds_for(signed_in(request)) if kind.key == key), None)
    if found is None:
        raise Http404
    return found


def _percent(run: Import) -> int:
    return min(99, run.rows_done * 100 // run.rows_all) if run.rows_all else 0
