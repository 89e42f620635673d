"""Pages of a list: bounded counting, so that the millionth row costs no list anything."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet

if TYPE_CHECKING:
    RowPaginator = Paginator[Any]
    RowPage = Page[Any]
else:
    RowPaginator, RowPage = Paginator, Page

PAGE_SIZES = (25, 50, 100)


class BoundedPaginator(RowPaginator):
    """Pages over the first `limit` rows; behind them a narrower filter finds more than paging does."""

    limit = 10_000
    far = 500
    """From so many skipped rows on these are counted by their keys alone, without what a row shows."""

    @cached_property
    def _counted(self) -> int:
        rows = self.object_list
        if not isinstance(rows, QuerySet):
            return len(rows)
        # Only keys: what a row shows besides is not looked up for ten thousand rows that nobody sees.
        return rows.order_by().values("pk")[: self.limit + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self._counted, self.limit)

    @property
    def is_cut(self) -> bool:
        """There are more rows than pages lead to."""
        return self._counted > self.limit

    def page(self, number: Any) -> RowPage:
        """One page; far behind, its rows are found first and what they show is read for them only."""
        page = super().page(number)
        first = (page.number - 1) * self.per_page
        if first >= self.far and isinstance(self.object_list, QuerySet):
            keys = self.object_list.values("pk")[first : first + self.per_page]
            page.object_list = self.object_list.filter(pk__in=keys)
        return page

    def get_page(self, number: Any) -> RowPage:
        """The page of that number; before the first comes the first, behind the last the last."""
        try:
            wanted = self.validate_number(number)
        except PageNotAnInteger:
            wanted = 1
        except EmptyPage:
            wanted = 1 if int(number) < 1 else self.num_pages
        return self.page(wanted)


def page_size(text: str | None) -> int:
    """The page size somebody asked for, if it is one of the three on offer."""
    return next((size for size in PAGE_SIZES if str(size) == text), PAGE_SIZES[0])
