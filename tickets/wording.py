"""Moments and hours in words, as one would say them to somebody who waits."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")

Spans = Sequence[tuple[time, time]]


def until(moment: datetime, now: datetime) -> str:
    """„heute, 23.11.2026, 14:30 Uhr“, „morgen, …“, else with the weekday; to be said after „bis“."""
    local = timezone.localtime(moment)
    days = (local.date() - timezone.localtime(now).date()) // timedelta(days=1)
    day = {0: "heute", 1: "morgen"}.get(days, WEEKDAYS[local.weekday()])
    return f"{day}, {local:%d.%m.%Y, %H:%M} Uhr"


def weekly_hours(hours: Mapping[int, Spans]) -> list[str]:
    """A week's hours by weekday (Monday is 0), days in a row with the same hours together: „Montag bis Freitag 7:00 bis 17:00 Uhr“."""
    groups: list[tuple[int, int, Spans]] = []
    for day, spans in sorted(hours.items()):
        if groups and groups[-1][1] == day - 1 and list(groups[-1][2]) == list(spans):
            groups[-1] = (groups[-1][0], day, spans)
        else:
            groups.append((day, day, spans))
    return [f"{_days(first, last)} {spans_in_words(spans)}" for first, last, spans in groups]


def _days(first: int, last: int) -> str:
    if first == last:
        return WEEKDAYS[first]
    return f"{WEEKDAYS[first]} {'und' if last == first + 1 else 'bis'} {WEEKDAYS[last]}"


def spans_in_words(spans: Spans) -> str:
    """„8:00 bis 12:00 und 13:00 bis 16:00 Uhr“."""
    return " und ".join(f"{_clock(opens)} bis {_clock(closes)}" for opens, closes in spans) + " Uhr"


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment:%M}"
