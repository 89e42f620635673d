"""The three kinds of pages: a list, one object, something to do."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.generic import DetailView, FormView, TemplateView
from django_htmx.http import HttpResponseClientRedirect

from ui.bulk import BulkBar
from ui.export import FORMATS, NO_EXPORT, export
from ui.filters import BaseFilterSet
from ui.paging import page_size
from ui.parts import Link, Property, Section, filtered
from ui.tables import BaseTable

if TYPE_CHECKING:
    RowDetailView = DetailView[Any]
    AnyFormView = FormView[Any]
else:
    RowDetailView, AnyFormView = DetailView, FormView


__all__ = [
    "ActionPage",
    "DetailPage",
    "Link",
    "ListPage",
    "Property",
    "Section",
    "VisibleRows",
    "admin_links",
    "filtered",
    "show_errors",
]


class VisibleRows:
    """The one gate: rows of a page come from `visible_to` and from nowhere else."""

    model: type[Model]
    request: HttpRequest

    @property
    def is_for_staff(self) -> bool:
        """The page is read by service staff, not by an authority."""
        return bool(self.request.user.is_service_staff)  # type: ignore[union-attr]  # nobody is anonymous here

    def get_rows(self) -> QuerySet[Any]:
        """The rows this person may see; pages narrow it and name their `select_related`."""
        rows: QuerySet[Any] = self.model._default_manager.visible_to(self.request.user)  # type: ignore[attr-defined]
        return rows


class ListPage(PermissionRequiredMixin, VisibleRows, TemplateView):
    """A list with search, filters, sorting, pages and exports; filters and sorting live in the address."""

    template_name = "ui/list.html"
    fragment_template_name = "ui/_list.html"
    table_class: type[BaseTable]
    filterset_class: type[BaseFilterSet]
    page_title: str
    intro = ""  # a sentence below the title
    empty_text = "Hier ist noch nichts vorhanden."
    empty_action: ClassVar[Link | None] = None

    def get(  # type: ignore[override]  # a file is no HttpResponse
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        self.filterset = self.filterset_class(request.GET, queryset=self.get_rows(), request=request)
        self.problems = self.filterset.problems()
        self.table = self.get_table()
        file_format = request.GET.get("export", "")
        if file_format in FORMATS:
            return self._export(file_format)
        self.table.turn_to(request.GET.get("page", 1), page_size(request.GET.get("per_page")))
        response = self.render_to_response(self.get_context_data(**kwargs))
        patch_vary_headers(response, ["HX-Request"])
        return response

    def get_table(self) -> BaseTable:
        table = self.table_class(self.filterset.qs, **self.get_table_options())
        table.query = self.request.GET
        table.sort(self.request.GET.getlist("sort"))
        return table

    def get_table_options(self) -> dict[str, Any]:
        """Arguments of the table, e.g. `exclude` for columns this person does not need."""
        return {}

    def get_actions(self) -> list[Link]:
        """Buttons beside the title."""
        return []

    def get_bulk(self) -> BulkBar | None:
        """The bar for the ticked rows, for lists whose table has boxes to tick."""
        return None

    def get_template_names(self) -> list[str]:
        htmx = getattr(self.request, "htmx", None)
        is_fragment = htmx and not htmx.boosted and not htmx.history_restore_request
        return [self.fragment_template_name if is_fragment else str(self.template_name)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paginator, page = self.table.paginator, self.table.page
        return super().get_context_data(
            page_title=self.page_title,
            intro=self.intro,
            actions=self.get_actions(),
            table=self.table,
            filter=self.filterset,
            chips=self.filterset.chips(),
            problems=self.problems,
            page=page,
            export_formats=FORMATS.items() if (may_count := self.filterset.may_count()) else (),
            may_count=may_count,
            result_in_words=self._result_in_words(paginator.count, is_cut=paginator.is_cut)
            if may_count or not paginator.count
            else f"{self.table.data.verbose_name_plural}, ohne Anzahl",
            empty_text=self.empty_text,
            empty_action=self.empty_action,
            bulk=self.get_bulk(),
            is_fragment=self.get_template_names() == [self.fragment_template_name],
            **kwargs,
        )

    def _result_in_words(self, count: int, *, is_cut: bool) -> str:
        names = self.table.data
        words = names.verbose_name if count == 1 else names.verbose_name_plural
        number = f"{count:,}".replace(",", ".")
        return f"{'über ' if is_cut else ''}{number if count else 'Keine'} {words}"

    def _export(self, file_format: str) -> HttpResponseBase:
        if not self.filterset.may_count():  # whoever has the file has the number
            messages.error(self.request, NO_EXPORT)
            return self._back_to_the_list()
        if self.problems:  # a file that silently ignores a filter would hold rows nobody asked for
            return self._back_to_the_list()
        filters = "; ".join(f"{chip.label}: {chip.value}" for chip in self.filterset.chips())
        return export(
            self.table, file_format, self.page_title, timezone.localdate(), request=self.request, filters=filters
        )

    def _back_to_the_list(self) -> HttpResponseRedirect:
        query = self.request.GET.copy()
        query.pop("export")
        return HttpResponseRedirect(f"{self.request.path}?{query.urlencode()}")


class DetailPage(PermissionRequiredMixin, VisibleRows, RowDetailView):
    """One object: what it is, what belongs to it, where to go from here; another authority's object is not found."""

    template_name = "ui/detail.html"
    context_object_name = "object"
    parent: ClassVar[tuple[str, str]]  # words and URL name of the list this page hangs below

    def get_queryset(self) -> QuerySet[Any]:
        return self.get_rows()

    def get_title(self) -> str:
        return str(self.object)

    def get_subtitle(self) -> str:
        return ""

    def get_sections(self) -> list[Section]:
        return []

    def get_links(self) -> list[Link]:
        """Filtered lists that belong to this object, e.g. „Tickets dieses Arbeitsplatzes“."""
        return []

    def get_actions(self) -> list[Link]:
        """What this person may do with the object now."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words, name = self.parent
        return super().get_context_data(
            page_title=self.get_title(),
            subtitle=self.get_subtitle(),
            breadcrumb=[Link(words, reverse(name))],
            sections=[section for section in self.get_sections() if section.is_shown],
            links=self.get_links(),
            actions=self.get_actions(),
            admin_links=admin_links(self.request.user, self.object),
            **kwargs,
        )


class ActionPage(PermissionRequiredMixin, VisibleRows, AnyFormView):
    """Something to do: a form, one call into the actions, a word of success; errors go back to their fields."""

    template_name = "ui/form.html"
    form_class: type[BaseForm] = Form
    model: type[Model] | None = None  # type: ignore[assignment]  # pages that create something have no object
    page_title = ""
    question = ""  # a sentence above the form that says what happens
    submit_label = "Speichern"
    is_dangerous = False
    success_message = ""
    object: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.has_permission() and self.model is not None and "pk" in kwargs:
            self.object = get_object_or_404(self.get_rows(), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def perform(self, form: Any) -> Any:
        """The one call into the actions; a `ValidationError` from there is shown in the form."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            done = self.perform(form)
        except ValidationError as error:
            show_errors(form, error)
            return self.form_invalid(form)
        self.object = done or self.object
        if text := self.get_success_message():
            messages.success(self.request, text)
        url = self.get_success_url()
        return HttpResponseClientRedirect(url) if getattr(self.request, "htmx", None) else HttpResponseRedirect(url)

    def get_success_message(self) -> str:
        return self.success_message

    def get_success_url(self) -> str:
        return str(self.success_url or self.object.get_absolute_url())

    def get_back_url(self) -> str:
        """Where „Abbrechen“ leads."""
        return str(self.object.get_absolute_url()) if self.object else self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [Link(str(self.object), self.get_back_url())] if self.object else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {
            "page_title": self.page_title,
            "question": self.question,
            "submit_label": self.submit_label,
            "is_dangerous": self.is_dangerous,
            "back_url": self.get_back_url(),
            "breadcrumb": self.get_breadcrumb(),
            "object": self.object,
        }
        return super().get_context_data(**(context | kwargs))


def show_errors(form: BaseForm, error: ValidationError) -> None:
    """Puts an action's errors beside the fields they name; what names no field of this form goes on top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def admin_links(user: Any, row: Model) -> list[Link]:
    """Where those who keep the master data change this row and read its history."""
    meta = row._meta
    if not (user.is_staff and user.has_perm(f"{meta.app_label}.change_{meta.model_name}")):
        return []
    try:
        change = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
        past = reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[row.pk])
    except NoReverseMatch:  # this model is not kept in the web admin
        return []
    return [Link("Stammdaten bearbeiten", change, "edit"), Link("Änderungen ansehen", past, "history")]
