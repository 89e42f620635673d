"""Which deadlines of an agreement come next, and how near they are. Pure: the agreement and the day are passed in."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db import models

from contracts.lifecycle import State
from contracts.notice import next_chance

if TYPE_CHECKING:
    from contracts.models import Agreement


class Kind(models.TextChoices):
    """What happens on the day."""

    NOTICE = "notice", "Kündigung möglich bis"
    END = "end", "Vereinbarung endet"
    STANDSTILL = "standstill", "Frist der Rechtsaufsicht"


class Deadline(NamedTuple):
    """A day by which something is decided; `ends_on` is the end that notice in time would bring."""

    kind: Kind
    day: date
    ends_on: date | None = None

    def days_left(self, today: date) -> int:
        """How many days are left; 0 is today, negative is over."""
        return (self.day - today).days


def deadlines(agreement: "Agreement", today: date) -> list[Deadline]:
    """What comes, the earliest first: the end of the standstill, the last day for notice, the end."""
    found = []
    if agreement.state == State.NOTIFIED and agreement.standstill_until:
        found.append(Deadline(Kind.STANDSTILL, agreement.standstill_until))
    if agreement.state == State.EFFECTIVE:
        if agreement.effective_until:
            found.append(Deadline(Kind.END, agreement.effective_until))
        elif terms := agreement.terms:
            chance = next_chance(today, terms)
            found.append(Deadline(Kind.NOTICE, chance.last_day, chance.ends_on))
    return sorted(found, key=lambda deadline: deadline.day)


def threshold(agreement: "Agreement", deadline: Deadline, today: date) -> int | None:
    """The smallest of the agreement's numbers of days that has been reached; None while all is far away.

    The standstill is told of once, when it is over.
    """
    left = deadline.days_left(today)
    if deadline.kind == Kind.STANDSTILL:
        return 0 if left < 0 else None
    return min((days for days in agreement.warn_days if left <= days), default=None)


def is_near(agreement: "Agreement", deadline: Deadline, today: date) -> bool:
    """Whether somebody should look at it: within the days of the first warning; a running standstill always."""
    return deadline.kind == Kind.STANDSTILL or threshold(agreement, deadline, today) is not None
