"""The bar of filters above a list as HTML: a hundred choices and boxes to tick on every list, so made by functions.

What comes out is what the widgets of Django make. A field that is not of the plain kinds, or whose value could not be read
and that says so, is left to its widget.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.safestring import SafeString

from ui import cells
from ui.forms import DayInput
from ui.rendering import attributes, input_tag

if TYPE_CHECKING:
    from ui.filters import BaseFilterSet

Choices = tuple[tuple[object, object], ...]


def filter_controls(filters: "BaseFilterSet") -> SafeString:
    """The filters of the bar beside the search, and those that wait behind „Weitere“."""
    shown = [_in_bar(filters, name) for name in filters.controls()]
    further = [_behind(filters, name) for name in filters.further_controls()]
    if filters.further:
        shown.append(
            f'<button type="button" class="ku-control" popovertarget="menu-further" aria-expanded="false">'
            f"{cells.icon('filter_list')}Weitere {_count('further', filters.further_chosen())}</button>"
            f'<div class="ku-menu ku-menu--fields" popover id="menu-further">{"".join(further)}</div>'
        )
    return SafeString("\n".join(shown))


def renewed_counts(filters: "BaseFilterSet") -> SafeString:
    """How many values are set of each menu, for htmx to put in place: the bar itself stays where somebody is in it."""
    counts = [
        _count(name, filters.number_chosen(name), ' hx-swap-oob="true"')
        for name in filters.controls()
        if _is_menu(filters.form.fields[name])
    ]
    if filters.further:
        counts.append(_count("further", filters.further_chosen(), ' hx-swap-oob="true"'))
    return SafeString("".join(counts))


def _in_bar(filters: "BaseFilterSet", name: str) -> str:
    field = filters.form.fields[name]
    if field.widget.is_hidden:
        return _input(filters.form, name) if filters.number_chosen(name) else ""
    label = cells.escape(field.label)
    if not _is_menu(field):
        return f'<label class="ku-control ku-control--field">{label} {_input(filters.form, name)}</label>'
    return (
        f'<button type="button" class="ku-control" popovertarget="menu-{name}" aria-expanded="false">{label} '
        f"{_count(name, filters.number_chosen(name))}{cells.icon('keyboard_arrow_down')}</button>"
        f'<div class="ku-menu" popover id="menu-{name}">{_fieldset(label, _input(filters.form, name))}</div>'
    )


def _behind(filters: "BaseFilterSet", name: str) -> str:
    field = filters.form.fields[name]
    label = cells.escape(field.label)
    if _is_menu(field):
        return _fieldset(label, _input(filters.form, name))
    return f'<p><label for="id_{name}">{label}</label>{_input(filters.form, name)}</p>'


def _is_menu(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.CheckboxSelectMultiple)


def _fieldset(label: str, ticks: str) -> str:
    return f"<fieldset><legend>{label}</legend>{ticks}</fieldset>"


def _count(name: str, chosen: int, renewed: str = "") -> str:
    hidden = "" if chosen else " hidden"
    return f'<span id="count-{name}" class="ku-count"{renewed}{hidden}>{chosen}<span class="kern-sr-only"> ausgewählt</span></span>'


def _input(form: forms.Form, name: str) -> str:
    """What of a field takes the value."""
    field = form.fields[name]
    make = PLAIN.get(type(field.widget))
    if make and name not in form.errors and not field.help_text:
        sent = field.widget.value_from_datadict(form.data, form.files, name)
        return make(name, field, sent)
    if not _is_menu(field):
        return str(form[name])
    return "".join(_tick(box.id_for_label, box.tag(), box.choice_label) for box in form[name])


def _select(name: str, field: Any, sent: str | None) -> str:
    options: str = cells.options(field.widget.choices)
    chosen = f'<option value="{cells.escape(sent or "")}"'
    options = options.replace(f"{chosen}>", f"{chosen} selected>", 1)
    return f'<select name="{name}"{attributes(_tag(name, field)["attrs"])}>{options}</select>'


def _boxes(name: str, field: Any, sent: Iterable[str]) -> str:
    choices = tuple(field.widget.choices)
    # Only values that there are: what is kept should not grow by what somebody writes into an address.
    ticked = frozenset(str(value) for value, _ in choices).intersection(sent) if sent else frozenset()
    return _ticks(name, choices, ticked)


@lru_cache(maxsize=512)
def _ticks(name: str, choices: Choices, ticked: frozenset[str]) -> str:
    made = []
    for place, (value, words) in enumerate(choices):
        key = f"id_{name}_{place}"
        checked = " checked" if str(value) in ticked else ""
        box = f'<input type="checkbox" name="{name}" value="{cells.escape(value)}" id="{key}"{checked}>'
        made.append(_tick(key, box, words))
    return "".join(made)


def _tick(key: str, box: str, words: object) -> str:
    return f'<label for="{key}">{box}<span>{cells.escape(words)}</span></label>'


def _line(name: str, field: Any, sent: str | None) -> str:
    value = field.widget.format_value(sent)
    return input_tag({**_tag(name, field), "type": field.widget.input_type, "value": value})


def _tag(name: str, field: forms.Field) -> dict[str, Any]:
    return {"name": name, "attrs": {**field.widget.attrs, "id": f"id_{name}"}}


PLAIN: dict[type[forms.Widget], Callable[[str, Any, Any], str]] = {
    forms.Select: _select,
    forms.CheckboxSelectMultiple: _boxes,
    forms.TextInput: _line,
    forms.HiddenInput: _line,
    DayInput: _line,
}
