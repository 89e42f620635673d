"""Small things that many parts of one page ask the database for, read by one statement when the first of them is shown.

A page has a menu with numbers, filters with selection lists, a bar with more of them: each is one small query, and what
takes the time is going there and back for every one.
"""

import json
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from sys import intern
from types import SimpleNamespace
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Aggregate, Func, Model, QuerySet, Value
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from psycopg import ClientCursor
from psycopg.sql import Literal

from ui.row_objects import Readers, maker, reader, with_what_is_added

ModelT = TypeVar("ModelT", bound=Model)

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
NOT_KEPT: Any = object()  # a question without an answer is kept as None
_KEPT: dict[Hashable, Question | None] = {}
_KEPT_ROWS: dict[Hashable, QuerySet[Any]] = {}


class Together:
    """What is asked for on one page. Whatever is asked for before the first answer is needed, is answered with it."""

    def __init__(self, *, keeps_plan: bool = True) -> None:
        """`keeps_plan`: how the answer is found may be kept, since it does not hang on which values are asked for.

        Among the reports of a large authority the newest fifty are found by walking back in time, among those of a
        small one by its own; what fits every authority takes ten times as long.
        """
        self._keeps_plan = keeps_plan
        self._waiting: list[tuple[str, Query, Hashable, Sequence[Key], Part]] = []

    def rows(self, query: Query, *, words: Hashable = None, given: Sequence[Key] = ()) -> "Rows":
        """The rows of a query of `values`, in its order; each a dictionary of texts and numbers.

        `words` names everything that the query is made of, but for the `MOMENT` and the keys that it is `given`, which
        it only compares columns with: its SQL is put together once for each.
        """
        return Rows(self._ask(LIST, query, words, given))

    def objects(
        self,
        model: type[ModelT],
        query: Query,
        *columns: str,
        words: Hashable = None,
        given: Sequence[Key] = (),
    ) -> "Objects[ModelT]":
        """The rows of one table with these columns; whoever asks such an object for another one reads the row anew.

        Without columns they have all of them. Columns of what a row belongs to come with its key (`team_id`, `team__name`),
        and so does what the query adds to its rows.
        """

        def chosen(*keys: Key) -> Any:
            rows: QuerySet[Any] = query(*keys)
            return rows.values("pk", *columns) if columns else rows

        return Objects(model, self._ask(LIST, chosen, words, given))

    def totals(
        self, query: Query, *, words: Hashable = None, **totals: Aggregate | Func
    ) -> Callable[[], dict[str, Any]]:
        """Counts and sums over all rows of a query, as `aggregate` gives them; without any row possible all are 0."""

        def whole() -> Any:
            rows: QuerySet[Any] = query().order_by().annotate(whole=Value(1)).values("whole")
            return rows.annotate(**totals).values(*totals)

        rows = self.rows(whole, words=words)
        return lambda: next(iter(rows), dict.fromkeys(totals, 0))

    def count(self, query: Query, *, words: Hashable = None, given: Sequence[Key] = ()) -> Callable[[], int]:
        """How many rows a query has."""
        return self._ask(NUMBER, query, words, given).answer

    def _ask(self, form: str, query: Query, words: Hashable, given: Sequence[Key]) -> "Part":
        part = Part(self)
        self._waiting.append((form, query, words if len(given) <= len(GIVEN) else None, given, part))
        return part

    def read(self) -> None:
        """Answer all that waits."""
        waiting, self._waiting = self._waiting, []
        parts: list[str] = []
        parameters: list[Any] = []
        asked: list[Part] = []
        now = timezone.now()
        for form, query, words, given, part in waiting:
            part.found = [] if form == LIST else 0
            question = _in_words(form, query, given) if words is None else _kept(form, query, words, given)
            if question is None:
                continue
            sql, values, part.readers = question
            parts.append(sql)
            parameters += [now if value is MOMENT else value for value in values]
            asked.append(part)
        if not asked:
            return
        with connection.cursor() as cursor:
            if self._keeps_plan:
                cursor.cursor = ApartCursor(connection.connection)  # type: ignore[call-arg]  # stubs know no psycopg
            cursor.execute(f"SELECT {', '.join(parts)}", parameters)
            for part, text in zip(asked, cursor.fetchone(), strict=True):
                part.found = json.loads(text, parse_float=Decimal)


class ApartCursor(ServerBindingCursor):
    """Sends values apart from the SQL, so that the database can keep how it gets to the answer (`ksm/plans.py`)."""

    def execute(self, query: Any, params: Any = None) -> Any:
        self._asked = query, params
        return super().execute(query, params)  # type: ignore[misc]  # stubs know no psycopg

    @property
    def _query(self) -> SimpleNamespace:
        """What Django notes for whoever listens: as of any other statement, with its values."""
        return SimpleNamespace(query=ClientCursor(connection.connection).mogrify(*self._asked).encode())

    @_query.setter
    def _query(self, sent: Any) -> None:
        """Psycopg keeps what it sent last; here that says less than what was asked."""


def _in_words(form: str, query: Query, given: Sequence[Key]) -> Question | None:
    """The SQL of a question and its values; nothing where there can be no row."""
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


def _kept(form: str, query: Query, words: Hashable, given: Sequence[Key]) -> Question | None:
    stand_ins = tuple(pair[isinstance(key, str)] for pair, key in zip(GIVEN, given, strict=False))
    key = (form, words, stand_ins)
    found: Question | None = _KEPT.get(key, NOT_KEPT)
    if found is NOT_KEPT:
        question = _in_words(form, query, stand_ins)
        if question and not all({key, _within(key)} & {*question[1]} for key in stand_ins):
            raise ValueError(f"{words} is not asked with every key that it is given")
        found = question and _with_texts(question, {*stand_ins, *map(_within, stand_ins)})
        keep(_KEPT, key, found, most=MOST_KEPT)
    if found is None or not given:
        return found
    keys: dict[Any, Key] = dict(zip(stand_ins, given, strict=True))
    keys |= {_within(stand_in): _within(key) for stand_in, key in keys.items()}
    sql, values, readers = found
    return sql, tuple(keys.get(value, value) if type(value) in (int, str) else value for value in values), readers


def _with_texts(question: Question, apart: set[Key]) -> Question:
    """With its texts as parts of the SQL, but for those `apart`: else no plan for all times can use an index of some rows.

    An index of open reports is one of certain states, and fits only where the database can read which are asked for.
    Numbers are mostly keys of people and stay values, so that many people ask by the same SQL.
    """
    sql, values, readers = question
    rest, others = iter(values), []

    def written(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return "%%"
        value = next(rest)
        if isinstance(value, str) and value not in apart:
            return Literal(str(value)).as_string().replace("%", "%%")
        others.append(value)
        return "%s"

    return intern(PLACES.sub(written, sql)), tuple(others), readers


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


class Part:
    """One thing that was asked for."""

    found: Any
    readers: Readers

    def __init__(self, page: Together) -> None:
        self.page = page

    def answer(self) -> Any:
        """Read it with all that waits beside it, once."""
        if not hasattr(self, "found"):
            self.page.read()
        return self.found


class Rows(Iterable[dict[str, Any]]):
    """A list that is read when somebody goes through it."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._part.answer())


class Objects(Iterable[ModelT]):
    """Rows of one table that are read when somebody goes through them first, and then stay the same."""

    def __init__(self, model: type[ModelT], part: Part) -> None:
        self._model, self._part = model, part

    def __iter__(self) -> Iterator[ModelT]:
        return iter(self.made)

    @cached_property
    def made(self) -> list[ModelT]:
        """All of them, in order."""
        rows = self._part.answer()
        if not rows:
            return []
        make, readers = maker(self._model, tuple(rows[0])), self._part.readers
        return [with_what_is_added(make(row), row, readers) for row in rows]

    def first(self) -> ModelT | None:
        """The one that there is, or comes first."""
        return next(iter(self.made), None)


class Again(Iterable[Any]):
    """A list that is made anew whenever somebody goes through it, so that what it is made of is read only then."""

    def __init__(self, make: Callable[[], Iterable[Any]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Any]:
        return iter(self._make())


def moment(text: str | None) -> datetime | None:
    """A moment as it comes in a row."""
    return datetime.fromisoformat(text) if text else None


def together(request: HttpRequest) -> Together:
    """The one of this page."""
    if not hasattr(request, "together"):
        request.together = Together()  # type: ignore[attr-defined]  # a note for all parts of the page
    found: Together = request.together  # type: ignore[attr-defined]
    return found
