"""Rows of a list as plain values of their columns in the database, without an object for each of them.

A hundred thousand objects take twenty seconds, the values of their columns less than one.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateTimeField, Expression, F, Field, Func, Model, QuerySet, Value
from django.utils import timezone

AT_ONCE = 2000
"""Rows that are fetched together."""


class LocalTime(Func):
    """A moment on the clock of the house, as the database reckons it: Python takes ten times as long for each."""

    template = "(%(expressions)s)"
    arg_joiner = " AT TIME ZONE "
    output_field = DateTimeField()

    def __init__(self, moment: Any, zone: Any = None) -> None:
        super().__init__(moment, zone or Value(timezone.get_current_timezone_name()))


class Stored(NamedTuple):
    """A column of the database; a choice is told in words."""

    value: Expression | F
    words: dict[Any, str] | None


def stored(rows: QuerySet[Any], accessor: str) -> Stored | None:
    """The column that stands behind a path such as `site__name`; None where only an object of the row knows the value."""
    path = str(accessor).replace(".", "__")
    field = rows.query.annotations[path].output_field if path in rows.query.annotations else _field(rows.model, path)
    if field is None:
        return None
    words = {key: str(label) for key, label in field.flatchoices} if field.choices else None
    return Stored(LocalTime(path) if isinstance(field, DateTimeField) else F(path), words)


def _field(model: Any, path: str) -> "Field[Any, Any] | None":
    """The last of the fields along the path, when each of them leads to one row at most."""
    *way, last = path.split("__")
    try:
        for name in way:
            field = model._meta.get_field(name)
            if not (field.concrete and (field.many_to_one or field.one_to_one)):
                return None
            model = field.related_model
        field = model._meta.pk if last == "pk" else model._meta.get_field(last)
    except FieldDoesNotExist:
        return None
    return field if field.concrete and not field.is_relation else None


def can_be_plain(rows: QuerySet[Any]) -> bool:
    """Whether other columns would leave the rows as they are."""
    query = rows.query
    return not (query.distinct or query.combinator or query.is_sliced)


def plain_rows(rows: QuerySet[Any], columns: Sequence[Stored]) -> Iterator[Sequence[Any]]:
    """The values of all rows, fetched through a server-side cursor."""
    values = rows.prefetch_related(None).values_list(*(column.value for column in columns))
    found = values.iterator(chunk_size=AT_ONCE)
    words = [(at, column.words) for at, column in enumerate(columns) if column.words is not None]
    return _in_words(found, words) if words else found


def _in_words(rows: Iterator[Sequence[Any]], words: list[tuple[int, dict[Any, str]]]) -> Iterator[Sequence[Any]]:
    for row in rows:
        told = list(row)
        for at, labels in words:
            told[at] = labels.get(told[at], told[at])
        yield told


@lru_cache(maxsize=256)
def columns_behind(model: type[Model], paths: frozenset[str], added: tuple[str, ...]) -> tuple[str, ...]:
    """What is read of each row: the ends of these paths, the keys of the rows on the way, and what the query adds."""
    found = {column for path in paths.difference(added) for column in _on_the_way(model, path)}
    return *sorted(found - {"pk"}), *added


def _on_the_way(model: Any, path: str) -> Iterator[str]:
    before = ""
    for name in path.split("__"):
        field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        yield f"{before}{field.attname}"
        before, model = f"{before}{name}__", field.related_model
