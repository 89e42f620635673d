"""Workbooks for Excel, written while they are sent: a row is packed as soon as it comes, and nothing waits for the last one.

Only what a list needs: texts, numbers, days and moments below bold headings that stay in sight. A library that builds
workbooks of any kind takes ten times as long for the same rows, and gives nothing away before it has the last one.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice
from typing import Any
from xml.sax.saxutils import escape, quoteattr

ROWS_PER_SHEET = 1_000_000  # Excel opens 1,048,576
LONGEST_TEXT = 32_767  # characters of a cell
LONGEST_NAME = 25  # Excel takes 31; a number may follow
CHUNK = 64 * 1024  # characters that are packed at once
QUICKLY = 1  # how hard it is packed: twice as hard takes four times as long
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# None of them may stand in the XML of a sheet.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SPECIAL = re.compile(r"[&<>\s]")
RETURN = {"\r": "&#13;"}  # left alone, whoever reads it would take it for the end of a line
ZERO = date(1899, 12, 30).toordinal()  # what Excel counts days from
FIRST_DAY = date(1900, 3, 1)  # Excel knows a day before it that never was
SECONDS = 24 * 60 * 60
DAY, MOMENT = '" s="2"><v>', '" s="3"><v>'  # number of the look in STYLES

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# How many sheets there are is known at the end, so a part that is not named is one of them.
CONTENTS = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>'
)
ROOT = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="DD.MM.YYYY"/>'
    '<numFmt numFmtId="165" formatCode="DD.MM.YYYY HH:MM"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class Outlet(io.RawIOBase):
    """What was packed and is not sent yet."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def taken(self) -> Iterator[bytes]:
        """All of it at once, if there is any."""
        if self.parts:
            parts, self.parts = self.parts, []
            yield b"".join(parts)


def readable(text: str) -> str:
    """The text without what no sheet can hold."""
    return UNREADABLE.sub("", text)


def book(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """A workbook of readable texts, numbers, days, local moments and nothing, in pieces."""
    name = NOT_IN_A_NAME.sub(" ", readable(title))[:LONGEST_NAME].strip("' ") or "Liste"
    outlet, names = Outlet(), list[str]()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=QUICKLY) as archive:
        archive.writestr("[Content_Types].xml", CONTENTS)
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/styles.xml", STYLES)
        yield from outlet.taken()
        for part in _parts(rows):
            names.append(f"{name} {len(names) + 1}" if names else name)
            with archive.open(f"xl/worksheets/sheet{len(names)}.xml", "w") as sheet:
                for xml in _sheet(headings, part):
                    sheet.write(xml.encode())
                    yield from outlet.taken()
        archive.writestr("xl/workbook.xml", _workbook(names))
        archive.writestr("xl/_rels/workbook.xml.rels", _relations(len(names)))
    yield from outlet.taken()


def _parts(rows: Iterable[Sequence[Any]]) -> Iterator[Iterator[Sequence[Any]]]:
    """The rows of each sheet; there is one even without rows."""
    left = iter(rows)
    yield islice(left, ROWS_PER_SHEET)
    for first in left:
        yield chain([first], islice(left, ROWS_PER_SHEET - 1))


def _sheet(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The XML of one sheet in pieces."""
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{max(12, min(40, len(heading) + 6))}" customWidth="1"/>'
        for at, heading in enumerate(headings, start=1)
    )
    starts = [f'<c r="{_letters(at)}' for at in range(len(headings))]
    titles = "".join(
        f'{start}1" s="1" {_text(heading)}' for start, heading in zip(starts, headings, strict=True) if heading
    )
    waiting = [
        (
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
            f'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>{widths and f"<cols>{widths}</cols>"}'
            f'<sheetData><row r="1">{titles}</row>'
        )
    ]
    length = 0
    for number, row in enumerate(rows, start=2):
        if len(row) > len(starts):  # a file that somebody brought may have cells beyond its headings
            starts += [f'<c r="{_letters(at)}' for at in range(len(starts), len(row))]
        cells = [
            f"{start}{number}{_cell(value)}"
            for start, value in zip(starts, row, strict=False)
            if value is not None and value != ""
        ]
        line = f'<row r="{number}">{"".join(cells)}</row>'
        waiting.append(line)
        length += len(line)
        if length > CHUNK:
            yield "".join(waiting)
            waiting, length = [], 0
    yield "".join([*waiting, "</sheetData></worksheet>"])


def _cell(value: Any) -> str:
    """What follows the place of a cell."""
    kind = type(value)
    if kind is str:
        return f'" {_text(value)}'
    if kind is datetime and value.date() >= FIRST_DAY:
        passed = value.hour * 3600 + value.minute * 60 + value.second
        return f"{MOMENT}{value.toordinal() - ZERO + passed / SECONDS}</v></c>"
    if kind is date and value >= FIRST_DAY:
        return f"{DAY}{value.toordinal() - ZERO}</v></c>"
    if isinstance(value, date):
        return f'" {_text(f"{value:%d.%m.%Y}")}'
    return f'"><v>{value}</v></c>'


def _text(text: str) -> str:
    """Text and nothing else; given as it is, „=1“ would become a formula and „#N/A“ an error."""
    text = text[:LONGEST_TEXT]
    if SPECIAL.search(text) is None:
        return f't="inlineStr"><is><t>{text}</t></is></c>'
    return f't="inlineStr"><is><t xml:space="preserve">{escape(text, RETURN)}</t></is></c>'


def _letters(at: int) -> str:
    """The name of a column: A to Z, then AA."""
    return (_letters(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(names, start=1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets></workbook>"
    )


def _relations(count: int) -> str:
    sheets = "".join(
        f'<Relationship Id="rId{at}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, count + 1)
    )
    styles = f'<Relationship Id="rId{count + 1}" Type="{_LINKS}/styles" Target="styles.xml"/>'
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{sheets}{styles}</Relationships>'
