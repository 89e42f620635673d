"""One step for many reports: tried out first, then taken for all of them or for those that allow it."""

from collections.abc import Sequence
from datetime import datetime

from accounts.models import User
from tickets.actions.steps import require_staff
from tickets.models import Ticket
from ui.bulk import BulkStep, Outcome, take_each, try_each

MOST_AT_ONCE = 500


def try_for_many(
    *, tickets: Sequence[Ticket], step: BulkStep[Ticket], by: User, now: datetime
) -> list[Outcome[Ticket]]:
    """Say what a step would do to each report."""
    require_staff(by)
    return try_each(tickets, step, by, now)


def change_many(
    *,
    tickets: Sequence[Ticket],
    step: BulkStep[Ticket],
    by: User,
    now: datetime,
    versions: dict[int, int],
    all_or_nothing: bool,
) -> tuple[list[Outcome[Ticket]], bool]:
    """Take a step for many reports; return what became of each, and whether anything was stored.

    `versions` are those that the person saw, by key: what somebody changed since then is refused.
    """
    require_staff(by)
    return take_each(tickets, step, by, now, seen=versions, stale=_stale, all_or_nothing=all_or_nothing)


def _stale(ticket: Ticket, version: int) -> str:
    return "" if version == ticket.version else "Diese Meldung wurde inzwischen geändert."
