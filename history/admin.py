"""The base of every kept kind of row in the web admin: its change history, and no overwriting in silence."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from history.changes import SYSTEM, changes, events_of, is_tracked
from history.reading import read_history
from history.rights import may_read_history
from ui.admin import ListAdmin

PER_PAGE = 25


class RecordAdmin(ListAdmin):
    """Lists and forms of a model whose changes the database records."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who changed what and when; also for a row that has been deleted."""
        pk = unquote(object_id)
        row = self.get_object(request, pk)
        if not (self.has_view_or_change_permission(request, row) and may_read_history(request.user, self.model)):
            raise PermissionDenied
        if row is None and not events_of(self.model, self._as_key(pk)).exists():
            messages.warning(
                request, f"{capfirst(str(self.opts.verbose_name))} Nr. {pk} gibt es nicht und gab es nicht."
            )
            return HttpResponseRedirect(reverse("admin:index"))
        history = read_history(self.model, self._as_key(pk), row, request.GET.get("p", 1), PER_PAGE)
        title = str(row) if row is not None else f"{capfirst(str(self.opts.verbose_name))} Nr. {pk} (gelöscht)"
        context = {
            **self.admin_site.each_context(request),
            "title": f"Verlauf: {title}",
            "subtitle": None,
            "object": row,
            "object_title": title,
            "opts": self.opts,
            "module_name": capfirst(str(self.opts.verbose_name_plural)),
            "page": history.page,
            "changes": history.changes,
            "preserved_filters": self.get_preserved_filters(request),
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name  # as Django's own admin views do
        return TemplateResponse(request, "admin/object_history.html", context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        row = kwargs.get("obj")
        context["seen"] = self._newest_change(row.pk) if row else None
        context["may_read_history"] = may_read_history(request.user, self.model)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_refusal(self, request: HttpRequest, object_id: str | None) -> str:
        """Whoever saves a form that somebody else has overtaken hears of it first."""
        refusal = super().get_refusal(request, object_id)
        seen = request.POST.get("_seen", "")
        if refusal or not object_id or not seen or not is_tracked(self.model):
            return refusal
        pk = self._as_key(unquote(object_id))
        list(
            self.model._default_manager.select_for_update().filter(pk=pk).values_list("pk")
        )  # nobody else saves meanwhile
        if str(self._newest_change(pk)) == seen:
            return ""
        newest = changes(self.model, list(events_of(self.model, pk).select_related("pgh_context")[:1]), None)
        who, when = newest[0].who, f"{timezone.localtime(newest[0].at):%d.%m.%Y, %H:%M} Uhr"
        return (
            f"Diese Angaben wurden inzwischen geändert ({'vom System' if who == SYSTEM else f'von {who}'}, {when}). Gespeichert ist "
            "noch nichts, Ihre Eingaben stehen unten. Bitte sehen Sie im Verlauf nach und speichern Sie dann noch einmal."
        )

    def _newest_change(self, pk: Any) -> int:
        if not is_tracked(self.model):
            return 0
        return events_of(self.model, pk).values_list("pgh_id", flat=True).first() or 0

    def _as_key(self, pk: str) -> Any:
        try:
            return self.opts.pk.to_python(pk)
        except ValidationError as error:
            raise Http404 from error
