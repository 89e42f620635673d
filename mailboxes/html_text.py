"""Turns the HTML of a mail into plain text: no markup is ever kept, and what is quoted is marked as in plain mails.

Pure functions without database; never raises.
"""

import re
from html.parser import HTMLParser

UNREAD = {"script", "style", "head", "title", "template", "object", "noscript", "svg", "math", "iframe", "select"}
NEW_LINE = {"br", "div", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "dd", "section", "article"}
NEW_PARAGRAPH = {"p", "ul", "ol", "blockquote", "hr"}
DEEPEST_QUOTE = 10


def html_to_text(html: str) -> str:
    """The words of the page in their lines; a link that shows other words than its address tells it as well."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except (AssertionError, ValueError, RecursionError):  # what was read until then is better than nothing
        pass
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[int, str]] = []
        self.line = ""
        self.depth = 0
        self.unread: list[str] = []
        self.link = ""
        self.link_begins = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self.unread.append(tag)
        if tag == "body":
            self.unread.clear()  # a head that nobody closed
        if self.unread:
            return
        if tag in NEW_LINE or tag in NEW_PARAGRAPH:
            self._break(is_hard=tag == "br")
        if tag in NEW_PARAGRAPH:
            self._paragraph()
        self._begin(tag, dict(attrs))

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "blockquote":
            self.depth = min(self.depth + 1, DEEPEST_QUOTE)
        elif tag == "li":
            self._break()
            self.line = "– "
        elif tag in ("td", "th") and self.line.strip():
            self.line += "  "
        elif tag == "hr":
            self.lines.append((self.depth, "-----"))
        elif tag == "a":
            self.link, self.link_begins = attributes.get("href") or "", len(self.line)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unread:
            while self.unread.pop() != tag:
                pass
            return
        if self.unread:
            return
        if tag == "a":
            self._end_link()
        if (tag in NEW_LINE and tag != "br") or tag in NEW_PARAGRAPH or tag == "li":
            self._break()
        if tag in NEW_PARAGRAPH:
            self._paragraph()
        if tag == "blockquote":
            self.depth = max(self.depth - 1, 0)

    def handle_data(self, data: str) -> None:
        if self.unread:
            return
        text = re.sub(r"[ \t\r\n\f]+", " ", data.replace("\u00a0", " "))
        self.line += text.lstrip() if not self.line or self.line.endswith(" ") else text

    def text(self) -> str:
        self._break()
        lines = ["> " * depth + line if depth else line for depth, line in self.lines]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()

    def _break(self, *, is_hard: bool = False) -> None:
        if self.line.strip() or is_hard:
            self.lines.append((self.depth, self.line.strip()))
        self.line = ""

    def _paragraph(self) -> None:
        if self.lines and self.lines[-1][1]:
            self.lines.append((self.depth, ""))

    def _end_link(self) -> None:
        shown, target = self.line[self.link_begins :].strip(), self.link.strip()
        self.link = ""
        plain = re.sub(r"^(mailto:|https?://)", "", target).rstrip("/")
        if re.match(r"https?://", target) and plain not in shown and shown:
            self.line += f" <{target[:500]}>"
