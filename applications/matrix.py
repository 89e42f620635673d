"""What stands where an authority and a Fachverfahren cross: whether it uses it, since when, and how many people do."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from accounts.models import User
from applications.models import ApplicationUse


class Standing(StrEnum):
    """How a use stands on a day."""

    USED = "used"
    PLANNED = "planned"
    ENDED = "ended"


class Crossing(NamedTuple):
    """The use that counts of an authority and a Fachverfahren."""

    standing: Standing
    since: date | None
    until: date | None
    user_count: int

    @property
    def when(self) -> str:
        """Its time in words."""
        if self.standing == Standing.ENDED:
            return f"beendet {self.until:%d.%m.%Y}"
        if self.standing == Standing.PLANNED:
            return f"geplant ab {self.since:%d.%m.%Y}"
        since = f"seit {self.since:%d.%m.%Y}" if self.since else "genutzt"
        return f"{since} bis {self.until:%d.%m.%Y}" if self.until else since


def standing_of(since: date | None, until: date | None, day: date) -> Standing:
    """How a use with these days stands on another."""
    if since and since > day:
        return Standing.PLANNED
    return Standing.ENDED if until and until < day else Standing.USED


def crossing_of(uses: Iterable[ApplicationUse], day: date) -> Crossing | None:
    """The use that counts: the one of today, else the next that comes, else the last that ended."""
    found = [
        Crossing(standing_of(use.used_since, use.used_until, day), use.used_since, use.used_until, use.user_count)
        for use in uses
    ]
    of = {standing: [one for one in found if one.standing == standing] for standing in Standing}
    if of[Standing.USED]:
        return of[Standing.USED][0]
    if of[Standing.PLANNED]:
        return min(of[Standing.PLANNED], key=lambda one: one.since or day)
    return max(of[Standing.ENDED], key=lambda one: one.until or day, default=None)


def crossings(
    authorities: Collection[int], applications: Collection[int], *, user: User, day: date
) -> dict[tuple[int, int], Crossing]:
    """Where these authorities and these Fachverfahren cross, by their keys; one query."""
    rows = ApplicationUse.objects.visible_to(user).filter(authority__in=authorities, application__in=applications)
    uses = defaultdict(list)
    for use in rows.order_by("pk"):
        uses[use.authority_id, use.application_id].append(use)
    return {pair: found for pair, rows in uses.items() if (found := crossing_of(rows, day))}
