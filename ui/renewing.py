"""A form that was refused because somebody else had been quicker: what stands there now, beside what was typed."""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.utils import formats, timezone

from ui.pages import ActionPage

LONGEST = 400


class GuardedPage(ActionPage):
    """An action page whose action refuses with the code „stale“ what somebody else has changed meanwhile."""

    def form_invalid(self, form: Any) -> HttpResponse:
        if form.has_error(NON_FIELD_ERRORS, "stale"):
            self.renew(form)
        return super().form_invalid(form)

    def renew(self, form: Any) -> None:
        """Call `renew` with the form of the row as it stands now."""
        raise NotImplementedError


def renew(form: Any, fresh: forms.BaseForm, *, seen: Any = None, skip: Collection[str] = ()) -> None:
    """Let the next submit of a refused form count: its hidden fields come from `fresh`, the form of the row as it is now.

    What was typed stays, with what stands there now beside it. Where nothing was changed against the row that was
    `seen`, what the other person wrote is taken over; where only this person changed something, nothing is to be said.
    Fields to `skip` are not part of the row.
    """
    data = form.data.copy()
    for name, field in fresh.fields.items():
        key, now = form.add_prefix(name), fresh[name].initial
        if isinstance(field.widget, forms.HiddenInput):
            data[key] = "" if now is None else now
            continue
        typed = form[name].data
        if name in skip or not field.has_changed(now, typed):
            continue
        column = f"{name}_id" if hasattr(seen, f"{name}_id") else name
        if hasattr(seen, column) and not field.has_changed(getattr(seen, column), typed):
            _put(data, key, now)
        elif not hasattr(seen, column) or getattr(seen, column) != now:
            form.add_error(name, f"Jetzt steht hier: {_in_words(field, now)}")
    form.data = data


def _put(data: Any, key: str, value: Any) -> None:
    """Into what was sent, as a browser would have sent it."""
    if isinstance(value, list | tuple | set):
        data.setlist(key, list(value))
    elif value is False:
        data.pop(key, None)
    else:
        data[key] = "" if value is None else value


def _in_words(field: Any, value: Any) -> str:
    values = list(value) if isinstance(value, list | tuple | set) else [value]
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if hasattr(field, "queryset"):
        words = [field.label_from_instance(row) for row in field.queryset.filter(pk__in=[key for key in values if key])]
    elif choices := getattr(field, "choices", None):
        named = {str(key): str(label) for key, label in choices}
        words = [named.get(str(key), str(key)) for key in values if key not in (None, "")]
    else:
        words = [_moment(one) for one in values if one not in (None, "")]
    text = ", ".join(words)
    return f"„{text[:LONGEST]}{'…' if len(text) > LONGEST else ''}“" if text else "nichts"


def _moment(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d.%m.%Y, %H:%M} Uhr"
    return str(formats.localize(value)) if isinstance(value, date | time) else str(value)
