"""Labels on sheets: which formats there are, where on a page each label lies, and what stands on it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse

from ui.pdf import pdf
from workstations.codes import Kind, code_of
from workstations.models import Device, Workstation

MOST_LABELS = 500
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0


class Sheet(NamedTuple):
    """One format that can be bought: how many labels of which size lie where on a page; all in millimetres."""

    key: str
    name: str
    columns: int
    rows: int
    width: float
    height: float
    left: float = 0
    top: float = 0
    gap: float = 0  # between two columns
    page_width: float = PAGE_WIDTH
    page_height: float = PAGE_HEIGHT

    @property
    def per_page(self) -> int:
        """How many labels one page has."""
        return self.columns * self.rows


SHEETS = (
    Sheet("70x36", "A4, 24 Etiketten zu 70 × 36 mm", 3, 8, 70, 36, top=4.5),
    Sheet("63x38", "A4, 21 Etiketten zu 63,5 × 38,1 mm", 3, 7, 63.5, 38.1, left=7.2, top=15.1, gap=2.5),
    Sheet("48x25", "A4, 40 Etiketten zu 48,5 × 25,4 mm", 4, 10, 48.5, 25.4, left=8, top=21.5),
    Sheet("62x29", "Etikettendrucker, 62 × 29 mm", 1, 1, 62, 29, page_width=62, page_height=29),
)
"""The formats in the order in which they are offered."""


class Place(NamedTuple):
    """Where a label lies: its page and its upper left corner in millimetres."""

    page: int
    x: float
    y: float


def sheet_of(key: str) -> Sheet:
    """The format of that name."""
    return next(sheet for sheet in SHEETS if sheet.key == key)


def places(sheet: Sheet, count: int, start: int = 1) -> list[Place]:
    """Where so many labels lie, row by row; `start` is the first free one of a sheet that was begun, counted from 1."""
    found = []
    for number in range(start - 1, start - 1 + count):
        page, on_page = divmod(number, sheet.per_page)
        row, column = divmod(on_page, sheet.columns)
        x = sheet.left + column * (sheet.width + sheet.gap)
        found.append(Place(page, round(x, 2), round(sheet.top + row * sheet.height, 2)))
    return found


class Label(NamedTuple):
    """What stands on one label."""

    code: str
    title: str
    lines: tuple[str, ...]

    @property
    def address(self) -> str:
        """What a camera reads: the full address, so that any telephone finds the way."""
        return settings.SITE_URL.rstrip("/") + reverse("handovers:resolve", args=[self.code])


def label_of(thing: Device | Workstation) -> Label:
    """The label of a device or a workstation; it names no person, since anybody may read it."""
    if isinstance(thing, Workstation):
        return Label(code_of(Kind.WORKSTATION, thing.pk), str(thing), ("IT-Arbeitsplatz", thing.authority.short_name))
    serial = f"SN {thing.serial_number}" if thing.serial_number and thing.inventory_number else ""
    owner = thing.authority.short_name if thing.authority else "Reserve"
    return Label(code_of(Kind.DEVICE, thing.pk), str(thing), tuple(filter(None, [str(thing.model), serial, owner])))


def sheet_pdf(things: Sequence[Device | Workstation], sheet: Sheet, start: int = 1) -> bytes:
    """The labels of these things as pages to print at their true size."""
    labels = [label_of(thing) for thing in things]
    data = {
        "page": {"width": sheet.page_width, "height": sheet.page_height},
        "label": {"width": sheet.width, "height": sheet.height},
        "labels": [
            _drawn(label) | {"page": place.page, "x": place.x, "y": place.y}
            for label, place in zip(labels, places(sheet, len(labels), start), strict=True)
        ],
    }
    return pdf("labels.typ", data, title="Etiketten")


def _drawn(label: Label) -> dict[str, Any]:
    import segno  # noqa: PLC0415 – for whoever prints labels

    matrix = segno.make(label.address, error="m", micro=False).matrix
    return {
        "title": label.title,
        "lines": list(label.lines),
        "code": label.code,
        "path": squares(matrix),
        "size": len(matrix),
        "alternative": f"QR-Code von {label.title}",
    }


def squares(matrix: Sequence[Sequence[int]]) -> str:
    """The dark squares of a code as the path of a drawing, each run of a row as one piece."""
    parts = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                parts.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
            x = end + 1
    return " ".join(parts)
