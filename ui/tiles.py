"""What a tile of a dashboard is: one number or chart somebody watches, and how it looks as HTML."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from html import escape
from typing import Any, ClassVar

from django.utils.html import json_script
from django.utils.safestring import SafeString

from ui.cells import icon, number
from ui.charts import Cell, Chart, Figure, Note
from ui.together import Together

Shape = Callable[[], Figure | Chart]
"""The values of a tile once somebody wants to see them."""


class Tile(ABC):
    """One tile: a title, the right to see it, at most two queries, and a link to the rows behind each number."""

    key: ClassVar[str]  # its name in addresses
    title: str
    permission: ClassVar[str]

    @abstractmethod
    def data(self, user: Any, now: datetime) -> Figure | Chart:
        """The values of the tile for this person at this moment."""

    def asked(self, page: Together, user: Any, now: datetime) -> Shape:
        """The values as a part of a page; what is read together says so here."""
        return partial(self.data, user, now)

    def is_visible_to(self, user: Any) -> bool:
        """Whether the person has the right to see it."""
        return bool(user.has_perm(self.permission))


class TileReadTogether(Tile):
    """A tile that asks for what it needs together with the other tiles of its page."""

    @abstractmethod
    def asked(self, page: Together, user: Any, now: datetime) -> Shape:
        """Ask for the values; what comes back makes them what they are shown as."""

    def data(self, user: Any, now: datetime) -> Figure | Chart:
        """The tile by itself."""
        return self.asked(Together(), user, now)()


def tile_html(tile: Tile, value: Figure | Chart, file: str = "") -> SafeString:
    """A tile with its values; the table of a chart is offered as a file at the given address."""
    return _chart(tile, value, file) if isinstance(value, Chart) else _figure(tile, value)


def _figure(tile: Tile, figure: Figure) -> SafeString:
    """One number with the rows behind it."""
    return SafeString(
        f'<div class="ku-kpi"><dt>{escape(tile.title)}</dt>'
        f'<dd class="ku-kpi__value"><a class="ku-kpi__link" href="{escape(figure.url)}">{number(figure.value)}'
        f'<span class="kern-sr-only"> {escape(tile.title)}: Meldungen ansehen</span></a></dd>'
        f"{''.join(map(_note, figure.notes))}</div>"
    )


def _note(note: Note) -> str:
    text = f'<a class="ku-link" href="{escape(note.url)}">{escape(note.text)}</a>' if note.url else escape(note.text)
    if note.strong:
        news = f' class="is-{escape(note.news)}"' if note.news else ""
        text = f"<span{news}>{icon(note.icon)} {escape(note.strong)}</span> {text}"
    return f'<dd class="ku-kpi__note">{text}</dd>'


def _chart(tile: Tile, chart: Chart, file: str) -> SafeString:
    """A chart: what it says, the picture, the values as a table and as a file at the given address."""
    key, title = escape(tile.key), escape(tile.title)
    drawn = f' data-chart="chart-{key}"' if chart.rows else ""
    return SafeString(
        f'<figure class="ku-chart"{drawn} aria-labelledby="heading-{key}">'
        f'<figcaption><h2 id="heading-{key}">{title}</h2> <p>{escape(chart.finding)}</p></figcaption>'
        f"{_drawn(chart, key, title, file) if chart.rows else _without_rows(chart)}</figure>"
    )


def _without_rows(chart: Chart) -> str:
    link = f'<a class="ku-link" href="{escape(chart.empty_url)}">{escape(chart.empty_link)}</a>'
    return f'<div class="ku-empty">{icon("analytics")}<p>{link}</p></div>'


def _drawn(chart: Chart, key: str, title: str, file: str) -> str:
    more = f' <span class="ku-muted">(mit {number(chart.left_out)} weiteren Zeilen)</span>' if chart.left_out else ""
    headings = [chart.axis, *chart.series, *([chart.sum_heading] if chart.sum_heading else [])]
    return (
        f"{json_script(chart.picture, f'chart-{key}')}"
        f'<div class="ku-chart__picture" role="img" aria-label="Diagramm: {title}. Die Werte stehen in der Tabelle'
        f' darunter."></div><details><summary>Werte als Tabelle<span class="kern-sr-only">: {title}</span>{more}</summary>'
        f'<div class="ku-chart__table" role="region" aria-labelledby="heading-{key}" tabindex="0">'
        f'<table class="ku-data-table"><thead><tr>{"".join(map(_heading, headings))}</tr></thead>'
        f"<tbody>{_table_rows(chart)}</tbody></table></div>"
        f'<p><a class="ku-link" href="{escape(file)}" download>{icon("download")} Als CSV-Datei'
        f'<span class="kern-sr-only">: {title}</span></a></p></details>'
    )


def _heading(text: str) -> str:
    return f'<th scope="col">{escape(text)}</th>'


def _table_rows(chart: Chart) -> str:
    return "".join(
        f'<tr><th scope="row">{escape(row.label)}</th>{_values(row.cells)}{_values([row.sum] if row.sum else [])}</tr>'
        for row in chart.rows
    )


def _values(cells: Iterable[Cell]) -> str:
    return "".join(f'<td><a class="ku-link" href="{escape(cell.url)}">{number(cell.value)}</a></td>' for cell in cells)
