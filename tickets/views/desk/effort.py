"""The panel with the time that was spent on a report: sums for all, entries and the stopwatch only for their owner."""

from datetime import datetime
from functools import cache
from typing import Any

from accounts.models import User
from tickets.models import Ticket, TimeEntry
from tickets.querysets import TimeEntryQuerySet
from tickets.stopwatch import watch_of
from ui.together import Together

OF_ENTRY = ["ticket_id", "ticket__number", "kind", "seconds", "worked_on", "note"]


def context(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    """Seconds per kind and altogether, and the person's own entries; whose the others are, nobody is told.

    What was spent on reports that were merged into this one counts too.
    """
    keys = [ticket.pk, *ticket.absorbed]  # type: ignore[attr-defined]  # from the query

    def entries(*reports: int) -> TimeEntryQuerySet:
        return TimeEntry.objects.visible_to(user).filter(ticket__in=reports)

    sums = page.rows(lambda *reports: entries(*reports).seconds_by_kind(), words=("time sums", user.reach), given=keys)
    own = page.objects(
        TimeEntry, lambda *reports: entries(*reports).filter(by=user).standing(), *OF_ENTRY,
        words=("own times", user.reach), given=keys,
    )  # fmt: skip

    def time_sums() -> list[tuple[str, int]]:
        spent = {row["kind"]: row["total"] for row in sums}
        return [(kind.label, spent[kind.value]) for kind in TimeEntry.Kind if spent.get(kind.value)]

    return {
        "time_sums": cache(time_sums),
        "time_total": lambda: sum(row["total"] for row in sums),
        "own_time_entries": lambda: own.made,
        "time_kinds": TimeEntry.Kind.choices,
        "stopwatch": cache(watch_of(user, now, page)),
    }
