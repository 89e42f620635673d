"""Lists as files: CSV for the German Excel and XLSX, both written row by row and safe to open.

A file is written to its end before it is sent: the rows are read while the request lasts, and with its rights.
"""

import csv
import io
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, Protocol

from django.dispatch import Signal
from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

FORMATS = {"csv": "CSV", "xlsx": "Excel"}
CHUNK = 64 * 1024  # characters that are written at once
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ROWS_PER_SHEET = 1_000_000  # Excel opens 1,048,576
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
FORMULA_BEGINS_WITH = frozenset("=+-@")
FIELD_BEGINS_WITH = frozenset("\t\r\n")  # some programs take what follows for the beginning of the next cell
IS_A_NUMBER = re.compile(r"[+-]?[0-9][0-9.]*(,[0-9]+)?")
# Neither of them may stand in the XML of a sheet.
NOT_IN_A_SHEET = re.compile(f"{ILLEGAL_CHARACTERS_RE.pattern}|[\ufffe\uffff]")
NOT_IN_A_SHEETS_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LONGEST_SHEETS_NAME = 25  # Excel takes 31; a number may follow

NO_EXPORT = (
    "Diese Liste kann nicht als Datei ausgegeben werden: Sie ist auf eine Person, eine sehr kleine Gruppe oder ein Suchwort "
    "eingegrenzt, das ein Name sein kann. Bitte nehmen Sie diesen Filter heraus."
)

exported = Signal()
"""Tells whoever keeps a log that a file leaves: `request`, `title`, `file_format` and `filters` in words."""


class Exportable(Protocol):
    """What can be written to a file: a table, or all columns of a model."""

    def export_headings(self) -> list[str]: ...

    def export_rows(self) -> Iterator[list[Any]]: ...


def export(
    table: Exportable, file_format: str, title: str, today: date, *, request: HttpRequest, filters: str = ""
) -> FileResponse:
    """All rows of the table, not only the open page, as a download, and a word to whoever keeps a log."""
    tell_of_export(request, title, FORMATS[file_format], filters)
    return as_file(table, file_format, title, today)


def as_file(table: Exportable, file_format: str, title: str, today: date) -> FileResponse:
    """The rows as a file named after the list and the day.

    It is complete before it leaves, so that all of it is read inside of the request's transaction.
    """
    kind = "xlsx" if file_format == "xlsx" else "csv"
    name = f"{slugify(title.translate(UMLAUTS)) or 'liste'}-{today:%Y-%m-%d}.{kind}"
    content: Any
    if kind == "xlsx":
        content = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115  # the response closes it after sending
        _write_xlsx(table, title, content)
    else:
        content = io.BytesIO()  # a hundred thousand rows are some twenty megabytes
        _write_csv(table, content)
    content.seek(0)
    response = FileResponse(content, as_attachment=True, filename=name, content_type=CONTENT_TYPES[kind])
    response["Cache-Control"] = "private, no-store"
    return response


def tell_of_export(request: HttpRequest, title: str, file_format: str, filters: str = "") -> None:
    """Say that a file leaves, before its first row does; files that are not made by `export` say so themselves."""
    exported.send(sender=None, request=request, title=title, file_format=file_format, filters=filters)


def guarded(value: str) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay as they are."""
    return f"'{value}" if _could_run(value) and not IS_A_NUMBER.fullmatch(value) else value


def _could_run(value: str) -> bool:
    """Whether the first sign that one sees begins a formula, in one of its widths, whatever invisible stands before it."""
    if value[:1] in FIELD_BEGINS_WITH:
        return True
    first = next((char for char in value if unicodedata.category(char)[0] not in "CZM"), "")
    return unicodedata.normalize("NFKC", first)[:1] in FORMULA_BEGINS_WITH


def _write_csv(table: Exportable, content: IO[bytes]) -> None:
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    lines.write("\ufeff")  # without the mark Excel reads umlauts wrongly
    writer.writerow([guarded(heading) for heading in table.export_headings()])
    for row in table.export_rows():
        writer.writerow([guarded(_german(value)) for value in row])
        if lines.tell() > CHUNK:
            content.write(lines.getvalue().encode())
            lines.seek(0)
            lines.truncate()
    content.write(lines.getvalue().encode())


def _german(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return f"{_local(value):%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    return str(value)


def _write_xlsx(table: Exportable, title: str, content: IO[bytes]) -> None:
    book = Workbook(write_only=True)
    sheet: Any = None
    for number, row in enumerate(table.export_rows()):
        if number % ROWS_PER_SHEET == 0:
            sheet = _new_sheet(book, table, title, number)
        sheet.append([_xlsx_cell(sheet, value) for value in row])
    if sheet is None:
        _new_sheet(book, table, title, 0)
    book.save(content)


def _new_sheet(book: Workbook, table: Exportable, title: str, number: int) -> Any:
    part = f" {number // ROWS_PER_SHEET + 1}" if number else ""
    name = NOT_IN_A_SHEETS_NAME.sub(" ", title)[:LONGEST_SHEETS_NAME].strip("' ") or "Liste"
    sheet = book.create_sheet(name + part)
    sheet.freeze_panes = "A2"
    headings = []
    for column, heading in enumerate(table.export_headings(), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = max(12, min(40, len(heading) + 6))
        cell = _text_cell(sheet, heading)
        cell.font = Font(bold=True)
        headings.append(cell)
    sheet.append(headings)
    return sheet


def _xlsx_cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if value is None or isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value=_local(value).replace(tzinfo=None) if isinstance(value, datetime) else value)
        cell.number_format = "DD.MM.YYYY HH:MM" if isinstance(value, datetime) else "DD.MM.YYYY"
        return cell
    return _text_cell(sheet, str(value))


def _text_cell(sheet: Any, text: str) -> Any:
    """A cell that is text and nothing else; left alone, openpyxl would make a formula of „=1“ and an error of „#N/A“."""
    allowed = guarded(NOT_IN_A_SHEET.sub("", text))
    cell = WriteOnlyCell(sheet, value=allowed or None)
    if allowed:
        cell.data_type = "s"
    return cell


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment
