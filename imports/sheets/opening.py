"""Opening a file that somebody brought: which kind it is, told from its content."""

from typing import IO

from imports.sheets.cells import Sheet, Unreadable
from imports.sheets.csv_files import CsvSheet

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
FOR_THE_FIRST_ROWS = 20 * 1024 * 1024
"""Bytes that are unpacked while somebody waits for the page, before the file was looked at for malware."""
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_OR_LOCKED = (
    "Diese Datei ist mit einem Kennwort geschützt oder hat das alte Excel-Format (.xls). "
    "Bitte speichern Sie sie ohne Kennwort als Excel-Arbeitsmappe (.xlsx)."
)


def open_sheet(file: IO[bytes], size: int, at_most: int | None = None) -> Sheet:
    """The file with its headings read; raises `Unreadable` with the reason in German.

    With `at_most` so many bytes are unpacked of it, which is enough for the first rows.
    """
    if not size:
        raise Unreadable("Die Datei ist leer.")
    if size > MOST_BYTES:
        raise Unreadable(f"Die Datei ist zu groß. Erlaubt sind höchstens {MOST_BYTES // 1024 // 1024} MB.")
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    if head.startswith(OLE):
        raise Unreadable(OLD_OR_LOCKED)
    if not head.startswith(ZIP):
        return CsvSheet(file.read(), MOST_ROWS)
    from imports.sheets.xlsx_files import XlsxSheet  # noqa: PLC0415 – a large library behind it, for a file now and then

    return XlsxSheet(file, MOST_ROWS, at_most)
