"""Lists as files: CSV for the German Excel and XLSX, both sent row by row and safe to open.

Nothing waits for the last row: a file is written while it is sent, so that its beginning comes at once and the memory
stays as it is, however many rows there are. What is read meanwhile is read with the rights of whoever asked.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.dispatch import Signal
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from ui import sheets

FORMATS = {"csv": "CSV", "xlsx": "Excel"}
CHUNK = 64 * 1024  # characters that are sent at once
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
FORMULA_BEGINS_WITH = frozenset("=+-@")
FIELD_BEGINS_WITH = frozenset("\t\r\n")  # some programs take what follows for the beginning of the next cell
IS_A_NUMBER = re.compile(r"[+-]?[0-9][0-9.]*(,[0-9]+)?")

NO_EXPORT = (
    "Diese Liste kann nicht als Datei ausgegeben werden: Sie ist auf eine Person, eine sehr kleine Gruppe oder ein Suchwort "
    "eingegrenzt, das ein Name sein kann. Bitte nehmen Sie diesen Filter heraus."
)

exported = Signal()
"""Tells whoever keeps a log that a file leaves: `request`, `title`, `file_format` and `filters` in words."""


class Exportable(Protocol):
    """What can be written to a file: a table, or all columns of a model."""

    def export_headings(self) -> list[str]: ...

    def export_rows(self) -> Iterator[Any]: ...


class FileOfRows(StreamingHttpResponse):
    """A file whose rows are read while it is sent: whoever guards the database has to stay until its end."""

    reads_while_sent = True


def export(
    table: Exportable, file_format: str, title: str, today: date, *, request: HttpRequest, filters: str = ""
) -> FileOfRows:
    """All rows of the table, not only the open page, as a download, and a word to whoever keeps a log."""
    tell_of_export(request, title, FORMATS[file_format], filters)
    return as_file(table, file_format, title, today)


def as_file(table: Exportable, file_format: str, title: str, today: date) -> FileOfRows:
    """The rows as a file named after the list and the day."""
    kind = "xlsx" if file_format == "xlsx" else "csv"
    name = f"{slugify(title.translate(UMLAUTS)) or 'liste'}-{today:%Y-%m-%d}.{kind}"
    content = _xlsx(table, title) if kind == "xlsx" else _csv(table)
    response = FileOfRows(content, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response


def tell_of_export(request: HttpRequest, title: str, file_format: str, filters: str = "") -> None:
    """Say that a file leaves, before its first row does; files that are not made by `export` say so themselves."""
    exported.send(sender=None, request=request, title=title, file_format=file_format, filters=filters)


def guarded(value: str) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay as they are."""
    if value[:1].isalnum():  # nearly all texts: a letter or a figure, of whatever script, begins no formula
        return value
    return f"'{value}" if _could_run(value) and not IS_A_NUMBER.fullmatch(value) else value


def _could_run(value: str) -> bool:
    """Whether the first sign that one sees begins a formula, in one of its widths, whatever invisible stands before it."""
    if value[:1] in FIELD_BEGINS_WITH:
        return True
    first = next((char for char in value if unicodedata.category(char)[0] not in "CZM"), "")
    return unicodedata.normalize("NFKC", first)[:1] in FORMULA_BEGINS_WITH


def _csv(table: Exportable) -> Iterator[bytes]:
    lines = io.StringIO(newline="")
    write = csv.writer(lines, delimiter=";", lineterminator="\r\n").writerow
    lines.write("\ufeff")  # without the mark Excel reads umlauts wrongly
    write([guarded(heading) for heading in table.export_headings()])
    for row in table.export_rows():
        write([_WRITTEN.get(type(value), _german)(value) for value in row])
        if lines.tell() > CHUNK:
            yield lines.getvalue().encode()
            lines.seek(0)
            lines.truncate()
    yield lines.getvalue().encode()


def _moment(value: datetime) -> str:
    at = local(value)
    return f"{at.day:02}.{at.month:02}.{at.year} {at.hour:02}:{at.minute:02}"


def _day(value: date) -> str:
    return f"{value.day:02}.{value.month:02}.{value.year}"


def _with_comma(value: float | Decimal) -> str:
    return str(value).replace(".", ",")


_WRITTEN: dict[type, Callable[[Any], str]] = {
    str: guarded,
    int: str,
    bool: lambda value: "ja" if value else "nein",
    type(None): lambda value: "",
    datetime: _moment,
    date: _day,
    float: _with_comma,
    Decimal: _with_comma,
}


def _german(value: Any) -> str:
    """What is none of these itself: a kind of them, or something that says in words what it is."""
    for kind in (datetime, date, float, Decimal):
        if isinstance(value, kind):
            return _WRITTEN[kind](value)
    return guarded(str(value))


def _xlsx(table: Exportable, title: str) -> Iterator[bytes]:
    """Texts are guarded here too: one day the sheet is saved as CSV."""
    rows = ([_in_a_sheet(value) for value in row] for row in table.export_rows())
    return sheets.book(title, [guarded(sheets.readable(one)) for one in table.export_headings()], rows)


def _in_a_sheet(value: Any) -> Any:
    """A value as a sheet keeps it: text, number, day or local moment."""
    kind = type(value)
    if kind is str:
        return guarded(sheets.readable(value))
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return local(value)
    if value is None or isinstance(value, date | int | float | Decimal):
        return value
    return guarded(sheets.readable(str(value)))


def local(moment: datetime) -> datetime:
    """The same moment on the clock of the house; one without a zone is already told by it."""
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment
