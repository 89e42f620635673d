"""Small things that many parts of one page ask the database for, read by one statement when the first of them is shown.

A page has a menu with numbers, filters with selection lists, a bar with more of them: each is one small query, and what
takes the time is going there and back for every one.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.http import HttpRequest

ModelT = TypeVar("ModelT", bound=Model)

LIST = "(SELECT coalesce(jsonb_agg(to_jsonb(part)), '[]') FROM ({}) part)"
NUMBER = "(SELECT to_jsonb(count(*)) FROM ({}) part)"
Query = Callable[[], QuerySet[Any]]
"""Made only if it is asked: most answers of a page that is there already show neither menu nor filters."""


class Together:
    """What is asked for on one page. Whatever is asked for before the first answer is needed, is answered with it."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, Query, Part]] = []

    def rows(self, query: Query) -> "Rows":
        """The rows of a query of `values`, in its order; each a dictionary of texts and numbers."""
        return Rows(self._ask(LIST, query))

    def objects(self, query: Callable[[], QuerySet[ModelT]], *columns: str) -> "Objects[ModelT]":
        """The rows of one table with these columns; whoever asks such an object for another one reads the row anew."""
        return Objects(self._ask(LIST, lambda: query().values("pk", *columns)))

    def count(self, query: Query) -> Callable[[], int]:
        """How many rows a query has."""
        return self._ask(NUMBER, query).answer

    def _ask(self, form: str, query: Query) -> "Part":
        part = Part(self)
        self._waiting.append((form, query, part))
        return part

    def read(self) -> None:
        """Answer all that waits."""
        waiting, self._waiting = self._waiting, []
        parts: list[str] = []
        parameters: list[Any] = []
        asked: list[Part] = []
        for form, query, part in waiting:
            part.found = [] if form == LIST else 0
            rows = query()
            part.model = rows.model
            # Neither order nor columns count; but what is told apart or cut off stays as it is.
            if form == NUMBER and not (rows.query.distinct or rows.query.is_sliced):
                rows = rows.order_by().values("pk")
            try:
                sql, values = rows.query.sql_with_params()
            except EmptyResultSet:
                continue
            parts.append(form.format(sql))
            parameters += values
            asked.append(part)
        if not asked:
            return
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", parameters)
            for part, text in zip(asked, cursor.fetchone(), strict=True):
                part.found = json.loads(text)


class Part:
    """One thing that was asked for."""

    found: Any
    model: type[Model]

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
    """Rows of one table that are read when somebody goes through them."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def __iter__(self) -> Iterator[ModelT]:
        rows: list[dict[str, Any]] = self._part.answer()
        for row in rows:
            made: Any = self._part.model  # the one of the query
            fields = [field for field in made._meta.concrete_fields if field.attname in row or field.primary_key]
            values = [field.to_python(row["pk" if field.primary_key else field.attname]) for field in fields]
            yield made.from_db(DEFAULT_DB_ALIAS, [field.attname for field in fields], values)


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
