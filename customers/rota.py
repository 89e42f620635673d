"""The rota of a service point: who is there, when nobody is, and what a copied week becomes. Without clock or database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from customers.opening import Span


class Duty(NamedTuple):
    """Somebody is on duty for some hours of a day; people are named by their keys."""

    day: date
    begins_at: time
    ends_at: time
    member: int
    deputy: int | None = None

    def in_charge(self, away: Collection[int]) -> int | None:
        """Who is there: the person themselves, the deputy when they are away, or nobody."""
        return next((key for key in (self.member, self.deputy) if key is not None and key not in away), None)

    def overlaps(self, other: "Duty") -> bool:
        """Whether both fall into the same time."""
        return self.day == other.day and self.begins_at < other.ends_at and other.begins_at < self.ends_at


class Copied(NamedTuple):
    """A duty in another week, and why it is not taken over; empty when it is."""

    duty: Duty
    why_not: str = ""


def uncovered(spans: Iterable[Span], duties: Iterable[Duty], away: Collection[int]) -> list[Span]:
    """The hours of a day in which the place is open and nobody is there."""
    left = sorted(spans)
    for duty in duties:
        if duty.in_charge(away) is not None:
            left = [
                part
                for opens, closes in left
                for part in ((opens, min(closes, duty.begins_at)), (max(opens, duty.ends_at), closes))
                if part[0] < part[1]
            ]
    return left


def copy(
    duties: Sequence[Duty],
    *,
    by: timedelta,
    there: Sequence[Duty],
    working: Collection[int],
    closed: Collection[date],
    away: Mapping[date, Collection[int]],
) -> list[Copied]:
    """The same duties so much later, and what stands against some of them.

    Not on closed days, and only for people who still work there, are not on duty then already, and are there or have a
    deputy who is.
    """
    taken, copied = list(there), []
    for duty in duties:
        deputy = duty.deputy if duty.deputy in working else None
        moved = Duty(duty.day + by, duty.begins_at, duty.ends_at, duty.member, deputy)
        if moved.day in closed:
            why_not = "Der Service-Point ist geschlossen."
        elif moved.member not in working:
            why_not = "Die Person arbeitet nicht mehr an diesem Service-Point."
        elif any(moved.member == other.member and moved.overlaps(other) for other in taken):
            why_not = "Die Person ist in dieser Zeit schon eingeteilt."
        elif moved.in_charge(away.get(moved.day, ())) is None:
            why_not = "Die Person ist abwesend, und niemand vertritt sie."
        else:
            why_not = ""
            taken.append(moved)
        copied.append(Copied(moved, why_not))
    return copied


def monday_of(day: date) -> date:
    """The first day of a week."""
    return day - timedelta(days=day.weekday())
