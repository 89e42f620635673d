"""Levels, hours and names in words and as badges."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from continuity.models import Exercise, Level
from ui import cells

MOST_NAMES = 8
NOTHING_PLANNED = "Für den Ausfall ist noch nichts geplant."
LOOKS = {
    Level.NORMAL: ("neutral", "shield"),
    Level.HIGH: ("warning", "shield"),
    Level.VERY_HIGH: ("danger", "shield"),
}
OUTCOMES = {
    Exercise.Outcome.PASSED: ("success", "check_circle"),
    Exercise.Outcome.FLAWED: ("warning", "warning"),
    Exercise.Outcome.FAILED: ("danger", "error"),
}


def level_badge(level: int | None) -> SafeString | str:
    """A level of protection as a badge; nothing where there is none."""
    if not level:
        return ""
    look, icon = LOOKS[Level(level)]
    return cells.badge(look, icon, str(Level(level).label))


def outcome_badge(outcome: str) -> SafeString | str:
    """How an exercise went."""
    if not outcome:
        return ""
    look, icon = OUTCOMES[Exercise.Outcome(outcome)]
    return cells.badge(look, icon, str(Exercise.Outcome(outcome).label))


def link_for(url: str, words: object, more: str) -> SafeString:
    """A link that shows the same words as others, and tells whoever hears it which of them it is."""
    return format_html('<a class="ku-link" href="{}">{}<span class="kern-sr-only">{}</span></a>', url, words, more)


def with_outdated(words: SafeString | str, *, is_outdated: bool) -> SafeString | str:
    """The version or name of a plan, marked where a later one replaced it."""
    return (
        format_html("<span>{} {}</span>", words, cells.badge("warning", "history", "überholt"))
        if is_outdated
        else words
    )


def hours_in_words(hours: int | None) -> str:
    """„4 Stunden“, „3 Tage“; whole days from two on."""
    if hours is None:
        return ""
    if hours >= 48 and hours % 24 == 0:
        return f"{cells.number(hours // 24)} Tage"
    return "1 Stunde" if hours == 1 else f"{cells.number(hours)} Stunden"


def loss_in_words(hours: int | None) -> str:
    """How much data may be lost."""
    return "keiner" if hours == 0 else hours_in_words(hours)


def some_of(names: Sequence[str], most: int = 4) -> str:
    """The first names, and how many more there are."""
    told = ", ".join(names[:most])
    more = len(names) - most
    return f"{told} und {cells.number(more)} weitere" if more > 0 else told


def links_to(rows: Sequence[Any], most: int = MOST_NAMES) -> SafeString:
    """The first rows as links, and how many more there are."""
    links = format_html_join(", ", "{}", [(cells.link(row.get_absolute_url(), row),) for row in rows[:most]])
    more = len(rows) - most
    rest = f" und {cells.number(more)} weitere" if more > 0 else ""
    return format_html("<span>{}{}</span>", links, rest)  # on a phone each piece of a cell would take a line of its own
