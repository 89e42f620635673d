"""The three kinds of pages: a list, one object, something to do."""

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.views.generic import DetailView, FormView, TemplateView
from django_htmx.http import HttpResponseClientRedirect

from ui import cells
from ui.addresses import with_query
from ui.bulk import BulkBar
from ui.export import FORMATS, NO_EXPORT, export
from ui.filters import BaseFilterSet
from ui.paging import ListResponse, page_size
from ui.parts import Link, Property, Section, admin_links, filtered
from ui.tables import BaseTable

if TYPE_CHECKING:
    RowDetailView = DetailView[Any]
    AnyFormView = FormView[Any]
else:
    RowDetailView, AnyFormView = DetailView, FormView


__all__ = [
    "ARRANGEMENT",
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


ARRANGEMENT = frozenset({"view", "sort", "page", "per_page"})
"""Parameters that only say which part of a list is shown in which order."""

OF_THE_TABLE = frozenset({"sort", "page", "per_page", "columns", "saved"})
"""Parameters that do not decide which rows a list has."""


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

    response_class = ListResponse
    template_name = "ui/list.html"
    fragment_template_name = "ui/_list.html"
    table_class: type[BaseTable]
    filterset_class: type[BaseFilterSet]
    page_title: str
    intro = ""  # a sentence below the title
    empty_text = "Hier ist noch nichts vorhanden."
    empty_action: ClassVar[Link | None] = None
    kept_parameters: ClassVar[frozenset[str]] = frozenset()
    """Parameters of the address by which the SQL of the list is kept; where others are set, it is made anew each time.

    It must follow from them, the person and the day alone, so not from the time of day, and is made anew where one of
    them cannot be read: whether it can may hang on rows. This is said of one list and never inherited, since a list that
    is made from it may show other rows.
    """

    def get(  # type: ignore[override]  # a file is no HttpResponse
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        self.list_query = request.GET.urlencode()
        self.filterset = self.filterset_class(request.GET, queryset=self.get_rows(), request=request)
        self.problems = self.filterset.problems()
        self.table = self.get_table()
        if (file_format := request.GET.get("export", "")) in FORMATS:
            return self._export(file_format)
        self.table.turn_to(request.GET.get("page", 1), page_size(request.GET.get("per_page")), self._words())
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

    def get_kept_parameters(self) -> frozenset[str]:
        """Those of this list as it is asked for now."""
        return frozenset(vars(type(self)).get("kept_parameters", ()))

    def _words(self) -> tuple[Hashable, ...] | None:
        """Of what the rows and their number follow, for `Together`; order, columns and page are the table's to say."""
        given = {name: tuple(values) for name, values in self.request.GET.lists() if any(values)}
        if self.problems or not (kept := self.get_kept_parameters()) or not kept.issuperset(given):
            return None
        user: Any = self.request.user
        narrowing = [one for one in given.items() if one[0] not in OF_THE_TABLE]
        return type(self).__module__, type(self).__qualname__, user.reach, *sorted(self.kwargs.items()), *narrowing

    @property
    def is_fragment(self) -> bool:
        """Only the list is asked for, the page around it is there already."""
        htmx = getattr(self.request, "htmx", None)
        return bool(htmx and not htmx.boosted and not htmx.history_restore_request)

    def get_template_names(self) -> list[str]:
        return [self.fragment_template_name if self.is_fragment else str(self.template_name)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page_title=self.page_title,
            intro=self.intro,
            actions=self.get_actions(),
            table=self.table,
            filter=self.filterset,
            chips=self.filterset.chips(),
            problems=self.problems,
            page=SimpleLazyObject(lambda: self.table.page),  # read when it is shown
            export_formats=FORMATS.items() if (may_count := self.filterset.may_count()) else (),
            may_count=may_count,
            result_in_words=self.result_in_words,
            empty_text=self.empty_text,
            empty_action=self.empty_action,
            bulk=self.get_bulk(),
            is_fragment=self.is_fragment,
            list_query=self.list_query,
            **kwargs,
        )

    def result_in_words(self) -> str:
        """How many rows there are."""
        names, count = self.table.data, self.table.paginator.count
        if count and not self.filterset.may_count():
            return f"{names.verbose_name_plural}, ohne Anzahl"
        words = names.verbose_name if count == 1 else names.verbose_name_plural
        return f"{'über ' if self.table.paginator.is_cut else ''}{cells.number(count) if count else 'Keine'} {words}"

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
        return HttpResponseRedirect(self.request.path + with_query(self.request.GET, export=None))


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
