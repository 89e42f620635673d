"""What is read out of a file: cells as text, rows with the number that the spreadsheet shows beside them."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple, Protocol

MOST_COLUMNS = 100
LONGEST_CELL = 5_000
NOT_TEXT = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


class Unreadable(Exception):
    """The file as a whole cannot be read; the message says why, in German, to whoever brought it."""


class Cell(NamedTuple):
    """The text of one cell; `problem` says why it is not to be relied on."""

    text: str = ""
    problem: str = ""


class Row(NamedTuple):
    """One row with its number in the file, counted as a spreadsheet does: the headings are row 1.

    Its cells may end before the headings do, or go on beyond them.
    """

    number: int
    cells: list[Cell]
    problem: str = ""  # what is wrong with the row as a whole

    def cell(self, column: int) -> Cell:
        """The cell of a column."""
        return self.cells[column] if column < len(self.cells) else NOTHING


NOTHING = Cell()


class Sheet(Protocol):
    """A file that was opened: its headings, and its rows, once."""

    headings: list[str]

    def rows(self) -> Iterator[Row]:
        """The rows below the headings; empty ones are left out."""
        ...


def plain(text: str) -> str:
    """One line of text without what nobody sees: control characters go, any run of white space is one space."""
    if text.isprintable() and "  " not in text:  # nearly always
        return text.strip()
    visible = "".join(
        " " if char.isspace() else char
        for char in NOT_TEXT.sub("", text)
        if char.isspace() or unicodedata.category(char) != "Cc"
    )
    return " ".join(visible.split())


def cell_of(value: Any) -> Cell:
    """What a spreadsheet holds in a cell, as the text that it shows in German."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return Cell("ja" if value else "nein")
    if isinstance(value, datetime):
        return Cell(f"{value:%d.%m.%Y}" if value.time() == time() else f"{value:%d.%m.%Y %H:%M}")
    if isinstance(value, date):
        return Cell(f"{value:%d.%m.%Y}")
    if isinstance(value, float):
        return Cell(str(int(value)) if value.is_integer() else str(value).replace(".", ","))
    return text_cell(str(value))


def text_cell(text: str) -> Cell:
    """A text that is short enough to be one."""
    return Cell(text, "" if len(text) <= LONGEST_CELL else f"Die Zelle enthält mehr als {LONGEST_CELL} Zeichen.")


def ended(cells: list[Cell], width: int) -> list[Cell]:
    """The cells below the headings, and those beyond as far as something stands in them."""
    last = max((column for column, cell in enumerate(cells) if cell.text.strip()), default=0)
    return cells[: max(width, last + 1)]


def storable(text: str) -> str:
    """The text of a cell as it came, without the few characters that the database does not take."""
    return NOT_TEXT.sub("", text).replace("\x00", "")


def named(cells: list[Cell]) -> list[str]:
    """The headings of a file; a missing one is named by its column."""
    while cells and not plain(cells[-1].text):
        cells = cells[:-1]
    if not cells:
        raise Unreadable("Die erste Zeile ist leer. Sie muss die Überschriften der Spalten enthalten.")
    if len(cells) > MOST_COLUMNS:
        raise Unreadable(f"Die Datei hat mehr als {MOST_COLUMNS} Spalten. Bitte löschen Sie die überflüssigen.")
    return [plain(cell.text)[:100] or f"Spalte {letters(column)} ohne Überschrift" for column, cell in enumerate(cells)]


def letters(column: int) -> str:
    """The name of a column in a spreadsheet: A, B, …, Z, AA."""
    name, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
