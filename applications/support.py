"""How the support of a product's version stands on a day, and when a statement about a product has grown old. Pure."""

import calendar
from datetime import date

from django.db import models
from django.db.models import Q

SOON_MONTHS = 6
YEARS_TO_RELY_ON = 2


class Support(models.TextChoices):
    """How the maker's support of what is operated stands."""

    SUPPORTED = "supported", "unterstützt"
    ENDING = "ending", f"endet in {SOON_MONTHS} Monaten"
    ENDED = "ended", "beendet"
    UNKNOWN = "unknown", "nicht bekannt"


def months_later(day: date, months: int) -> date:
    """The day of the same number some months later or earlier; where there is none, the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def support_state(supported_until: date | None, day: date) -> Support:
    """How support that lasts until a day stands on another; the last day is still supported."""
    if supported_until is None:
        return Support.UNKNOWN
    if supported_until < day:
        return Support.ENDED
    return Support.ENDING if supported_until <= months_later(day, SOON_MONTHS) else Support.SUPPORTED


def in_state(states: list[str], day: date, *, until: str = "supported_until") -> Q:
    """Rows whose support stands in one of some states; what `support_state` says of one, as a condition."""
    soon = months_later(day, SOON_MONTHS)
    conditions = {
        Support.SUPPORTED: Q(**{f"{until}__gt": soon}),
        Support.ENDING: Q(**{f"{until}__gte": day, f"{until}__lte": soon}),
        Support.ENDED: Q(**{f"{until}__lt": day}),
        Support.UNKNOWN: Q(**{f"{until}__isnull": True}),
    }
    found = Q(pk__in=())
    for state in states:
        found |= conditions[Support(state)]
    return found


def is_old(stated_on: date, day: date) -> bool:
    """Whether a statement is older than two years: markets move, and what was said may be wrong by now."""
    return stated_on < months_later(day, -12 * YEARS_TO_RELY_ON)
