"""The widgets of Django that pages are full of, made by functions: a list of a hundred choices is two hundred templates else.

What comes out is what Django's own templates make, but for white space between tags. Widgets with templates of the house are rendered by these.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.forms.renderers import BaseRenderer, DjangoTemplates, TemplatesSetting
from django.http import HttpRequest
from django.utils.safestring import SafeString

from ui.cells import as_html

Widget = Mapping[str, Any]


class QuickWidgets(BaseRenderer):
    """Put before a renderer of Django: the widgets named below are made by their function."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        if make := MADE_BY.get(template_name):
            return SafeString(make(context["widget"]))
        return SafeString(super().render(template_name, context, request))


class QuickRenderer(QuickWidgets, DjangoTemplates):
    """For forms that keep the look of Django."""


class QuickTemplates(QuickWidgets, TemplatesSetting):
    """For forms whose templates lie beside those of the pages."""


def input_tag(widget: Widget) -> str:
    """An input of any type."""
    value = widget["value"]
    given = "" if value is None else f' value="{as_html(value)}"'
    return (
        f'<input type="{as_html(widget["type"])}" name="{as_html(widget["name"])}"{given}{attributes(widget["attrs"])}>'
    )


def _choice(widget: Widget) -> str:
    tag = input_tag(widget)
    if not widget.get("wrap_label"):
        return tag
    name = widget["attrs"].get("id")
    target = f' for="{as_html(name)}"' if name else ""
    return f"<label{target}>{tag} {as_html(widget['label'])}</label>"


def _select(widget: Widget) -> str:
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return f'<select name="{as_html(widget["name"])}"{attributes(widget["attrs"])}>{groups}\n</select>'


def _group(name: Any, options: Iterable[Widget]) -> str:
    text = "".join(f"\n  {_option(option)}" for option in options)
    return f'\n  <optgroup label="{as_html(name)}">{text}\n  </optgroup>' if name else text


def _option(widget: Widget) -> str:
    return (
        f'<option value="{as_html(widget["value"])}"{attributes(widget["attrs"])}>{as_html(widget["label"])}</option>'
    )


def _textarea(widget: Widget) -> str:
    value = widget["value"]
    return f'<textarea name="{as_html(widget["name"])}"{attributes(widget["attrs"])}>\n{as_html(value) if value else ""}</textarea>'


def attributes(given: Mapping[str, Any]) -> SafeString:
    """What stands in a tag; what is not the case is left out, and what is so needs no value."""
    return SafeString(
        "".join(
            f" {as_html(name)}" if value is True else f' {as_html(name)}="{as_html(value)}"'
            for name, value in given.items()
            if value is not False
        )
    )


WIDGETS = "django/forms/widgets"
INPUTS = ("input", "text", "hidden", "date", "datetime", "time", "number", "email", "url", "password", "checkbox")
MADE_BY: Mapping[str, Callable[[Widget], str]] = {
    **{f"{WIDGETS}/{name}.html": input_tag for name in INPUTS},
    f"{WIDGETS}/checkbox_option.html": _choice,
    f"{WIDGETS}/radio_option.html": _choice,
    f"{WIDGETS}/select.html": _select,
    f"{WIDGETS}/select_option.html": _option,
    f"{WIDGETS}/textarea.html": _textarea,
}
