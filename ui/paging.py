"""Pages of a list: bounded counting, so that the millionth row costs no list anything."""

import re
from collections.abc import Hashable
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import BooleanField, F, Func, QuerySet
from django.template.response import TemplateResponse

from ui.questions import keep
from ui.together import Together, together

if TYPE_CHECKING:
    RowPaginator = Paginator[Any]
    RowPage = Page[Any]
else:
    RowPaginator, RowPage = Paginator, Page

PAGE_SIZES = (25, 50, 100)
STAYS_LONG = 60
"""Seconds for which a list that has more rows than pages lead to is not counted again: that takes longer than reading a page."""
MOST_LONG = 1000
IS_A_PAGE = re.compile(r"[0-9]{1,6}")
_LONG_UNTIL: dict[Hashable, float] = {}


class BoundedPaginator(RowPaginator):
    """Pages over the first `limit` rows; behind them a narrower filter finds more than paging does."""

    limit = 10_000
    far = 500
    """From so many skipped rows on these are counted by their keys alone, without what a row shows."""
    all_rows: QuerySet[Any] | None = None
    """All that are counted, where pages lead to no more than the newest of them."""

    @cached_property
    def _counted(self) -> int:
        return self._countable().count() if isinstance(self.object_list, QuerySet) else len(self.object_list)

    def _countable(self) -> QuerySet[Any, Any]:
        # Only keys: what a row shows besides is not looked up for ten thousand rows that nobody sees.
        rows: Any = self.object_list if self.all_rows is None else self.all_rows
        keys: QuerySet[Any, Any] = rows.order_by().values("pk")[: self.limit + 1]
        return keys

    @cached_property
    def count(self) -> int:
        return min(self._counted, self.limit)

    @property
    def is_cut(self) -> bool:
        """There are more rows than pages lead to."""
        return self._counted > self.limit

    def page(self, number: Any) -> RowPage:
        """One page."""
        number = self.validate_number(number)
        return RowPage(self._rows(number), number, self)

    def found_behind(self, page: Together) -> AbstractContextManager[None]:
        """While the frame around the rows is made, they are found behind what `page` asks for; here they are read when shown."""
        return nullcontext()

    def _rows(self, number: int) -> Any:
        """The rows of a page; far behind, they are found by their keys first and what they show is read for them only."""
        first, rows = (number - 1) * self.per_page, self.object_list
        if first >= self.far and isinstance(rows, QuerySet):
            return rows.filter(pk__in=rows.values("pk")[first : first + self.per_page])
        return rows[first : first + self.per_page]

    def get_page(self, number: Any) -> RowPage:
        """The page of that number; before the first comes the first, behind the last the last."""
        try:
            wanted = self.validate_number(number)
        except PageNotAnInteger:
            wanted = 1
        except EmptyPage:
            wanted = 1 if int(number) < 1 else self.num_pages
        return self.page(wanted)


class AskedPaginator(BoundedPaginator):
    """Pages of a list whose number of rows and wanted ones are asked for together."""

    def __init__(
        self,
        rows: QuerySet[Any],
        size: int,
        number: Any,
        columns: tuple[str, ...],
        words: tuple[Hashable, ...] | None,
        all_rows: QuerySet[Any] | None = None,
    ) -> None:
        """`columns` are all that a row needs, or none to read whole rows afterwards; `words` are those of the rows."""
        super().__init__(rows, size)
        self.all_rows = all_rows
        self._asked = asked = Together(keeps_plan=False)
        last = -(-self.limit // size)
        self.wanted = min(max(1, int(number)), last) if IS_A_PAGE.fullmatch(str(number)) else 1
        self._words = words
        self._count = None if _is_long(words) else asked.count(self._countable, words=words and ("count", words))
        shown = words and ("rows", words, columns, rows.query.order_by, size, self.wanted)
        self._ahead = (
            asked.objects(rows.model, lambda: self._rows(self.wanted), *columns, words=shown) if columns else None
        )

    @cached_property
    def _counted(self) -> int:
        if self._count is None:
            return self.limit + 1
        counted = self._count()
        if self._words and counted > self.limit:
            keep(_LONG_UNTIL, self._words, monotonic() + STAYS_LONG, most=MOST_LONG)
        return counted

    def found_behind(self, page: Together) -> AbstractContextManager[None]:
        return page.followed_by(self._asked)

    def page(self, number: Any) -> RowPage:
        """The wanted page is there already; another one is read for itself."""
        number = self.validate_number(number)
        if self._ahead is None or number != self.wanted:
            return super().page(number)
        return RowPage(self._ahead.made, number, self)


class ListResponse(TemplateResponse):
    """A page with the rows of a table, which are found while the frame around them is made."""

    @property
    def rendered_content(self) -> str:
        context: Any = self.context_data
        with context["table"].paginator.found_behind(together(self._request)):
            return super().rendered_content


def _is_long(words: Hashable) -> bool:
    return _LONG_UNTIL.get(words, 0) > monotonic()


def newest_of(rows: QuerySet[Any], by_age: str) -> QuerySet[Any]:
    """As many of the newest rows as pages lead to, in the order of all of them."""
    keys = rows.order_by(f"-{by_age}", "-pk").values("pk")[: BoundedPaginator.limit]
    return rows.filter(_AmongFoundBefore(F("pk"), ArraySubquery(keys)))


class _AmongFoundBefore(Func):
    """Whether a key is among those found before; by IN, PostgreSQL may find all rows in their order and then look for these."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY ("
    output_field = BooleanField()


def page_size(text: str | None) -> int:
    """The page size somebody asked for, if it is one of the three on offer."""
    return next((size for size in PAGE_SIZES if str(size) == text), PAGE_SIZES[0])
