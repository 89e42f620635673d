"""Rows and values as plain tables in German."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.text import capfirst

Row = dict[str, str]
Rows = Sequence[Row]


class LazyRows(Sequence[Row]):
    """Rows that are only counted, by the database, as long as nobody reads them: there may be thousands of each kind."""

    def __init__(self, rows: Iterable[Any], in_words: Callable[[list[Any]], list[Row]]) -> None:
        self._rows, self._say = rows if isinstance(rows, QuerySet) else list(rows), in_words

    @cached_property
    def _read(self) -> list[Row]:
        return self._say(list(self._rows))

    def __iter__(self) -> Iterator[Row]:
        return iter(self._read)  # before `list` asks how many they are, which then costs no statement

    def __len__(self) -> int:
        return self._rows.count() if isinstance(self._rows, QuerySet) else len(self._rows)

    def __getitem__(self, place: Any) -> Any:
        return self._read[place]


def table_of(rows: Iterable[Any], in_words: Callable[[Any], Row]) -> LazyRows:
    """What is said of each row."""
    return LazyRows(rows, lambda all_rows: [in_words(row) for row in all_rows])


def fields_of(rows: Iterable[Any], leave_out: tuple[str, ...] = ()) -> LazyRows:
    """Every column of each row under its German name; what rows point to is read for all of them at once."""
    return LazyRows(rows, partial(_fields, leave_out=leave_out))


def _fields(all_rows: list[Any], leave_out: tuple[str, ...]) -> list[Row]:
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
