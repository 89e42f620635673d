"""Documents as PDF: for every reader (PDF/UA-1, tagged) and for the archive (PDF/A-2a), laid out by typst.

The layouts stand in templates/pdf: `house.typ` is the paper of the house with its parts (headings, tables, lists), each
document is a file of its own that arranges its data with them. What people wrote is handed over as data and never becomes
markup; a layout can read nothing outside of its folder and nothing from the network.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from ui.export import tell_of_export

if TYPE_CHECKING:
    import typst

LAYOUTS = settings.BASE_DIR / "templates" / "pdf"
FONTS = settings.BASE_DIR / "var" / "fonts"  # made by tools/fonts.py
STANDARDS: Final = ("ua-1", "a-2a")
HOUSE = "KSM Servicebetrieb"
NOT_COVERED = "\ufffd"
"""Stands for a character that no font of ours has a picture for, such as an emoji: a reader sees that something was there."""
LONGEST_WORD = 30  # a longer one may be broken anywhere, or it would stick out of its column
BREAKS_BETTER = re.compile(r"[@._/\\-](?=.)|.{12}(?=.)")
NOT_IN_A_FILE_NAME = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|]+')


class DocumentError(RuntimeError):
    """A document could not be made: its layout is wrong, or the fonts are not there."""


def pdf(template: str, data: Mapping[str, Any], *, title: str, language: str = "de") -> bytes:
    """The document of a layout, such as „sheet.typ“, with its data: texts, numbers, lists and mappings of these."""
    if not title.strip():
        raise DocumentError("A document without a title cannot be told from others by those who do not see it.")
    import typst  # noqa: PLC0415 – it is as large as all else together, and most processes make no document

    handed_over = {"title": _plain(title), "house": HOUSE, "language": language, "data": _plain(data)}
    try:
        return typst.compile(
            LAYOUTS / template,
            root=LAYOUTS,
            font_paths=_fonts(),
            sys_inputs={"document": json.dumps(handed_over)},
            pdf_standards=[*STANDARDS],
        )
    except RuntimeError as error:  # also of a layout that is not there
        raise DocumentError(f"{template}: {error}") from error


def as_download(request: HttpRequest, content: bytes, *, name: str, names_people: bool = True) -> HttpResponse:
    """The document as a file to keep, never kept by a browser or proxy; one that names people is written into the log."""
    if names_people:
        tell_of_export(request, name, "PDF")
    response = HttpResponse(content, content_type="application/pdf")
    file_name = " ".join(NOT_IN_A_FILE_NAME.sub(" ", name).split()).strip(".") or "Dokument"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{file_name}.pdf")
    response["Cache-Control"] = "private, no-store"
    return response


def part(
    title: str,
    *,
    properties: Sequence[tuple[str, str]] = (),
    headings: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    hint: str = "",
) -> Mapping[str, Any]:
    """One section of „sheet.typ“: properties, a table, or words; the hint stands where there are neither."""
    return {
        "title": title,
        "properties": [{"label": label, "value": value} for label, value in properties],
        "headings": list(headings),
        "rows": [list(row) for row in rows],
        "hint": hint,
    }


def _plain(value: Any) -> Any:
    """Data as a layout reads them; in every text stand only characters that can be shown."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return _shown(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, Sequence):
        return [_plain(part) for part in value]
    raise TypeError(f"{type(value).__name__} is nothing a document can show; hand over words")


def _shown(text: str) -> str:
    """The text without what is invisible or turns the direction of writing, which could make it read as something else."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    seen = "".join(map(_shown_character, lines))
    return re.sub(rf"\S{{{LONGEST_WORD + 1},}}", lambda word: BREAKS_BETTER.sub("\\g<0>\u200b", word[0]), seen)


def _shown_character(character: str) -> str:
    if character in "\n\u2028\u2029":
        return "\n"
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    if category == "Cf":
        return ""
    return character if ord(character) in _pictured() else NOT_COVERED


@cache
def _fonts() -> "typst.Fonts":
    """The fonts of the house and no others, so that a document looks the same on every machine."""
    import typst  # noqa: PLC0415 – as above

    if not (FONTS / "characters.json").is_file():
        raise DocumentError("The fonts for documents are missing; `make demo` or `make test` unpacks them.")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


@cache
def _pictured() -> frozenset[int]:
    """The characters that our fonts have a picture for."""
    ranges = json.loads((FONTS / "characters.json").read_text("utf-8"))
    return frozenset(point for first, last in ranges for point in range(first, last + 1))
