"""The change history as a part of a record's page."""

from typing import Any

from django import template
from django.urls import reverse

from history.rights import may_read_history

register = template.Library()


@register.inclusion_tag("history/_section.html", takes_context=True)
def history_of(context: dict[str, Any], row: Any, title: str = "Verlauf") -> dict[str, Any]:
    """The section „Verlauf“ of a record, fetched when somebody scrolls there; nothing for those who may not read it.

    A page with the histories of several records gives each a title of its own.
    """
    user = context["request"].user
    if not may_read_history(user, type(row)):
        return {"url": ""}
    url = reverse("history:changes", args=[row._meta.label_lower, row.pk])
    return {"url": url, "title": title, "name": row._meta.model_name}
