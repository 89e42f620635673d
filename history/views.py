"""The pages that tell what was: the changes of one row, and the log."""

from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from history.filters import LogFilter
from history.log import record
from history.models import LogEntry
from history.reading import read_history
from history.rights import may_read_history
from history.tables import LogTable
from ui.pages import Link, ListPage

NEWEST, PER_PAGE = 10, 25


@require_safe
def changes_of_row(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What changed in one row, for its page in the workspace: the newest few inside that page, all on a page of its own."""
    model = _model(kind)
    if not may_read_history(request.user, model):
        raise PermissionDenied
    row = get_object_or_404(model._default_manager.visible_to(request.user), pk=pk)  # type: ignore[attr-defined]  # checked by _model
    is_fragment = bool(request.htmx)  # type: ignore[attr-defined]  # set by django-htmx
    number = 1 if is_fragment else request.GET.get("page", 1)
    history = read_history(model, row.pk, row, number, NEWEST if is_fragment else PER_PAGE)
    address = getattr(row, "get_absolute_url", None)
    context = {
        "row": row,
        "history": history,
        "page_title": f"Verlauf: {row}",
        "breadcrumb": [Link(str(row), address())] if address else [],
    }
    return render(request, "history/_changes.html" if is_fragment else "history/changes.html", context)


def _model(kind: str) -> type[Model]:
    """The kind of row an address names; only rows that people see through the one gate have such a page."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    if not hasattr(model._default_manager, "visible_to"):
        raise Http404
    return model


class Log(ListPage):
    """„Protokoll“: sign-ins, rights, exports and looks into the log; reading it is written down too."""

    permission_required = "history.view_logentry"
    model = LogEntry
    table_class = LogTable
    filterset_class = LogFilter
    page_title = "Protokoll"
    intro = (
        "Auch dieser Blick in das Protokoll wird festgehalten. Wie oft jemand etwas getan hat, zählt das System nicht."
    )
    empty_text = "Noch ist nichts festgehalten."

    def get_rows(self) -> QuerySet[Any]:
        return super().get_rows().select_related("user", "about")

    def get(  # type: ignore[override]  # a file is no HttpResponse
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        response = super().get(request, *args, **kwargs)
        if isinstance(response, TemplateResponse):  # an export is noted as one, and a refused one shows nothing
            chips = "; ".join(f"{chip.label}: {chip.value}" for chip in self.filterset.chips())
            # Whom the log was narrowed to is said by the account: an erasure finds it there, whatever the name was.
            person = self.filterset.form.cleaned_data.get("person") if self.filterset.is_bound else None
            # Afterwards: the entry must not push a row off the page that was counted before it.
            response.add_post_render_callback(
                lambda shown: record(kind=LogEntry.Kind.LOG_READ, user=request.user, subject=chips, about=person)
            )
        return response
