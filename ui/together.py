"""Small things that many parts of one page ask the database for, read by one statement when the first of them is shown.

A page has a menu with numbers, filters with selection lists, a bar with more of them: each is one small query, and what
takes the time is going there and back for every one.
"""

import json
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

LIST = "(SELECT coalesce(jsonb_agg(to_jsonb(part)), '[]') FROM ({}) part)"
NUMBER = "(SELECT to_jsonb(count(*)) FROM ({}) part)"
Query = Callable[[], QuerySet[Any]]
"""Made only if it is asked: most answers of a page that is there already show neither menu nor filters."""


MOMENT = datetime(1, 1, 1, tzinfo=UTC)
"""Stands for the moment at which a question is asked, in questions whose words are kept."""
MOST_KEPT = 4096
_KEPT: dict[Hashable, tuple[str, tuple[Any, ...]] | None] = {}


class Together:
    """What is asked for on one page. Whatever is asked for before the first answer is needed, is answered with it."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, Query, Hashable, Part]] = []

    def rows(self, query: Query, *, words: Hashable = None) -> "Rows":
        """The rows of a query of `values`, in its order; each a dictionary of texts and numbers.

        `words` names everything that the query is made of, but for the `MOMENT`: its SQL is put together once for each.
        """
        return Rows(self._ask(LIST, query, words))

    def count(self, query: Query, *, words: Hashable = None) -> Callable[[], int]:
        """How many rows a query has."""
        return self._ask(NUMBER, query, words).answer

    def _ask(self, form: str, query: Query, words: Hashable = None) -> "Part":
        part = Part(self)
        self._waiting.append((form, query, words, part))
        return part

    def read(self) -> None:
        """Answer all that waits."""
        waiting, self._waiting = self._waiting, []
        parts: list[str] = []
        parameters: list[Any] = []
        asked: list[Part] = []
        now = timezone.now()
        for form, query, words, part in waiting:
            part.found = [] if form == LIST else 0
            question = _in_words(form, query) if words is None else _kept(form, query, words)
            if question is None:
                continue
            sql, values = question
            parts.append(sql)
            parameters += [now if value is MOMENT else value for value in values]
            asked.append(part)
        if not asked:
            return
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", parameters)
            for part, text in zip(asked, cursor.fetchone(), strict=True):
                part.found = json.loads(text)


def _in_words(form: str, query: Query) -> tuple[str, tuple[Any, ...]] | None:
    """The SQL of a question and its values; nothing where there can be no row."""
    rows = query()
    # Neither order nor columns count; but what is told apart or cut off stays as it is.
    if form == NUMBER and not (rows.query.distinct or rows.query.is_sliced):
        rows = rows.order_by().values("pk")
    try:
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    return form.format(sql), tuple(values)


def _kept(form: str, query: Query, words: Hashable) -> tuple[str, tuple[Any, ...]] | None:
    key = (form, words)
    if key not in _KEPT:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        _KEPT[key] = _in_words(form, query)
    return _KEPT[key]


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
