"""The two months in which the Rechtsaufsicht may object to a contract. Pure: holidays are passed in.

§ 77 of the Kommunalverfassung für das Land Mecklenburg-Vorpommern, for a joint municipal company together with § 167c:
a notified contract takes effect if the Rechtsaufsicht does not object within two months after the complete papers
came in, or earlier if it declares that it will not. (Read in the numbering before the law was published anew on
16 May 2024.)

Computed as § 31 of the Verwaltungsverfahrensgesetz says, by the Bürgerliches Gesetzbuch:
- § 187 Abs. 1: the day on which the papers came in does not count;
- § 188 Abs. 2: the period ends with the day of the last month that has the number of that day;
- § 188 Abs. 3: where the last month has no such day, with the last that it has;
- § 193 and § 31 Abs. 3 VwVfG: a Saturday, Sunday or public holiday as the last day gives way to the next working day.
"""

import calendar
from collections.abc import Collection
from datetime import date, timedelta

MONTHS = 2
SATURDAY = 5


def ends_on(complete_on: date, holidays: Collection[date]) -> date:
    """The last day on which the Rechtsaufsicht may object to what was complete on a day; from the next on it holds."""
    day = months_later(complete_on, MONTHS)
    while day.weekday() >= SATURDAY or day in holidays:
        day += timedelta(days=1)
    return day


def months_later(day: date, months: int) -> date:
    """The day of the same number some months later or earlier, or the last of that month if it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
