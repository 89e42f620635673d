"""What follows on what: a new role or a new Amt of an authority ends the one before, the day before."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import F

OLDEST_FIRST = (F("valid_from").asc(nulls_first=True), "pk")


class Step(NamedTuple):
    """What has to be done: let a row begin on another day, or end one on its last day and begin the next."""

    corrected: Any = None
    ended: Any = None
    last_day: date | None = None
    begins: bool = False


def standing(rows: Sequence[Any], day: date) -> Any:
    """The newest row, if it is not over on a day; rows come from the oldest to the newest."""
    newest = rows[-1] if rows else None
    return newest if newest is not None and (newest.valid_until is None or newest.valid_until >= day) else None


def follow_up(rows: Sequence[Any], is_same: Callable[[Any], bool], since: date | None, day: date) -> Step:
    """What to do so that something holds since a day, after all that held before; rows from the oldest to the newest.

    The same as what stands already only begins on another day. Raises a ValidationError where that day does not fit.
    """
    current = standing(rows, day)
    if current is not None and is_same(current):
        if since is None or since == current.valid_from:
            return Step()
        _check_after(rows[:-1], since)
        if current.valid_until and current.valid_until < since:
            raise ValidationError(f"Dieser Tag liegt nach dem Ende am {current.valid_until:%d.%m.%Y}.")
        return Step(corrected=current)
    if not rows:
        return Step(begins=True)
    if since is None:
        raise ValidationError("Bitte geben Sie an, seit wann das gilt: Vorher galt etwas anderes.")
    newest = rows[-1]
    if newest.valid_until is None or newest.valid_until >= since:
        if newest.valid_from and newest.valid_from >= since:
            raise ValidationError(
                f"Dieser Tag muss nach dem {newest.valid_from:%d.%m.%Y} liegen: Seitdem gilt, was jetzt eingetragen ist."
            )
        _check_after(rows[:-1], since)
        return Step(ended=newest, last_day=since - timedelta(days=1), begins=True)
    return Step(begins=True)


def _check_after(rows: Sequence[Any], since: date) -> None:
    before = rows[-1] if rows else None
    if before is not None and before.valid_until and before.valid_until >= since:
        raise ValidationError(
            f"Dieser Tag muss nach dem {before.valid_until:%d.%m.%Y} liegen: Bis dahin galt etwas anderes."
        )
