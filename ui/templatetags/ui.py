"""The pieces of `ui.cells` for templates, and what the frames need. Built in: templates need no {% load %}."""

from collections.abc import Hashable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import forms, template
from django.template import defaulttags
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from ui import addresses, cells, filter_bar, list_foot, menus, parts, rendering
from ui.display import DisplayChoice
from ui.forms import KernBoundField, KernRenderer, problems_of

register = template.Library()


register.simple_tag(menus.side_menu)
register.simple_tag(menus.head_menu)
register.simple_tag(menus.commands)
register.filter(menus.view_links)
register.simple_tag(list_foot.list_foot)
register.simple_tag(list_foot.list_exports)


register.filter(cells.options)
register.filter(cells.grouped_options)
register.filter(parts.definition_list)
register.filter(filter_bar.filter_controls)
register.filter(filter_bar.renewed_counts)
register.filter(rendering.attributes)


@register.simple_tag
def icon(name: str, label: str = "", classes: str = "") -> SafeString:
    """{% icon "search" %} for decoration, {% icon "close" "entfernen" %} when it has to speak."""
    return cells.icon(name, label, classes)


@register.simple_tag
def badge(kind: str, icon_name: str, text: object) -> SafeString:
    """{% badge "success" "check_circle" "eingehalten" %}"""
    return cells.badge(kind, icon_name, str(text))


@register.simple_tag
def priority(level: str, text: object) -> SafeString:
    """{% priority "high" "Hoch" %}"""
    return cells.priority(level, str(text))


@register.simple_tag
def deadline(due: datetime | None, is_paused: bool = False, minutes: int | None = None) -> SafeString:
    """{% deadline ticket.due_at %}"""
    return cells.deadline(due, timezone.now(), is_paused=is_paused, minutes=minutes)


@register.simple_tag
def avatar(name: object, large: bool = False) -> SafeString:
    """{% avatar user.get_full_name large=True %}"""
    return cells.avatar(str(name), large=large)


@register.simple_tag
def person(name: object) -> SafeString:
    """{% person "Jana Weber" %}"""
    return cells.person(str(name))


@register.simple_tag
def demo_mark() -> SafeString:
    """{% demo_mark %} beside an invented row."""
    return cells.demo_mark()


@register.simple_tag(takes_context=True)
def display_attributes(context: Mapping[str, Any], default_density: str = "") -> SafeString:
    """The chosen theme, density and shortcuts as attributes of <html>."""
    choice = DisplayChoice.of(context.get("request"))
    attributes = {
        "data-kern-theme": choice.theme if choice.theme != "system" else "",
        "data-density": default_density if choice.density == "compact" else "",
        "data-shortcuts": "" if choice.has_shortcuts else "off",
    }
    parts = [format_html(' {}="{}"', name, value) for name, value in attributes.items() if value]
    return SafeString("".join(parts))


@register.simple_tag
@lru_cache(maxsize=128)
def fixed(name: str, **given: Hashable) -> SafeString:
    """{% fixed "ui/_foot.html" %}: a template that shows nothing but what it is given, rendered once per process."""
    return render_to_string(name, given)


@register.simple_tag
def address(name: str, key: object = "") -> str:
    """{% address "tickets:ticket" ticket.number %}: as {% url %}, for pages with very many of them"""
    return addresses.address(name, key)


class FixedAddress(template.Node):
    """An address in which nothing varies, so that it is looked up once for all pages."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, context: template.Context) -> SafeString:
        return SafeString(addresses.address(self.name))


@register.tag
def url(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """{% url "tickets:queue" %}: as Django's; the frame of every page has twenty that are the same everywhere"""
    node = defaulttags.url(parser, token)
    name = node.view_name.var
    varies = node.args or node.kwargs or node.asvar or node.view_name.filters or not isinstance(name, str)
    return node if varies else FixedAddress(name)


@register.simple_tag
def posts_to(name: str, key: object) -> SafeString:
    """<form {% posts_to "tickets:take" ticket.number %}>: sent by a script where there is one, and the page renews itself"""
    url = escape(addresses.address(name, key))
    return SafeString(f'method="post" action="{url}" hx-post="{url}" hx-swap="none"')


@register.simple_tag
def in_kern(form: forms.BaseForm) -> SafeString:
    """{% in_kern form %} renders a form of Django or a package in our look."""
    form.renderer = KernRenderer()
    form.bound_field_class = KernBoundField
    vars(form)["_bound_fields_cache"] = {}  # fields that were touched before would keep the old look
    return form.render("forms/form.html")


@register.filter
def problems(form: forms.BaseForm) -> list[Any]:
    """What is wrong in a form, for the summary above it."""
    return problems_of(form)


@register.filter
def relative(value: datetime | None) -> SafeString:
    """{{ ticket.changed_at|relative }}"""
    return cells.relative_time(value, timezone.now())


@register.filter
def moment(value: datetime | None) -> SafeString:
    """{{ ticket.opened_at|moment }}"""
    return cells.moment(value)


@register.filter
def day(value: date | datetime | None) -> SafeString:
    """{{ workstation.in_service_since|day }}"""
    return cells.day(value)


@register.filter
def duration(minutes: int | None) -> str:
    """{{ 134|duration }}"""
    return "" if minutes is None else cells.duration(minutes)


@register.filter
def number(value: float | Decimal | None, decimals: int | None = None) -> str:
    """{{ 1234.5|number }}, {{ share|number:1 }}"""
    return cells.number(value, decimals)


@register.filter
def file_size(byte_count: int | None) -> str:
    """{{ attachment.size|file_size }}"""
    return "" if byte_count is None else cells.file_size(byte_count)


@register.filter
def initials(name: object) -> str:
    """{{ user.get_full_name|initials }}"""
    return cells.initials(str(name))


@register.filter
def short_name(name: object) -> str:
    """{{ user.get_full_name|short_name }}"""
    return cells.short_name(str(name))


@register.filter
def hue(name: object) -> int:
    """The number of the tint that belongs to a name."""
    return cells.hue(str(name))
