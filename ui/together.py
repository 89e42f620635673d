"""Small things that many parts of one page ask the database for, read by one statement when the first of them is shown.

A page has a menu with numbers, filters with selection lists, a bar with more of them: each is one small query, and what
takes the time is going there and back for every one.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Aggregate, Model, QuerySet, Value
from django.http import HttpRequest
from django.utils.functional import cached_property

LIST = "(SELECT coalesce(jsonb_agg(to_jsonb(part)), '[]') FROM ({}) part)"
NUMBER = "(SELECT to_jsonb(count(*)) FROM ({}) part)"
Row = TypeVar("Row", bound=Model)
Query = Callable[[], QuerySet[Any]]
"""Made only if it is asked: most answers of a page that is there already show neither menu nor filters."""


class Together:
    """What is asked for on one page. Whatever is asked for before the first answer is needed, is answered with it."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, Query, Part]] = []

    def rows(self, query: Query) -> "Rows":
        """The rows of a query of `values`, in its order; each a dictionary of texts and numbers."""
        return Rows(self._ask(LIST, query))

    def objects(self, model: type[Row], query: Callable[[], QuerySet[Row]]) -> "Objects[Row]":
        """The rows of a query with all their columns, as objects; what they point to is not read with them."""
        return Objects(model, self.rows(query))

    def count(self, query: Query) -> Callable[[], int]:
        """How many rows a query has."""
        return self._ask(NUMBER, query).answer

    def totals(self, query: Query, **totals: Aggregate) -> Callable[[], dict[str, Any]]:
        """Counts and sums over all rows of a query, as `aggregate` gives them; without any row possible all are 0."""

        def whole() -> QuerySet[Any]:
            return query().order_by().annotate(whole=Value(1)).values("whole").annotate(**totals).values(*totals)

        rows = self.rows(whole)
        return lambda: next(iter(rows), dict.fromkeys(totals, 0))

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
                part.found = json.loads(text, parse_float=Decimal)


class Part:
    """One thing that was asked for."""

    found: Any

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


class Objects(Iterable[Row], Generic[Row]):
    """Objects that are made when somebody first goes through them, and then stay the same."""

    def __init__(self, model: type[Row], rows: Rows) -> None:
        self._model, self._rows = model, rows

    def __iter__(self) -> Iterator[Row]:
        return iter(self.made)

    @cached_property
    def made(self) -> list[Row]:
        """All of them, in order."""
        fields = self._model._meta.concrete_fields
        names = [field.attname for field in fields]
        return [
            self._model.from_db(DEFAULT_DB_ALIAS, names, [field.to_python(row[field.column]) for field in fields])
            for row in self._rows
        ]


class Again(Iterable[Any]):
    """A list that is made anew whenever somebody goes through it, so that what it is made of is read only then."""

    def __init__(self, make: Callable[[], Iterable[Any]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Any]:
        return iter(self._make())


def together(request: HttpRequest) -> Together:
    """The one of this page."""
    if not hasattr(request, "together"):
        request.together = Together()  # type: ignore[attr-defined]  # a note for all parts of the page
    found: Together = request.together  # type: ignore[attr-defined]
    return found
