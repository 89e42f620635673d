"""The foot of a list and its files as HTML: which rows these are, other sizes, other pages; a dozen links on every list."""

from collections.abc import Callable, Iterable

from django.http import QueryDict
from django.utils.safestring import SafeString

from ui import cells
from ui.addresses import around_value
from ui.paging import PAGE_SIZES, RowPage

NOT_COUNTED = "Zu einer einzelnen Person oder sehr kleinen Gruppe wird nicht gezählt und keine Datei ausgegeben."


def list_foot(page: RowPage, query: QueryDict, may_count: bool) -> SafeString:
    """All of it; `may_count` is whether the rows may be counted at all."""
    size = page.paginator.per_page
    words = _rows_in_words(page) if may_count else NOT_COUNTED
    pages = _pages(page, query, may_count) if page.has_other_pages() else ""
    kept = f'<input type="hidden" name="per_page" value="{size}" form="filter">' if size != PAGE_SIZES[0] else ""
    return SafeString(
        f'<div class="ku-list-foot"><p>{words}</p>'
        f'<p class="ku-page-sizes">Je Seite {_sizes(size, query)}</p>{pages}</div>{kept}'
    )


def _rows_in_words(page: RowPage) -> str:
    paginator = page.paginator
    is_cut = paginator.is_cut  # type: ignore[attr-defined]  # the paginator of our lists
    first, last, count = (cells.number(at) for at in (page.start_index(), page.end_index(), paginator.count))
    more = ""
    if is_cut and paginator.all_rows is not None:  # type: ignore[attr-defined]
        more = f". In dieser Reihenfolge stehen die {count} neuesten; weitere zeigt ein engerer Filter."
    elif is_cut and not page.has_next():
        more = ". Weitere Zeilen zeigt ein engerer Filter."
    return f"Zeilen {first} bis {last} von {'über ' if is_cut else ''}{count}{more}"


def _sizes(size: int, query: QueryDict) -> str:
    there = _links(query, "per_page", without=("page",))
    return "\n".join(
        f'<b aria-current="true">{other}</b>'
        if other == size
        else f'<a id="size-{other}" class="ku-link" {there(other)}>{other}<span class="kern-sr-only"> Zeilen je Seite</span></a>'
        for other in PAGE_SIZES
    )


def _pages(page: RowPage, query: QueryDict, may_count: bool) -> str:
    there, links = _links(query, "page", swap="innerHTML show:top"), []
    if page.has_previous():
        links.append(
            f'<a id="page-previous" {there(page.previous_page_number())} rel="prev">{cells.icon("chevron_left")}'
            '<span class="kern-sr-only">Vorherige Seite</span></a>'
        )
    if may_count:
        links += [_numbered(number, page.number, there) for number in _numbers(page)]
    if page.has_next():
        links.append(
            f'<a id="page-next" {there(page.next_page_number())} rel="next">{cells.icon("chevron_right")}'
            '<span class="kern-sr-only">Nächste Seite</span></a>'
        )
    together = "\n".join(links)
    return f'<nav class="ku-pagination" aria-label="Seiten">{together}</nav>'


def _numbers(page: RowPage) -> Iterable[int | str]:
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


def _numbered(number: int | str, present: int, there: Callable[[int], str]) -> str:
    if not isinstance(number, int):
        return '<span aria-hidden="true">…</span>'
    words = f'<span class="kern-sr-only">Seite </span>{number}'
    if number == present:
        return f'<span aria-current="page">{words}</span>'
    return f'<a id="page-{number}" {there(number)}>{words}</a>'


def _links(query: QueryDict, name: str, *, without: tuple[str, ...] = (), swap: str = "") -> Callable[[int], str]:
    """Makes the attributes of a link to the same list with another number in its address."""
    before, after = (cells.escape(part) for part in around_value(query, name, without=without))
    swapped = f' hx-swap="{swap}"' if swap else ""

    def there(number: int) -> str:
        url = f"{before}{number}{after}"
        return f'href="{url}" hx-get="{url}" hx-target="#list"{swapped} hx-push-url="true"'

    return there


def list_exports(formats: Iterable[tuple[str, str]], query: QueryDict) -> SafeString:
    """Links to all filtered rows as files."""
    before, after = (cells.escape(part) for part in around_value(query, "export", without=("page", "per_page")))
    return SafeString(
        "\n".join(
            f'<a class="ku-control" href="{before}{cells.escape(key)}{after}" download>{cells.icon("download")}'
            f'{cells.escape(words)}<span class="kern-sr-only">-Datei mit allen gefilterten Zeilen</span></a>'
            for key, words in formats
        )
    )
