"""Lists as files: CSV for the German Excel and XLSX, both written row by row and safe to open."""

import csv
import io
import re
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.dispatch import Signal
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

FORMATS = {"csv": "CSV", "xlsx": "Excel"}
CHUNK_OF_LINES = 500
ROWS_PER_SHEET = 1_000_000  # Excel opens 1,048,576
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
STARTS_A_FORMULA = re.compile(r"[=+\-@\t\r]")
IS_A_NUMBER = re.compile(r"[+-]?\d[\d.]*(,\d+)?")

exported = Signal()
"""Tells whoever keeps a log that a file leaves: `request`, `title`, `file_format` and `filters` in words."""


class Exportable(Protocol):
    """What can be written to a file: a table, or all columns of a model."""

    def export_headings(self) -> list[str]: ...

    def export_rows(self) -> Iterator[list[Any]]: ...


def export(
    table: Exportable, file_format: str, title: str, today: date, *, request: HttpRequest, filters: str = ""
) -> HttpResponseBase:
    """All rows of the table, not only the open page, as a download named after the list and the day."""
    tell_of_export(request, title, FORMATS[file_format], filters)
    name = f"{slugify(title.translate(UMLAUTS))}-{today:%Y-%m-%d}.{file_format}"
    response: HttpResponseBase
    if file_format == "xlsx":
        response = FileResponse(_xlsx(table, title), as_attachment=True, filename=name)
    else:
        response = StreamingHttpResponse(_csv(table), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def tell_of_export(request: HttpRequest, title: str, file_format: str, filters: str = "") -> None:
    """Say that a file leaves, before its first row does; files that are not made by `export` say so themselves."""
    exported.send(sender=None, request=request, title=title, file_format=file_format, filters=filters)


def guarded(value: str) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay as they are."""
    return f"'{value}" if STARTS_A_FORMULA.match(value) and not IS_A_NUMBER.fullmatch(value) else value


def _csv(table: Exportable) -> Iterator[bytes]:
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    lines.write("\ufeff")  # without the mark Excel reads umlauts wrongly
    writer.writerow(table.export_headings())
    for number, row in enumerate(table.export_rows(), start=1):
        writer.writerow([guarded(_german(value)) for value in row])
        if number % CHUNK_OF_LINES == 0:
            yield lines.getvalue().encode()
            lines.seek(0)
            lines.truncate()
    yield lines.getvalue().encode()


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


def _xlsx(table: Exportable, title: str) -> "tempfile._TemporaryFileWrapper[bytes]":
    book = Workbook(write_only=True)
    sheet: Any = None
    for number, row in enumerate(table.export_rows()):
        if number % ROWS_PER_SHEET == 0:
            sheet = _new_sheet(book, table, title, number)
        sheet.append([_xlsx_cell(sheet, value) for value in row])
    if sheet is None:
        _new_sheet(book, table, title, 0)
    file = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115  # the response closes it after sending
    book.save(file)
    file.seek(0)
    return file


def _new_sheet(book: Workbook, table: Exportable, title: str, number: int) -> Any:
    part = f" {number // ROWS_PER_SHEET + 1}" if number else ""
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:25] + part)
    sheet.freeze_panes = "A2"
    headings = []
    for column, heading in enumerate(table.export_headings(), start=1):
        sheet.column_dimensions[chr(64 + column) if column <= 26 else "AA"].width = max(12, min(40, len(heading) + 6))
        cell = WriteOnlyCell(sheet, value=heading)
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
    return guarded(ILLEGAL_CHARACTERS_RE.sub("", str(value)))


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment
