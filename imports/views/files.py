"""Files that leave: the report of an import, its wrong rows, and everything of a kind in the shape of an import."""

from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.signed_in import signed_in
from imports.comparing import Outcome
from imports.models import Import, ImportRow
from imports.shapes import Report, Shape, WrongRows
from imports.views.way import MAY_IMPORT, MAY_LOOK, kind_for
from ui.export import FORMATS, export


@require_safe
@permission_required(MAY_LOOK, raise_exception=True)
def report(request: HttpRequest, pk: int, file_format: str) -> HttpResponseBase:
    """What became of each row, as a file."""
    run, rows = _run_and_rows(request, pk)
    if file_format not in FORMATS or not rows.exists():
        raise Http404
    title = f"Import {run.pk} {run.of_kind.label}"
    return export(Report(run, rows), file_format, title, timezone.localdate(), request=request)


@require_safe
@permission_required(MAY_LOOK, raise_exception=True)
def wrong_rows(request: HttpRequest, pk: int, file_format: str) -> HttpResponseBase:
    """The rows that were wrong as a file, to be corrected and brought again."""
    run, rows = _run_and_rows(request, pk)
    if file_format not in FORMATS or not rows.filter(outcome=Outcome.WRONG).exists():
        raise Http404
    title = f"Import {run.pk} {run.of_kind.label} {'ausgelassene' if run.is_in_part else 'fehlerhafte'} Zeilen"
    return export(WrongRows(run, rows), file_format, title, timezone.localdate(), request=request)


@require_safe
@permission_required(MAY_IMPORT, raise_exception=True)
def export_kind(request: HttpRequest, kind: str, file_format: str) -> HttpResponseBase:
    """Everything of a kind in the shape in which it can be imported again."""
    if file_format not in FORMATS:
        raise Http404
    today = timezone.localdate()
    found = kind_for(request, kind)
    return export(Shape(found, today), file_format, f"{found.label} zum Importieren", today, request=request)


def _run_and_rows(request: HttpRequest, pk: int) -> tuple[Import, QuerySet[ImportRow]]:
    user = signed_in(request)
    run = get_object_or_404(Import.objects.visible_to(user).select_related("applied_by"), pk=pk)
    return run, ImportRow.objects.visible_to(user).filter(run=run).order_by("number")
