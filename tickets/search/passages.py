"""The passage of a text that shows why it was found, with the words marked. Pure; whatever it returns is escaped."""

import re
from collections.abc import Iterable
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString

from tickets.search.words import Sought, Word
from ui.nearness import plain

BEFORE = 60
LONGEST = 200
LONGEST_ENDING = 4
SHORTEST_PART = 4
TOKEN = re.compile(r"\w+")
BLANK = re.compile(r"\s+")
ELLIPSIS = "…"


def marked(text: str, sought: Sought) -> SafeString:
    """A whole text with the words marked."""
    return _marked(text, hits(text, sought))


def passage(texts: Iterable[str], sought: Sought) -> SafeString:
    """Of several texts, around the first place of the one that says most of the words; empty if none says any."""
    best, best_text, best_count = [], "", 0
    for raw in texts:
        text = BLANK.sub(" ", raw.replace("\x00", "")).strip()
        found = hits(text, sought)
        count = len({plain(text[start:end]) for start, end in found})
        if count > best_count:
            best, best_text, best_count = found, text, count
    if not best:
        return SafeString("")
    start, end = _window(best_text, best[0][0])
    inside = [(a - start, min(b, end) - start) for a, b in best if start <= a < end]
    cut = best_text[start:end]
    return SafeString((ELLIPSIS if start else "") + _marked(cut, inside) + (ELLIPSIS if end < len(best_text) else ""))


def hits(text: str, sought: Sought) -> list[tuple[int, int]]:
    """From where to where in a text each word stands that is one of those looked for."""
    said = sought.said
    found = []
    for token in TOKEN.finditer(text):
        word = token.group()
        if word not in said:
            said[word] = _is_hit(plain(word), sought.words)
        if said[word]:
            found.append(token.span())
    return found


def _is_hit(token: str, words: Iterable[Word]) -> bool:
    for word in words:
        stem = word.plain_stem
        if token.startswith(stem) if len(stem) < SHORTEST_PART else stem in token:
            return True
        if any(token[:end] in word.plain_others for end in range(max(len(token) - LONGEST_ENDING, 1), len(token) + 1)):
            return True
    return False


def _window(text: str, first: int) -> tuple[int, int]:
    """Some words before the first place, and as many after it as a passage holds; no word is cut where a blank is near."""
    start = max(0, first - BEFORE)
    if start:
        start = text.find(" ", start, first) + 1 or start
    end = min(len(text), start + LONGEST)
    if end < len(text):
        end = max(text.rfind(" ", first, end), first) if " " in text[first:end] else end
    return start, max(end, min(len(text), first + 1))


def _marked(text: str, found: list[tuple[int, int]]) -> SafeString:
    edges = [0, *(edge for span in found for edge in span), len(text)]
    pieces = []
    for number, (start, end) in enumerate(pairwise(edges)):
        piece = escape(text[start:end])
        pieces.append(f"<mark>{piece}</mark>" if number % 2 else piece)
    return SafeString("".join(pieces))
