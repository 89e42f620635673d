"""Tables: rows rendered by plain functions, sorting by declared columns only, plain values for exports."""

import inspect
from collections.abc import Callable, Hashable, Iterator, Sequence
from copy import copy
from functools import cached_property, lru_cache, reduce
from typing import Any, ClassVar, NamedTuple

import django_tables2
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django_tables2.utils import OrderBy

from ui import cells
from ui.addresses import address, around_value
from ui.ordering import GermanOrder
from ui.paging import AskedPaginator, BoundedPaginator, RowPage, newest_of
from ui.plain_rows import AT_ONCE, Stored, can_be_plain, columns_behind, plain_rows, stored

SELECT = "select"  # the column of boxes to tick
EMPTY_CELL = mark_safe('<span class="ku-muted">–</span>')  # constant text


class Column(django_tables2.Column):
    """One column: its heading, the look of its cells, and whether a phone shows it."""

    def __init__(
        self,
        label: str,
        *,
        look: str = "",
        is_title: bool = False,
        german: bool = False,
        page: str = "",
        needs: tuple[str, ...] = (),
        **options: Any,
    ) -> None:
        super().__init__(verbose_name=label, **options)
        self.look = look  # CSS classes of heading and cells, e.g. "ku-col-number"
        self.is_title = is_title  # names the row: its cell is the row's heading and the head of the phone's card
        self.german = german  # sorted as a German dictionary does
        self.page = page  # name of the record's page: the cell becomes the link to it
        self.needs = needs  # the fields that its cells are made of, where they are not the accessor

    def __deepcopy__(self, memo: dict[int, Any]) -> "Column":
        """For the table of one page, which notes things at it; what it is made of nobody changes."""
        return copy(self)

    def order(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:
        if not self.german:
            return queryset, False
        keys = [GermanOrder(str(path).replace(".", "__")) for path in self.order_by or (self.accessor,)]
        return queryset.order_by(*(key.desc() if is_descending else key.asc() for key in keys)), True


class Heading(NamedTuple):
    """A column's heading with the sorting it shows and the one it leads to."""

    name: str
    label: str
    look: str
    is_sortable: bool
    sorted: str  # "", "ascending" or "descending", as aria-sort says it
    next_sort: str

    def link(self, before: str, after: str) -> SafeString:
        """The words with the mark of the order; a click sorts by this column, at the address around that order."""
        url = cells.escape(f"{before}{self.next_sort}{after}")
        mark = {"descending": cells.icon("arrow_downward"), "ascending": cells.icon("arrow_upward")}.get(
            self.sorted, cells.icon("unfold_more", classes="is-idle")
        )
        return SafeString(
            f'<a id="sort-{self.name}" class="ku-sort" href="{url}" hx-get="{url}" hx-target="#list" '
            f'hx-push-url="true">{cells.escape(self.label)}{mark}</a>'
        )


SELECT_ALL = SafeString(
    '<span class="ku-check"><input type="checkbox" aria-label="Alle Zeilen dieser Seite auswählen" data-select-all '
    'data-shortcut="a"></span>'
)


class BaseTable(django_tables2.Table):
    """A table whose body is made by functions instead of templates: fifty rows cost a few milliseconds."""

    template: ClassVar[str] = "tables/table.html"
    besides: ClassVar[tuple[str, ...] | None] = None  # fields of a row that every page needs; None reads whole rows
    arrangement: ClassVar[str] = ""  # a CSS class for lists whose rows look different on a phone
    by_age: ClassVar[str] = ""  # of lists that grow for ever: the column of their age, by which an index keeps them
    paginator: BoundedPaginator
    query = QueryDict()  # of the address that the table stands at

    class Meta:
        template_name = "tables/table.html"

    def sort(self, wanted: list[str]) -> None:
        """Sorts by the first wanted column that can be sorted by; without one the default stays."""
        known = [name for name in wanted if OrderBy(name).bare in self.columns.names()]
        known = [name for name in known if self.columns[OrderBy(name).bare].orderable]
        if known:
            self._before = self.data.data  # in the usual order
            self.order_by = known[:1]

    def sorted_rows(self) -> Any:
        """All rows in order; the key decides between equals, so that no row is on two pages or on none."""
        rows = self.data.data
        order = rows.query.order_by or (rows.model._meta.ordering if rows.query.default_ordering else ())
        return rows.order_by(*order, "-pk" if order and _is_descending(order[0]) else "pk")  # so that one index fits

    def rows_of_pages(self) -> Any:
        """The rows that pages lead to, in order."""
        return self._led_to(self.sorted_rows())

    def _led_to(self, rows: Any) -> Any:
        """Of a list that grows for ever, no more than the newest, where somebody chose an order that no index keeps.

        Indexes keep the usual one and that of age; to put a million rows in any other takes seconds.
        """
        if not self.by_age or not self.order_by or OrderBy(self.order_by[0]).bare == self.by_age:
            return rows
        return rows if self.data.data.query.order_by == self._before.query.order_by else newest_of(rows, self.by_age)

    def turn_to(self, number: Any, size: int, words: tuple[Hashable, ...] | None) -> None:
        """Opens one page, whose rows are read when they are shown; `words` as for `Together`."""
        rows, columns = self.sorted_rows(), self._needed()
        if not isinstance(rows, QuerySet):
            self.paginator = BoundedPaginator(rows, size)
        else:
            led_to = self._led_to(rows)
            self.paginator = AskedPaginator(led_to, size, number, columns, words, None if led_to is rows else rows)
        self._wanted = number

    @cached_property
    def page(self) -> RowPage:
        """The open one; asking for it reads it."""
        return self.paginator.get_page(self._wanted)

    def _needed(self) -> tuple[str, ...]:
        """What the columns show and no more; nothing where that is not declared."""
        if self.besides is None:
            return ()
        paths = {*self.besides}
        for bound in self.columns:
            paths.update(getattr(bound.column, "needs", ()) or [str(bound.accessor).replace(".", "__")])
        return columns_behind(self.data.model, frozenset(paths), tuple(self.data.data.query.annotation_select))

    @cached_property
    def headings(self) -> list[Heading]:
        """Those of all columns; the order of the rows has to be chosen by then."""
        return [_heading(bound, bound.order_by_alias) for bound in self.columns]

    def head(self) -> SafeString:
        """The headings as HTML."""
        around = around_value(self.query, "sort", without=("page",))
        return SafeString("".join(self._head_cell(heading, *around) for heading in self.headings))

    def _head_cell(self, heading: Heading, before: str, after: str) -> str:
        words = heading.link(before, after) if heading.is_sortable else cells.escape(heading.label)
        said = f' aria-sort="{heading.sorted}"' if heading.sorted else ""
        return (
            f'<th scope="col" role="columnheader" class="kern-table__header {heading.look}"{said}>'
            f"{SELECT_ALL if heading.name == SELECT else words}</th>"
        )

    def sort_choices(self) -> SafeString:
        """Every order as a choice of a selection list."""
        options = [
            f'<option value="{sign}{heading.name}"{" selected" if heading.sorted == direction else ""}>'
            f"{cells.escape(heading.label)}, {words}</option>"
            for heading in self.headings
            if heading.is_sortable
            for sign, direction, words in (("", "ascending", "aufsteigend"), ("-", "descending", "absteigend"))
        ]
        return SafeString("".join(options))

    def sorting_in_words(self) -> str:
        """What the caption says about the order, e.g. „Name, absteigend“."""
        words = {"ascending": "aufsteigend", "descending": "absteigend"}
        return next((f"{heading.label}, {words[heading.sorted]}" for heading in self.headings if heading.sorted), "")

    def row_classes(self, record: Any) -> str:
        """CSS classes of one row; tables with unread or overdue rows say so here."""
        return ""

    def body(self) -> SafeString:
        """The rows of the open page as HTML."""
        cells = [(*_cell_tags(bound), self._cell(bound)) for bound in self.columns]
        rows = []
        for record in self.page.object_list:
            row = "".join(f"{opening}{cell(record)}{closing}" for opening, closing, cell in cells)
            rows.append(
                f'<tr role="row" class="kern-table__row {self.row_classes(record)}" data-id="{record.pk}">{row}</tr>'
            )
        return mark_safe("\n".join(rows))  # noqa: S308  # every cell is escaped by _cell or made by format_html

    def export_headings(self) -> list[str]:
        return [str(bound.header) for bound in self._exported()]

    def export_rows(self) -> Iterator[Sequence[Any]]:
        """The plain values of all rows; objects are made of these only where a column is computed from them."""
        exported, rows = self._exported(), self.sorted_rows()
        columns = [self._stored(bound, rows) for bound in exported] if can_be_plain(rows) else [None]
        if None not in columns:
            yield from plain_rows(rows, [column for column in columns if column])
            return
        values = [self._value(bound) for bound in exported]
        for record in rows.iterator(chunk_size=AT_ONCE):
            yield [value(record) for value in values]

    def _exported(self) -> list[Any]:
        return [bound for bound in self.columns.iterall() if not bound.column.exclude_from_export]

    def _cell(self, bound: Any) -> Callable[[Any], str]:
        raw = _reader(bound.accessor, self.data.model)
        render = getattr(self, f"render_{bound.name}", None)
        content = _with_named_arguments(render, raw) if render else raw
        if page := getattr(bound.column, "page", ""):
            return lambda record: cells.row_link(address(page, record.pk), content(record) or "–")
        return lambda record: _filled(content(record))

    def _stored(self, bound: Any, rows: QuerySet[Any]) -> Stored | None:
        return None if hasattr(self, f"value_{bound.name}") else stored(rows, bound.accessor)

    def _value(self, bound: Any) -> Callable[[Any], Any]:
        raw = _reader(bound.accessor, self.data.model)
        if plain := getattr(self, f"value_{bound.name}", None):
            return _with_named_arguments(plain, raw)
        return raw


def _is_descending(order: Any) -> bool:
    return order.startswith("-") if isinstance(order, str) else bool(getattr(order, "descending", False))


def _filled(value: Any) -> str:
    return EMPTY_CELL if value is None or value == "" else cells.as_html(value)


def _heading(bound: Any, order: Any) -> Heading:
    direction = "descending" if order.is_descending else "ascending"
    shown = direction if bound.is_ordered else ""
    return Heading(bound.name, str(bound.header), _look(bound.column), bound.orderable, shown, order.next)


def _look(column: Any) -> str:
    return f"{getattr(column, 'look', '')}{' is-title' if getattr(column, 'is_title', False) else ''}".strip()


def _cell_tags(bound: Any) -> tuple[str, str]:
    if getattr(bound.column, "is_title", False):
        return format_html(
            '<th scope="row" role="rowheader" class="kern-table__cell {}">', _look(bound.column)
        ), "</th>"
    return format_html(
        '<td role="cell" class="kern-table__cell {}" data-label="{}">', _look(bound.column), bound.header
    ), "</td>"


def _with_named_arguments(function: Callable[..., Any], raw: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Calls a `render_…` or `value_…` method with those of `record` and `value` that it names."""
    names = _parameters(getattr(function, "__func__", function)) - {"self"}
    if names == {"record"}:
        return lambda record: function(record=record)
    if names == {"value"}:
        return lambda record: function(value=raw(record))
    return lambda record: function(record=record, value=raw(record))


@lru_cache(maxsize=1024)
def _parameters(function: Callable[..., Any]) -> frozenset[str]:
    return frozenset(inspect.signature(function).parameters)


def _reader(accessor: str, model: type[Model] | None) -> Callable[[Any], Any]:
    """Reads a value from a record along a path such as `site__name`; a choice is read as its label."""
    path = str(accessor).replace(".", "__").split("__")
    *way, last = path
    if _has_choices(model, path):
        last = f"get_{last}_display"

    def read(record: Any) -> Any:
        owner = reduce(lambda found, name: getattr(found, name, None), way, record)
        value = getattr(owner, last, None)
        return value() if callable(value) else value

    return read


def _has_choices(model: type[Model] | None, path: list[str]) -> bool:
    try:
        for name in path[:-1]:
            model = model._meta.get_field(name).related_model if model else None
        return bool(model and getattr(model._meta.get_field(path[-1]), "choices", None))
    except FieldDoesNotExist:
        return False
