"""Figures and charts as values: what a tile says in numbers, in a sentence, as a picture and as a table."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Self

from ui.cells import number

LONGEST_PICTURE = 10  # more bars than this cannot be told apart; the table names all


class Note(NamedTuple):
    """A remark below a figure: symbol, a strong part that is good or bad news, the rest, the rows behind it."""

    text: str
    url: str = ""
    strong: str = ""
    icon: str = ""
    news: str = ""  # "good", "bad" or nothing


class Figure(NamedTuple):
    """One number somebody watches, with the rows behind it."""

    value: int
    url: str
    notes: Sequence[Note] = ()


class Cell(NamedTuple):
    """One value of a chart, with the rows behind it."""

    value: int
    url: str


class Row(NamedTuple):
    """One place on the axis: its name, a shorter name for the picture, one value per series, and their sum if it says something."""

    label: str
    cells: Sequence[Cell]
    tick: str = ""
    sum: Cell | None = None


class Chart(NamedTuple):
    """Values over an axis, and the sentence that says what they mean; without rows only the sentence is shown."""

    kind: str  # see frontend/js/charts.js
    finding: str
    axis: str
    series: Sequence[str]
    rows: Sequence[Row]
    sum_heading: str = ""
    empty_url: str = ""  # where to begin when there are no rows
    empty_link: str = ""

    @classmethod
    def without_rows(cls, finding: str, url: str, link: str) -> Self:
        """Nothing to draw: why, and where to go instead."""
        return cls("bars", finding, "", (), (), empty_url=url, empty_link=link)

    @property
    def drawn(self) -> Sequence[Row]:
        """The rows of the picture; bars beyond the first ten are left to the table."""
        return self.rows if self.kind == "columns" else self.rows[:LONGEST_PICTURE]

    @property
    def left_out(self) -> int:
        """How many rows only the table shows."""
        return len(self.rows) - len(self.drawn)

    @property
    def picture(self) -> dict[str, Any]:
        """The shape that the script draws."""
        return {
            "kind": self.kind,
            "categories": [row.tick or row.label for row in self.drawn],
            "series": [
                {"name": name, "values": [row.cells[index].value for row in self.drawn]}
                for index, name in enumerate(self.series)
            ],
        }

    def lines(self) -> list[list[str | int]]:
        """The table as plain values, headings first, for a file."""
        head: list[str | int] = [self.axis, *self.series, *([self.sum_heading] if self.sum_heading else [])]
        return [head, *(_line(row) for row in self.rows)]


def _line(row: Row) -> list[str | int]:
    return [row.label, *(cell.value for cell in row.cells), *([row.sum.value] if row.sum else [])]


def leaders(rows: Sequence[tuple[str, int]]) -> str:
    """Who is in front, with the number: „Amt Grabow (12)“; „… und … (je 12)“, „mehrere (je 12)“."""
    most = max(value for _, value in rows)
    names = [name for name, value in rows if value == most]
    if len(names) > 2:
        return f"mehrere (je {number(most)})"
    return f"{' und '.join(names)} ({'je ' if len(names) == 2 else ''}{number(most)})"


def counted(value: int, one: str, many: str) -> str:
    """„1 Meldung“, „1.234 Meldungen“."""
    return f"{number(value)} {one if value == 1 else many}"


def share(part: int, whole: int) -> str:
    """„24,2 %“; the whole is not zero."""
    return f"{number(100 * part / whole, 1)}\u00a0%"
