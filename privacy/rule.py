"""What a Löschklasse says: which rows are due when, and what becomes of them."""

from collections.abc import Callable, Collection
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from django.utils import timezone


class Rule(NamedTuple):
    """One Löschklasse; `rows` gives what is due at a moment, `forget` deals with some of it."""

    key: str
    name: str
    begins: str
    months: int
    deletes: bool
    basis: str
    rows: Callable[[datetime], list[QuerySet[Any]]]
    forget: Callable[[type[Model], Collection[Any], datetime], None]
    days: int = 0  # instead of months, for what is needed only shortly

    @property
    def what_happens(self) -> str:
        """In a word what becomes of the rows."""
        return "wird gelöscht" if self.deletes else "wird unkenntlich gemacht"

    @property
    def period(self) -> str:
        """In words how long rows are kept."""
        if self.days:
            return f"{self.days} Tage"
        return f"{self.months} Monate" if self.months else "keine Frist"

    def cut_off(self, now: datetime) -> date:
        """The first day that is still kept."""
        return (
            months_before(timezone.localdate(now), self.months)
            if self.months
            else timezone.localdate(now) - timedelta(self.days)
        )

    def due(self, now: datetime) -> list[QuerySet[Any]]:
        """What has to go now; a rule without a period goes by the very moment."""
        return self.rows(_start_of(self.cut_off(now)) if self.months or self.days else now)

    def count_due(self, now: datetime) -> int:
        """How many rows have to go now."""
        return sum(rows.count() for rows in self.due(now))


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; where that month is shorter, its last day before the 29th."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, min(day.day, 28))


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
