"""Rows that are kept on the form of what they belong to."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import reverse

if TYPE_CHECKING:
    TabularInline = admin.TabularInline[Any, Any]
    InlineFormSet = BaseInlineFormSet[Any, Any, Any]
else:
    TabularInline, InlineFormSet = admin.TabularInline, BaseInlineFormSet


class KnownRowWidget(ForeignKeyRawIdWidget):
    """The number of a related row with its name beside it; the name of a row already read is not asked for again."""

    known: Any = None

    def label_and_url_for_value(self, value: Any) -> tuple[str, str]:
        if self.known is None or str(self.known.pk) != str(value):
            return super().label_and_url_for_value(value)
        if not self.admin_site.is_registered(type(self.known)):
            return str(self.known), ""
        meta = self.known._meta
        return str(self.known), reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[self.known.pk])


class RowFormSet(InlineFormSet):
    """Tells the widgets which related rows the list has read already: one query for all rows, not one for each."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name every field for screen readers: in a table of inputs the heading of the column is not their label."""
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", str(field.label))

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # missing in the stubs
        cache = form.instance._state.fields_cache
        for name, field in form.fields.items():
            if isinstance(field.widget, KnownRowWidget):
                field.widget.known = cache.get(name)
        return form


class RowInline(TabularInline):
    """A table of rows inside another row's form; relations are looked up, never chosen from thousands."""

    extra = 0
    formset = RowFormSet
    show_change_link = True
    view_on_site = False  # the change link leads further; our admin has no address of its own for it
    template = "admin/edit_inline/rows.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.select_related(*self.raw_id_fields) if self.raw_id_fields else rows

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> Any:
        given = super().get_exclude(request, obj)
        if given is None and any(field.name == "is_demo" for field in self.opts.concrete_fields):
            return ["is_demo"]
        return given

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.raw_id_fields:
            kwargs["widget"] = KnownRowWidget(db_field.remote_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
