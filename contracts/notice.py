"""To which day an agreement can be ended by notice, and until when the notice must be in. Pure.

A period of months runs as §§ 187, 188 BGB say: the day on which the notice came in does not count, and the last month
ends with the day of that number or, where it has none, with its last. That a day is a Saturday, Sunday or holiday
does not help whoever gives notice: § 193 BGB does not lengthen the period that protects the other side.
"""

from datetime import date, timedelta
from typing import NamedTuple

from django.db import models

from contracts.standstill import months_later

DAY = timedelta(days=1)


class NoticeTo(models.TextChoices):
    """The days to which notice can be given."""

    END_OF_YEAR = "year", "zum Ende eines Kalenderjahres"
    END_OF_HALF_YEAR = "half_year", "zum Ende eines Kalenderhalbjahres"
    END_OF_QUARTER = "quarter", "zum Ende eines Kalendervierteljahres"
    END_OF_MONTH = "month", "zum Ende eines Kalendermonats"


EVERY_MONTHS = {
    NoticeTo.END_OF_YEAR: 12,
    NoticeTo.END_OF_HALF_YEAR: 6,
    NoticeTo.END_OF_QUARTER: 3,
    NoticeTo.END_OF_MONTH: 1,
}


class Terms(NamedTuple):
    """What was agreed about ending: how many months before, to which days, and not before which day."""

    months: int
    to: NoticeTo
    not_before: date | None = None


class Chance(NamedTuple):
    """An end that can still be reached, and the last day on which notice for it can come in."""

    last_day: date
    ends_on: date


def minimum_until(begins: date, months: int) -> date:
    """The last day of a minimum term."""
    return months_later(begins, months) - DAY


def earliest_end(received_on: date, terms: Terms) -> date:
    """The first day to which a notice that came in on a day can end the agreement."""
    earliest = months_later(received_on, terms.months)
    if terms.not_before:
        earliest = max(earliest, terms.not_before)
    return next_end(earliest, terms.to)


def next_end(day: date, to: NoticeTo) -> date:
    """The day itself or the next one to which notice can be given: the end of a month, quarter, half-year or year."""
    every = EVERY_MONTHS[NoticeTo(to)]
    last_month = -(-day.month // every) * every
    return months_later(date(day.year, last_month, 1), 1) - DAY


def last_day(ends_on: date, months: int) -> date:
    """The last day on which a notice for the end of some month can come in: the end of a month, too."""
    return months_later(date(ends_on.year, ends_on.month, 1), 1 - months) - DAY


def next_chance(today: date, terms: Terms) -> Chance:
    """The next end that a notice of today still reaches, and until when it does."""
    ends_on = earliest_end(today, terms)
    return Chance(last_day(ends_on, terms.months), ends_on)
