"""What a browser fetches on the first visit besides the page: style sheets, scripts, fonts; and that it never fetches them again."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from tools.bench import figures
from tools.bench.checks import Check
from tools.bench.client import Answer, Client

COMPRESSED = {"Accept-Encoding": "br, gzip"}
FACE = re.compile(r"@font-face\s*{([^}]*)}")
SOURCE = re.compile(r"url\([\"']?([^\"')]+)")
PLAIN_LETTERS = "U+0000-00FF"
"""The range of the fonts that every page needs; those for rarer letters come only when such a letter does."""


class _Linked(HTMLParser):
    """The style sheets and scripts that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("rel") == "stylesheet":
            self.found.append(given.get("href") or "")
        elif tag == "script" and given.get("src"):
            self.found.append(given["src"] or "")


def weigh(client: Client, pages: list[str]) -> list[Check]:
    """All files that these pages need together, as they come over the line."""
    files: dict[str, Answer] = {}
    for page in pages:
        linked = _Linked()
        linked.feed(client.get(page).text)
        for path in linked.found:
            files.setdefault(path, client.get(path, **COMPRESSED))
    for path in [path for path in files if path.endswith(".css")]:
        for font in fonts_of(client.get(path, **{"Accept-Encoding": "identity"}).text):
            address = urljoin(path, font)
            files.setdefault(address, client.get(address, **COMPRESSED))
    whole = sum(answer.size for answer in files.values())
    parts = ", ".join(f"{path.rpartition('/')[2]} {answer.size / 1000:.1f}" for path, answer in files.items())
    not_for_ever = [
        path for path, answer in files.items() if "immutable" not in answer.headers.get("Cache-Control", "")
    ]
    return [
        Check(
            "page weight of the first visit",
            f"{whole / 1000:.1f} KB ({parts})",
            f"≤ {figures.PAGE_WEIGHT / 1000:.0f} KB",
            whole <= figures.PAGE_WEIGHT,
        ),
        Check(
            "kept for ever by the browser",
            f"all {len(files)} files" if not not_for_ever else f"not {', '.join(not_for_ever)}",
            "immutable",
            not not_for_ever,
        ),
    ]


def fonts_of(sheet: str) -> list[str]:
    """The fonts with plain letters that a style sheet names."""
    faces = [face for face in FACE.findall(sheet) if "unicode-range" not in face or PLAIN_LETTERS in face]
    return [SOURCE.findall(face)[0] for face in faces]
