"""Spans of time as people type and read them: „0:15“, „15 min“, „1,5 h“, and „0:15:20“ as a stopwatch shows it."""

import re

MINUTE, HOUR = 60, 3600
LONGEST = 24 * HOUR
CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?")
NUMBER = r"(\d{1,4}(?:[.,]\d{1,2})?)"
MINUTES = re.compile(NUMBER + r"\s*(?:m|min|minuten?)?")
HOURS = re.compile(NUMBER + r"\s*(?:h|std|stunden?)")
HOURS_AND_MINUTES = re.compile(r"(\d{1,2})\s*(?:h|std|stunden?)\s*(\d{1,2})\s*(?:m|min|minuten?)?")


def seconds_of(text: str) -> int | None:
    """Seconds of a span as it was typed, or None when nobody can know what was meant.

    A bare number is minutes. More than a day, or less than a minute, is taken for a slip.
    """
    text = " ".join(text.lower().replace("\N{NO-BREAK SPACE}", " ").split()).rstrip(".")
    if found := CLOCK.fullmatch(text):
        seconds = int(found[1]) * HOUR + int(found[2]) * MINUTE + int(found[3] or 0)
    elif found := HOURS_AND_MINUTES.fullmatch(text):
        seconds = int(found[1]) * HOUR + int(found[2]) * MINUTE
    elif found := HOURS.fullmatch(text):
        seconds = _times(found[1], HOUR)
    elif found := MINUTES.fullmatch(text):
        seconds = _times(found[1], MINUTE)
    else:
        return None
    return seconds if MINUTE <= seconds <= LONGEST else None


def in_words(seconds: int) -> str:
    """A span as it is read, such as „1:30 h“, and with its sign when it takes something back; rounded to minutes."""
    minutes = (abs(seconds) + MINUTE // 2) // MINUTE
    return f"{'−' if seconds < 0 else ''}{minutes // 60}:{minutes % 60:02d} h"


def to_the_second(seconds: int) -> str:
    """A span as it can be typed, such as „0:15:20“."""
    return f"{seconds // HOUR}:{seconds % HOUR // MINUTE:02d}:{seconds % MINUTE:02d}"


def enterable(seconds: int) -> int:
    """What of a measured span one entry can hold."""
    return min(max(seconds, MINUTE), LONGEST)


def _times(number: str, unit: int) -> int:
    whole, _, rest = number.replace(",", ".").partition(".")
    return (int(whole) * 100 + int(rest.ljust(2, "0") or 0)) * unit // 100
