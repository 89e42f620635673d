"""Small things that many parts of one page ask the database for, read by one statement when the first of them is shown.

A page has a menu with numbers, filters with selection lists, a bar with more of them: each is one small query, and what
takes the time is going there and back for every one.
"""

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, TypeVar

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Aggregate, Func, Model, QuerySet, Value
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from psycopg import ClientCursor

from ui.questions import ALL, GIVEN, LIST, MOMENT, NUMBER, TEXTS, Key, Query, question_of
from ui.row_objects import Readers, Shared, maker, with_what_is_added

ModelT = TypeVar("ModelT", bound=Model)
Sent = tuple[Any, list["Part"]]
"""The cursor that will have the answer, perhaps has it already, and what it answers, in order."""


class Together:
    """What is asked for on one page. Whatever is asked for before the first answer is needed, is answered with it."""

    def __init__(self, *, keeps_plan: bool = True) -> None:
        """`keeps_plan`: how the answer is found may be kept for all values, since it does not hang on them.

        Among the reports of a large authority the newest fifty are found by walking back in time, among those of a
        small one by its own; what fits every authority takes ten times as long. Such a question is kept with its values
        as parts of it, and what depends on the moment is planned for each.
        """
        self._keeps_plan = keeps_plan
        self._waiting: list[tuple[str, Query, Hashable, Sequence[Key], Part]] = []
        self._sent: Sent | None = None
        self._next: Together | None = None
        self.on_its_way = ExitStack()
        """Holds what has to end before an answer that is not waited for is there."""

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

    @contextmanager
    def followed_by(self, other: "Together") -> Iterator[None]:
        """As soon as this is answered, the database looks for what the other asks for, while the page goes on being made.

        What else is asked meanwhile is answered in its turn. An error shows when the answer is needed, at last at the end.
        """
        self._next = other
        try:
            with other.on_its_way:
                yield
        finally:
            self._next = None

    def read(self) -> None:
        """Answer all that waits."""
        if not (sent := self._sent or self._send()):
            return
        self._sent = None
        self.on_its_way.close()
        cursor, asked = sent
        with cursor:
            texts = cursor.fetchone()
        if self._next:
            self._next.send_ahead()
        for part, text in zip(asked, texts, strict=True):
            part.found = json.loads(text, parse_float=Decimal)

    def send_ahead(self) -> None:
        """Ask and do not wait for the answer, which is there when what is `on_its_way` has ended."""
        if self._waiting and not self._sent:
            self.on_its_way.enter_context(connection.wrap_database_errors)
            self.on_its_way.enter_context(connection.connection.pipeline())
            self._sent = self._send()
            if not self._sent:
                self.on_its_way.close()

    def _send(self) -> "Sent | None":
        waiting, self._waiting = self._waiting, []
        parts: list[str] = []
        parameters: list[Any] = []
        asked: list[Part] = []
        now = timezone.now()
        for form, query, words, given, part in waiting:
            question = question_of(form, query, words, given, written=TEXTS if self._keeps_plan else ALL)
            if question is None:
                part.found = [] if form == LIST else 0
                continue
            sql, values, part.readers = question
            parts.append(sql)
            parameters += [now if value is MOMENT else value for value in values]
            asked.append(part)
        if not asked:
            return None
        cursor = connection.cursor()
        if self._keeps_plan or not parameters:
            cursor.cursor = ApartCursor(connection.connection)  # type: ignore[call-arg]  # stubs know no psycopg
        cursor.execute(f"SELECT {', '.join(parts)}", parameters)
        return cursor, asked


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


class Part:
    """One thing that was asked for."""

    found: Any
    readers: Readers

    def __init__(self, page: Together) -> None:
        self.page = page

    def answer(self) -> Any:
        """Read it with all that waits beside it, once; what was asked for after that was sent, is read after it."""
        while not hasattr(self, "found"):
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
        shared: Shared = {}
        return [with_what_is_added(make(row, shared), row, readers) for row in rows]

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
