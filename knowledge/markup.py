"""The text of an article as HTML: headings, lists, tables, links and emphasis of Markdown, and nothing else.

Markup of HTML is shown as it was typed, images and addresses of scripts are no links: what comes out is made of the
tags of this grammar alone, so there is nothing to clean afterwards.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BELOW_THE_TITLE = 1
"""The page's own title is the first heading; those of the text come below it."""
DEEPEST = 4
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
NO_LETTERS = re.compile(r"[^a-z0-9]+")


class Heading(NamedTuple):
    """A heading of the text, and the place that a link leads to."""

    anchor: str
    words: str


class Rendered(NamedTuple):
    """A text as HTML, and the main headings in it."""

    html: SafeString
    headings: tuple[Heading, ...]


@cache
def _grammar() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 – sixty modules, for pages with articles

    grammar = MarkdownIt("zero", {"html": False, "breaks": True})
    return grammar.enable([
        "heading", "list", "blockquote", "fence", "hr", "table", "newline", "escape", "backticks", "emphasis",
        "link", "autolink", "entity", "balance_pairs", "fragments_join",
    ])  # fmt: skip


@lru_cache(maxsize=256)
def rendered(text: str) -> Rendered:
    """A text as HTML with anchors at its headings."""
    grammar = _grammar()
    tokens = grammar.parse(text)
    headings: list[Heading] = []
    for before, content in pairwise(tokens):
        if before.type == "heading_open":
            _place(before, content, headings)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + BELOW_THE_TITLE, DEEPEST)}"
        elif token.type == "table_open":
            token.attrSet("class", "kern-table kern-table--small")
        for inner in token.children or ():
            if inner.type == "link_open":
                _show_as_link(inner)
    html = grammar.renderer.render(tokens, grammar.options, {})
    return Rendered(SafeString(html), tuple(headings))


def _place(heading: "Token", content: "Token", headings: list[Heading]) -> None:
    words = _words(content.children or ())
    taken = {found.anchor for found in headings}
    stem = NO_LETTERS.sub("-", unicodedata.normalize("NFC", words).lower().translate(GERMAN)).strip("-") or "abschnitt"
    anchor = next(
        name
        for name in (f"{stem}-{number}" if number else stem for number in range(len(taken) + 1))
        if name not in taken
    )
    # A name of its own, so that no heading of a text takes the place of a part of the page.
    heading.attrSet("id", f"text-{anchor}")
    headings.append(Heading(anchor, words))


def _words(tokens: "Sequence[Token]") -> str:
    return "".join("\n" if token.type in {"softbreak", "hardbreak"} else token.content for token in tokens)


def _show_as_link(link: "Token") -> None:
    link.attrSet("class", "ku-link")
    address = str(link.attrGet("href") or "")
    if address.startswith(("http://", "https://")):
        link.attrSet("rel", "noopener noreferrer")


def in_plain_words(text: str) -> str:
    """A text without its marks, for a letter: lists keep theirs, which everybody reads."""
    text = re.sub(r"^#+[ \t]+", "", text.replace("\r\n", "\n"), flags=re.MULTILINE)
    text = re.sub(r"(?<!\\)\*\*(.+?)(?<!\\)\*\*", r"\1", text)
    text = re.sub(r"(?<!\\)\[([^\]\n]+)\]\((https?://[^)\s]+)\)", r"\1 (\2)", text)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).strip()


def quoted(text: str) -> str:
    """A text in which nothing is a mark: what somebody wrote without thinking of Markdown."""
    text = re.sub(r"([\\`*_\[\]<>#|~&])", r"\\\1", re.sub(r"\r\n?", "\n", text))
    # What marks at the beginning of a line alone: points and numbers of lists, rules, and the lines of tables.
    text = re.sub(r"^([ \t]*)([-+=:])", r"\1\\\2", text, flags=re.MULTILINE)
    return re.sub(r"^([ \t]*\d+)([.)])", r"\1\\\2", text, flags=re.MULTILINE)
