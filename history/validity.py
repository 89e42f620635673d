"""How long a fact holds: from one day to another, both included; an empty end is open."""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value


def period(first: str, last: str) -> Func:
    """The days from `first` to `last`, both included; an empty end is open."""
    return Func(F(first), F(last), Value("[]"), function="daterange", output_field=DateRangeField())


def check_order(row: models.Model, first: str, last: str) -> None:
    """Refuse a period that ends before it begins, at the field of its end.

    PostgreSQL has no range for such days, so this must be said before the constraints look for overlaps.
    """
    begin, end = getattr(row, first), getattr(row, last)
    if begin and end and end < begin:
        raise ValidationError({last: "Das Ende liegt vor dem Beginn."})


def valid_on(day: date) -> Q:
    """Rows whose period holds on a day; an empty end is open."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    )


def in_words(row: Any, today: date) -> str:
    """What limits a period from today on, e.g. „ ab 01.01.2027 bis 31.01.2027“; empty if nothing does."""
    begins = f" ab {row.valid_from:%d.%m.%Y}" if row.valid_from and row.valid_from > today else ""
    ends = f" bis {row.valid_until:%d.%m.%Y}" if row.valid_until else ""
    return begins + ends


def holds(row: Any, day: date) -> bool:
    """Whether the period of one row holds on a day; what `valid_on` asks of many."""
    began = row.valid_from is None or row.valid_from <= day
    return bool(began and (row.valid_until is None or day <= row.valid_until))
