"""Excel workbooks: the first sheet, read row by row; what a hostile file would blow up to is asked before it is unpacked."""

import zipfile
from collections.abc import Iterator
from typing import IO, Any

from openpyxl.utils.exceptions import InvalidFileException

from imports.sheets.cells import MOST_COLUMNS, NOTHING, Cell, Row, Unreadable, cell_of, ended, letters, named
from imports.sheets.workbooks import Reader

MOST_UNPACKED = 150 * 1024 * 1024
MOST_PARTS = 2_000
MOST_TEXT = 50_000_000
"""Characters of all rows together: a text that stands in the file once may be shown in a million cells."""
MOST_LINES = 100_000
"""Rows counted with the empty ones: a file may claim that its only row is the billionth."""
BROKEN = "Diese Excel-Datei ist beschädigt oder in einem Format, das nicht gelesen werden kann. Bitte speichern Sie sie neu als .xlsx."
WHAT_BREAKS = (
    InvalidFileException, zipfile.BadZipFile, SyntaxError, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError,
    EOFError, OverflowError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What the library raises for files that nobody would write by hand."""
FORMULA = "Die Zelle enthält eine Formel. Bitte fügen Sie stattdessen ihren Wert ein."
WRONG = "Die Zelle enthält den Fehler {}."


class XlsxSheet:
    """The first sheet of a workbook."""

    def __init__(self, file: IO[bytes], most_rows: int, at_most: int | None = None) -> None:
        self.file = file
        self.at_most = at_most
        self.most_rows = most_rows
        _refuse_bombs(file)
        self.lines = self._lines()
        first = next(self.lines, None)
        self.headings = named(_cells(first or ()))

    def rows(self) -> Iterator[Row]:
        """The rows below the headings; empty ones are left out."""
        count = length = 0
        for number, line in enumerate(self.lines, start=2):
            if number > MOST_LINES:
                raise Unreadable(
                    f"Die Datei hat Einträge hinter der Zeile {MOST_LINES}. Bitte löschen Sie leere Zeilen."
                )
            cells = _cells(line)
            if not any(cell.text.strip() or cell.problem for cell in cells):
                continue
            count += 1
            if count > self.most_rows:
                raise Unreadable(f"Die Datei hat mehr als {self.most_rows} Zeilen. Bitte teilen Sie sie auf.")
            length += sum(len(cell.text) for cell in cells)
            if length > MOST_TEXT:
                raise Unreadable("Die Datei enthält zu viel Text. Bitte teilen Sie sie auf.")
            beyond = next((column for column in range(len(self.headings), len(cells)) if cells[column].text.strip()), 0)
            problem = f"In Spalte {letters(beyond)} steht etwas, aber sie hat keine Überschrift." if beyond else ""
            yield Row(number, ended(cells, len(self.headings)), problem)

    def _lines(self) -> Iterator[tuple[Any, ...]]:
        self.file.seek(0)
        try:
            reader = Reader(self.file, self.at_most)
            reader.read()
            book = reader.wb
        except WHAT_BREAKS as error:
            raise Unreadable(BROKEN) from error
        try:
            sheet = next((sheet for sheet in book.worksheets if hasattr(sheet, "reset_dimensions")), None)
            if sheet is None:
                raise Unreadable("Diese Excel-Datei enthält kein Tabellenblatt.")
            sheet.reset_dimensions()  # what a file says about its own size may be anything
            yield from sheet.iter_rows(max_col=MOST_COLUMNS + 1)
        except WHAT_BREAKS as error:
            raise Unreadable(BROKEN) from error
        finally:
            book.close()


def _cells(line: tuple[Any, ...]) -> list[Cell]:
    return [_cell(cell) for cell in line]


def _cell(cell: Any) -> Cell:
    if cell.value is None:
        return NOTHING
    if cell.data_type == "f":
        return Cell(str(cell.value), FORMULA)
    if cell.data_type == "e":
        return Cell(str(cell.value), WRONG.format(str(cell.value)[:20]))
    return cell_of(cell.value)


def _refuse_bombs(file: IO[bytes]) -> None:
    """The directory of the archive says how large each part becomes; more than that is never unpacked of it."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except WHAT_BREAKS as error:
        raise Unreadable(BROKEN) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable("Diese Excel-Datei ist ausgepackt zu groß, um gelesen zu werden.")
