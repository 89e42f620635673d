"""Rows and values as plain tables in German."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.text import capfirst

Rows = list[dict[str, str]]


def fields_of(rows: Iterable[Any], leave_out: tuple[str, ...] = ()) -> Rows:
    """Every column of each row under its German name; what rows point to is read for all of them at once."""
    all_rows = list(rows)
    for model in {type(row) for row in all_rows}:
        ways = [field.name for field in _columns(model, leave_out) if field.is_relation]
        prefetch_related_objects([row for row in all_rows if type(row) is model], *ways)
    return [
        {capfirst(str(field.verbose_name)): _in_words(row, field) for field in _columns(row, leave_out)}
        for row in all_rows
    ]


def _columns(row: Any, leave_out: tuple[str, ...]) -> list[Any]:
    return [field for field in row._meta.concrete_fields if field.name not in leave_out]


def _in_words(row: Any, field: Any) -> str:
    return str(getattr(row, f"get_{field.name}_display")()) if field.choices else in_german(getattr(row, field.name))


def in_german(value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d.%m.%Y, %H:%M} Uhr"
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)
