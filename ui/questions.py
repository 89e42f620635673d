"""The SQL of what pages ask for, put together once for all who ask the same."""

import re
from collections.abc import Callable, Hashable, Sequence
from datetime import UTC, date, datetime
from sys import intern
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from psycopg.sql import Literal

from ui.row_objects import Readers, reader

LIST = "(SELECT coalesce(jsonb_agg(to_jsonb(part)), '[]') FROM ({}) part)"
NUMBER = "(SELECT to_jsonb(count(*)) FROM ({}) part)"
Query = Callable[..., QuerySet[Any]]
"""Made only if it is asked: most answers of a page that is there already show neither menu nor filters."""
Question = tuple[str, tuple[Any, ...], Readers]
"""The SQL of a part, its values, and how what the query adds to its rows is read from what a row holds of it."""
MOMENT = datetime(1, 1, 1, tzinfo=UTC)
"""Stands for the moment at which a question is asked, in questions whose words are kept."""
Key = int | str | None
GIVEN = tuple((-(2**62) - place, f"given-{place}") for place in range(8))
"""Stand for the keys, numbers or texts, that such a question is given, each time others; a text may be looked for in others."""
MOST_KEPT = 4096
MOST_KEPT_ROWS = 512
PLACES = re.compile("%%|%s")
"""Where values stand in SQL, and signs that only look like it."""
Written = type | tuple[type, ...]
TEXTS: Written = str
"""An index of open reports is one of certain states: a plan for all times can use it only where these stand in the SQL."""
ALL: Written = (str, int, date)
"""Where no plan fits all values. Else numbers stay values, which are mostly keys of people, so that many ask by the same SQL."""
NOT_KEPT: Any = object()  # a question without an answer is kept as None
_KEPT: dict[Hashable, Question | None] = {}
_KEPT_ROWS: dict[Hashable, QuerySet[Any]] = {}


def question_of(form: str, query: Query, words: Hashable, given: Sequence[Key], *, written: Written) -> Question | None:
    """The SQL of a question and its values; nothing where there can be no row.

    With `words` it is put together once, and values of the types in `written` are parts of it.
    """
    return _put(form, query, given) if words is None else _kept(form, query, words, given, written)


def _put(form: str, query: Query, given: Sequence[Key]) -> Question | None:
    rows = query(*given)
    # Neither order nor columns count; but what is told apart or cut off stays as it is.
    if form == NUMBER and not (rows.query.distinct or rows.query.is_sliced):
        rows = rows.order_by().values("pk")
    try:
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    added = rows.query.annotation_select if form == LIST else {}
    return form.format(sql), tuple(values), {name: reader(expression) for name, expression in added.items()}


def _kept(form: str, query: Query, words: Hashable, given: Sequence[Key], written: Written) -> Question | None:
    stand_ins = tuple(pair[isinstance(key, str)] for pair, key in zip(GIVEN, given, strict=False))
    key = (form, words, stand_ins, written)
    found: Question | None = _KEPT.get(key, NOT_KEPT)
    if found is NOT_KEPT:
        question = _put(form, query, stand_ins)
        if question and not all({key, _within(key)} & {*question[1]} for key in stand_ins):
            raise ValueError(f"{words} is not asked with every key that it is given")
        found = question and _with_values(question, written, {MOMENT, *stand_ins, *map(_within, stand_ins)})
        keep(_KEPT, key, found, most=MOST_KEPT)
    if found is None or not given:
        return found
    keys: dict[Any, Key] = dict(zip(stand_ins, given, strict=True))
    keys |= {_within(stand_in): _within(key) for stand_in, key in keys.items()}
    sql, values, readers = found
    return sql, tuple(keys.get(value, value) if type(value) in (int, str) else value for value in values), readers


def _with_values(question: Question, written: Written, apart: set[Any]) -> Question:
    """With its values of some types as parts of the SQL, but for those `apart`."""
    sql, values, readers = question
    rest, others = iter(values), []

    def in_its_place(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return "%%"
        value = next(rest)
        if isinstance(value, written) and value not in apart:
            plain = str(value) if isinstance(value, str) else value
            return Literal(plain).as_string().replace("%", "%%")
        others.append(value)
        return "%s"

    return intern(PLACES.sub(in_its_place, sql)), tuple(others), readers


def kept_rows(words: Hashable, rows: Callable[[], QuerySet[Any]]) -> QuerySet[Any]:
    """Rows whose question is put together once for each `words`, which name everything that it is made of."""
    if (found := _KEPT_ROWS.get(words)) is None:
        found = rows()
        keep(_KEPT_ROWS, words, found, most=MOST_KEPT_ROWS)
    return found.all()  # what is kept is never read itself


def keep(kept: dict[Hashable, Any], words: Hashable, found: Any, *, most: int) -> None:
    """Beside the others, the oldest of which goes where there are too many; other threads do so at the same time."""
    if len(kept) >= most:
        kept.pop(next(iter(kept)), None)
    kept[words] = found


def _within(key: Key) -> Key:
    """A text as it is looked for in others; a number stays what it is."""
    return f"%{connection.ops.prep_for_like_query(key)}%" if isinstance(key, str) else key
