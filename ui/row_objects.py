"""Rows that came from the database as text, made into objects of their models (`ui/together.py`)."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import BooleanField, CharField, Field, IntegerField, Model, TextField
from django.db.models.base import ModelState

ModelT = TypeVar("ModelT", bound=Model)
Readers = dict[str, Callable[[Any], Any]]
Shared = dict[tuple[Callable[..., Any], Any], Model]
"""What rows belong to, by how it is made and its key: the fifty reports of one authority have one authority."""
AS_IT_IS = {kind.to_python for kind in (Field, BooleanField, CharField, IntegerField, TextField)}
"""How fields read that hold what JSON has a form for: there is nothing to do."""


def with_what_is_added(made: ModelT, row: dict[str, Any], readers: Readers) -> ModelT:
    """The object with what the query has added to its row."""
    for name, read in readers.items():
        setattr(made, name, None if row[name] is None else read(row[name]))
    return made


@lru_cache(maxsize=512)
def maker(model: type[ModelT], columns: tuple[str, ...]) -> Callable[[dict[str, Any], Shared], ModelT]:
    """Makes a row of these columns an object, with what it belongs to as far as columns of that are there."""
    fields: list[Any] = [
        field for field in model._meta.concrete_fields if field.primary_key or field.attname in columns
    ]
    there = [(field, "pk" if field.primary_key and "pk" in columns else field.attname) for field in fields]
    plain = [(field.attname, column) for field, column in there if _comes_as_it_is(field)]
    others = [(field.attname, column, field.to_python) for field, column in there if not _comes_as_it_is(field)]
    beside = [way for field in fields if (way := _beside(field, columns))]

    def make(row: dict[str, Any], shared: Shared) -> ModelT:
        made = model.__new__(model)  # as a copy is made: going through all columns that are not there takes longest
        values = made.__dict__ = {name: row[column] for name, column in plain}
        for name, column, read in others:
            values[name] = read(row[column])
        state = values["_state"] = ModelState()
        state.adding, state.db = False, DEFAULT_DB_ALIAS
        for name, key, columns_of_it, make_it in beside:
            if (its_key := row[key]) is None:
                state.fields_cache[name] = None
                continue
            if (found := shared.get((make_it, its_key))) is None:
                its_row = {column: row[theirs] for column, theirs in columns_of_it}
                found = shared[make_it, its_key] = make_it(its_row, shared)
            state.fields_cache[name] = found
        return made

    return make


def _comes_as_it_is(field: Any) -> bool:
    while field.is_relation:
        field = field.target_field
    return type(field).to_python in AS_IT_IS


def _beside(field: Any, columns: tuple[str, ...]) -> tuple[str, str, list[tuple[str, str]], Callable[..., Any]] | None:
    """How the row is made that a row belongs to: by the columns whose names begin with the field's."""
    start = f"{field.name}__"
    there = [("pk", field.attname), *((name.removeprefix(start), name) for name in columns if name.startswith(start))]
    if len(there) == 1:
        return None
    return field.cache_name, field.attname, there, maker(field.related_model, tuple(name for name, _ in there))


def reader(expression: Any) -> Callable[[Any], Any]:
    """How the result of an expression is read from the text that came."""
    field = getattr(expression, "_output_field_or_none", None)
    return field.to_python if field else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
