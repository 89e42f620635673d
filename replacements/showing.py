"""Sums of the plan as tables of years on a page: each cell says how many and how much, and leads to the rows behind it."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from replacements.plan import KINDS_OF_ITEMS
from replacements.sums import Column, Line, Side, Total, footer
from ui import cells
from ui.charts import counted
from ui.pages import Section, filtered

Address = Callable[[Line, Column | None], str]


def whole_euro(value: Decimal) -> str:
    """„8.280 €“; cents say nothing about a plan."""
    return f"{cells.number(round(value))}{cells.NO_BREAK_SPACE}€"


def signed_euro(value: Decimal) -> str:
    """„+8.280 €“, „−8.280 €“, and a dash where nothing has changed."""
    if not round(value):
        return "–"
    return f"{'+' if value > 0 else '−'}{whole_euro(abs(value))}"


def section_of(
    title: str, first: str, lines: Sequence[Line], columns: Sequence[Column], address: Address, hint: str = ""
) -> Section:
    """The table with a line for all at its end."""
    shown = [*lines, footer(lines, columns)] if len(lines) > 1 else list(lines)
    rows = [
        (
            cell_link(address(line, None), line.label),
            *(_cell(total, address(line, column)) for total, column in zip(line.cells, columns, strict=True)),
            _cell(line.total, address(line, None), is_sum=True),
        )
        for line in shown
    ]
    return Section(title, headings=(first, *(column.label for column in columns), "Summe"), rows=rows, hint=hint)


def cell_link(url: str, words: str) -> SafeString | str:
    """The words, linked where there is something to see."""
    return cells.link(url, words) if url else words


def address_of_plan(side: Side | None) -> Address:
    """Where the rows behind a cell of today's plan are listed; devices and infrastructure of all are no one list."""

    def address(line: Line, column: Column | None) -> str:
        of = line.key if isinstance(line.key, Side) else side
        kind = "" if isinstance(line.key, Side) else line.key
        filters = {**(side_filter(of) if of else {}), **_years(column)}  # a sum leaves out what is kept
        if of and of.kind == "infrastructure":
            kinds = [item for item, rule in KINDS_OF_ITEMS.items() if rule == kind]
            return filtered("replacements:items", **filters) + "".join(f"&kind={item}" for item in kinds)
        if kind:
            filters["kind"] = kind
        return filtered("replacements:devices", **filters)

    return address


def without_footer(address: Address) -> Address:
    """The same without a link where all lines are summed up."""
    return lambda line, column: address(line, column) if line.key else ""


def side_filter(side: Side) -> dict[str, int]:
    """The filter of a list that shows one side."""
    return {{"authority": "authority", "reserve": "reserve", "infrastructure": "provider"}[side.kind]: side.key}


def missing_in_words(total: Total) -> str:
    """What the sums leave out, as a sentence; empty if nothing."""
    parts = []
    if total.missing:
        parts.append(f"Für {counted(total.missing, 'Gerät', 'Geräte')} ist kein Preis hinterlegt")
    if total.leased:
        parts.append(f"{counted(total.leased, 'Gerät ist', 'Geräte sind')} geleast und ohne Kaufpreis")
    return f"{'; '.join(parts)}. Diese Geräte sind gezählt, in den Beträgen aber nicht enthalten." if parts else ""


def _years(column: Column | None) -> dict[str, Any]:
    if column is None:
        return {"decision": "replaced"}
    if column.is_unknown:
        return {"due": "unknown"}
    years = {"year_from": column.first, "year_until": column.last}
    return {name: year for name, year in years.items() if year is not None}


def _cell(total: Total, url: str, *, is_sum: bool = False) -> SafeString | str:
    if not total.count:
        return "–"
    below = [whole_euro(total.price)] if total.price else []
    if total.missing and (is_sum or not below):
        below.append(f"{cells.number(total.missing)} ohne Preis")
    lines = format_html_join("", '<br><span class="ku-muted">{}</span>', ((words,) for words in below))
    return format_html("{}{}", cell_link(url, cells.number(total.count)), lines)


class SumsFile(NamedTuple):
    """The table of years as a file: each number in a cell of its own, and the sum of all lines left to the reader."""

    first: str
    lines: Sequence[Line]
    columns: Sequence[Column]

    def export_headings(self) -> list[str]:
        """What each column is."""
        years = [words for column in self.columns for words in (f"Geräte {column.label}", f"Euro {column.label}")]
        return [self.first, *years, "Geräte zusammen", "Euro zusammen", "davon ohne Preis", "davon geleast"]

    def export_rows(self) -> Iterator[list[Any]]:
        """A line for each side."""
        for line in self.lines:
            years = [value for total in line.cells for value in (total.count, total.price)]
            total = line.total
            yield [line.label, *years, total.count, total.price, total.missing, total.leased]
