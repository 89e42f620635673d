"""Rows and values as people read them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst

Rows = list[dict[str, str]]


def fields_of(rows: Iterable[Any], leave_out: tuple[str, ...] = ()) -> Rows:
    """Rows with all their columns, each under its heading."""
    found = []
    for row in rows:
        fields = [field for field in row._meta.concrete_fields if field.name not in leave_out]
        found.append({capfirst(str(field.verbose_name)): _in_words(row, field) for field in fields})
    return found


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
