"""Folds what was quoted below a text: shown on demand, never in the way. Pure functions without database."""

from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe

MARK = ">"


def parted(text: str) -> tuple[str, str]:
    """The text itself, and the lines marked with „>“ at its end without their first mark."""
    lines = text.replace("\r\n", "\n").split("\n")
    begin = len(lines)
    while begin and (lines[begin - 1].startswith(MARK) or not lines[begin - 1].strip()):
        begin -= 1
    quoted = [line.removeprefix(MARK).removeprefix(" ") for line in lines[begin:]]
    return "\n".join(lines[:begin]).rstrip(), "\n".join(quoted).strip()


def folded(text: str) -> SafeString:
    """The text in paragraphs, and what is quoted at its end behind a line that opens it."""
    own, quoted = parted(text)
    shown = mark_safe(linebreaks(own, autoescape=True))  # noqa: S308 – escaped one call before
    if not quoted:
        return shown
    inside = mark_safe(linebreaks(quoted, autoescape=True))  # noqa: S308 – as above
    return format_html(
        '{}<details class="ku-details"><summary>Zitierten Text zeigen</summary>{}</details>',
        shown if own else "",
        inside,
    )
