"""The base of all lists and forms in the web admin."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import unquote_plus

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from ui import cells
from ui.admin import deletion, refusals
from ui.admin.rows import AllRows
from ui.export import FORMATS, export
from ui.paging import BoundedPaginator

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

ORIGIN = ("source", "certainty", "is_demo")


class RankingNobody(ChangeList):
    """A list that refuses orders that would rank people, also when somebody writes them into the address."""

    def get_ordering_field(self, field_name: Any) -> Any:
        unranked = getattr(self.model_admin, "unranked", ())
        return None if field_name in unranked else super().get_ordering_field(field_name)


class ListAdmin(ModelAdmin):
    """A list and a form that stay quick at 100,000 rows and refuse what the database refuses, in words.

    Django's own log of admin actions is kept beside: it feeds „Neueste Aktionen“ on the start page and nothing else.
    """

    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    paginator = BoundedPaginator
    save_on_top = False
    # One labelled field for day and time; Django's own has two, of which only one has the label.
    formfield_overrides = {
        models.DateTimeField: {
            "form_class": forms.DateTimeField,
            "widget": forms.DateTimeInput({"type": "datetime-local", "step": 1}, format="%Y-%m-%dT%H:%M:%S"),
        }
    }
    change_form_template = "admin/record_form.html"
    unranked: ClassVar[
        tuple[str, ...]
    ] = ()  # who does the work, and when they were here: shown, never sorted by or exported
    fixed_fields: ClassVar[tuple[str, ...]] = ()  # chosen when the row is made, never changed afterwards

    # Which rows and columns

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        visible_to = getattr(rows, "visible_to", None)
        return visible_to(request.user) if visible_to else rows

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        columns = list(super().get_list_display(request))
        return [*columns, "demo"] if self._has_field("is_demo") else columns

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RankingNobody

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        return lookup.split("__", maxsplit=1)[0] not in self.unranked and super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]  # Django hands over the request

    def get_sortable_by(self, request: HttpRequest) -> list[Any]:
        return [column for column in super().get_sortable_by(request) if column not in self.unranked]

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        filters = list(super().get_list_filter(request))
        return [*filters, "is_demo"] if self._has_field("is_demo") else filters

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fields = list(super().get_readonly_fields(request, obj))
        fields += ["is_demo"] if self._has_field("is_demo") else []
        return [*fields, *self.fixed_fields] if obj else fields

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if self.fieldsets or len(fieldsets) != 1:
            return fieldsets
        names = [str(name) for name in fieldsets[0][1]["fields"]]
        origin = [name for name in ORIGIN if name in names]
        own = [name for name in names if name not in origin]
        return [(None, {"fields": own}), ("Herkunft der Angaben", {"fields": origin})] if origin else fieldsets

    @admin.display(description="Demo", ordering="is_demo")
    def demo(self, row: Any) -> str:
        """Marks invented rows."""
        return cells.demo_mark() if row.is_demo else ""

    def _has_field(self, name: str) -> bool:
        try:
            self.opts.get_field(name)
        except FieldDoesNotExist:
            return False
        return True

    # The way to the workspace and other lists

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        address = getattr(obj, "get_absolute_url", None)
        return address() if address and self.view_on_site else None

    def get_object_links(self, request: HttpRequest, row: Any) -> Sequence[tuple[str, str]]:
        """Further buttons above the form: words and address."""
        return ()

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        row = kwargs.get("obj")
        context["object_links"] = self.get_object_links(request, row) if row else ()
        return super().render_change_form(request, context, *args, **kwargs)

    # Export

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/<str:file_format>/", view, name=name), *super().get_urls()]

    def export_view(self, request: HttpRequest, file_format: str) -> HttpResponseBase:
        """All rows that the search and the filters of the address leave, as a file."""
        if file_format not in FORMATS:
            raise Http404
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))
        title = str(self.opts.verbose_name_plural)
        return export(
            AllRows(rows, self.unranked),
            file_format,
            title[:1].upper() + title[1:],
            timezone.localdate(),
            request=request,
            filters=unquote_plus(request.GET.urlencode()),
        )

    # Saving and deleting

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form; what the database or an action refuses comes back as a sentence, and nothing typed is lost."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                refusal = self.get_refusal(request, object_id)
                if not refusal:
                    return super().changeform_view(request, object_id, form_url, extra_context)
        except (IntegrityError, ValidationError) as error:
            refusal = refusals.in_words(error)
        request.refusal = refusal  # type: ignore[attr-defined]  # read by get_form, which knows nothing but the request
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_refusal(self, request: HttpRequest, object_id: str | None) -> str:
        """Why this form must not be stored at all, or nothing."""
        return ""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "refusal", "")
        return refusals.refused(form, refusal) if refusal else form

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        blocking = deletion.blocking_rows(objs, self.model, request, self.admin_site)
        return ([], {}, set(), blocking) if blocking else super().get_deleted_objects(objs, request)
