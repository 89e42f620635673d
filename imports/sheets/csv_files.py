"""Text files with a sign between the columns, in the encodings and with the signs that are in use here."""

import csv
import io
from collections.abc import Iterator

from imports.sheets.cells import MOST_COLUMNS, Cell, Row, Unreadable, ended, named, text_cell

SIGNS = ";,\t"
ENCODINGS = ("utf-8-sig", "cp1252")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
UNKNOWN = "Diese Datei ist weder eine CSV-Datei noch eine Excel-Arbeitsmappe (.xlsx)."
MOST_EMPTY = 100_000
"""Empty rows count too, lest a file of nothing but line ends keep the machine busy."""


class CsvSheet:
    """A CSV file; the separator is the sign that parts the first line into the most columns."""

    def __init__(self, content: bytes, most_rows: int) -> None:
        self.text = _decoded(content)
        self.most_rows = most_rows
        self.sign = _separator(self.text)
        self.lines = self._lines()
        first = next(self.lines, None)
        if first is None:
            raise Unreadable("Die Datei ist leer.")
        self.headings = named([Cell(text) for text in first])

    def rows(self) -> Iterator[Row]:
        """The rows below the headings; empty ones are left out."""
        count = 0
        for number, line in enumerate(self.lines, start=2):
            if not any(text.strip() for text in line):
                if number > MOST_EMPTY:
                    raise Unreadable("Die Datei hat zu viele leere Zeilen.")
                continue
            count += 1
            if count > self.most_rows:
                raise Unreadable(f"Die Datei hat mehr als {self.most_rows} Zeilen. Bitte teilen Sie sie auf.")
            is_longer = any(text.strip() for text in line[len(self.headings) :])
            problem = "Die Zeile hat mehr Zellen, als es Überschriften gibt." if is_longer else ""
            cells = [text_cell(text) for text in line[: MOST_COLUMNS + 1]]
            yield Row(number, ended(cells, len(self.headings)), problem)

    def _lines(self) -> Iterator[list[str]]:
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.sign, strict=True)
        try:
            yield from reader
        except csv.Error as error:
            raise Unreadable(
                f"Bei Zeile {reader.line_num} der Datei stimmt etwas nicht: Wahrscheinlich ist ein Anführungszeichen nicht geschlossen."
            ) from error


def _decoded(content: bytes) -> str:
    if content.startswith(UTF_16):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in content:
        raise Unreadable(UNKNOWN)
    else:
        encodings = ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(f"{UNKNOWN} Bitte speichern Sie sie als „CSV UTF-8“.")


def _separator(text: str) -> str:
    line = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(line.split('"')[::2])  # what stands between marks parts nothing
    return max(SIGNS, key=outside.count)
