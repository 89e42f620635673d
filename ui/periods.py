"""Spans of time that a board looks at, cut into days, weeks or months up to today. Pure arithmetic."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = ("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.", "Dez.")


class Step(NamedTuple):
    """One day, week or month; `last` is its last day. The running one has not ended."""

    first: date
    last: date
    label: str
    tick: str
    is_running: bool


class Period(NamedTuple):
    """So many complete steps, and the running one behind them."""

    key: str
    label: str
    unit: str  # as PostgreSQL's date_trunc calls it
    each: str
    complete_steps: int
    in_words: str  # „… 12 vollen Wochen“
    first_of: Callable[[date, int], date]
    name: Callable[[date, date, bool], tuple[str, str]]

    def steps(self, today: date) -> list[Step]:
        """The steps in order; the last is the running one."""
        return [self._step(today, back) for back in range(self.complete_steps, -1, -1)]

    def first_day(self, today: date) -> date:
        """The first day of the period."""
        return self.first_of(today, self.complete_steps)

    def _step(self, today: date, back: int) -> Step:
        first, last = self.first_of(today, back), self.first_of(today, back - 1) - timedelta(days=1)
        return Step(first, last, *self.name(first, last, back == 0), is_running=back == 0)


def monday_of(day: date, weeks_back: int = 0) -> date:
    """The Monday of a day's week, or of one before it."""
    return day - timedelta(days=day.weekday(), weeks=weeks_back)


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; for 29 February the last day of that month."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def week_name(day: date) -> str:
    """„KW 47“."""
    return f"KW {day.isocalendar().week}"


def _day_before(day: date, days_back: int) -> date:
    return day - timedelta(days=days_back)


def _first_of_month(day: date, months_back: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 - months_back, 12)
    return date(years, month + 1, 1)


def _name_of_day(first: date, last: date, is_running: bool) -> tuple[str, str]:
    return f"{first:%d.%m.%Y}" + (" (läuft)" if is_running else ""), "heute" if is_running else f"{first:%d.%m.}"


def _name_of_week(first: date, last: date, is_running: bool) -> tuple[str, str]:
    name = week_name(first)
    if is_running:
        return f"{name}, seit {first:%d.%m.} (läuft)", f"{name}\nläuft"
    return f"{name}, {first:%d.%m.} bis {last:%d.%m.}", name


def _name_of_month(first: date, last: date, is_running: bool) -> tuple[str, str]:
    name = f"{MONTHS[first.month - 1]} {first.year}"
    return (
        (f"{name} (läuft)", f"{MONTHS[first.month - 1]}\nläuft") if is_running else (name, f"{MONTHS[first.month - 1]}")
    )


DAYS = Period("30-days", "30 Tage", "day", "je Tag", 29, "29 vollen Tagen", _day_before, _name_of_day)
WEEKS = Period("12-weeks", "12 Wochen", "week", "je Woche", 12, "12 vollen Wochen", monday_of, _name_of_week)
YEAR = Period("year", "Jahr", "month", "je Monat", 12, "12 vollen Monaten", _first_of_month, _name_of_month)
PERIODS = (DAYS, WEEKS, YEAR)
