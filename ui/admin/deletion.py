"""What keeps a row from being deleted, found without reading all of it: a busy authority has 100,000 reports."""

from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import PROTECT, RESTRICT, Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

SHOWN = 5


def blocking_rows(objs: Any, model: type[Model], request: HttpRequest, site: AdminSite) -> list[str]:
    """A few rows of each kind that still need one of these, with links for those who may follow them."""
    found = []
    for relation in model._meta.related_objects:
        if relation.on_delete not in (PROTECT, RESTRICT):
            continue
        rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": objs})
        needing = list(rows.order_by("pk")[: SHOWN + 1])
        found += [_line(row, request, site) for row in needing[:SHOWN]]
        if len(needing) > SHOWN:
            found.append(f"{capfirst(relation.related_model._meta.verbose_name_plural)}: und weitere")
    return found


def _line(row: Model, request: HttpRequest, site: AdminSite) -> str:
    kind = capfirst(row._meta.verbose_name)
    if not site.is_registered(type(row)) or not site.get_model_admin(type(row)).has_view_permission(request, row):
        return f"{kind}: {row}"
    url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return format_html('{}: <a href="{}">{}</a>', kind, url, row)
