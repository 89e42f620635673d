"""The panel with the time that was spent on a report: sums for all, entries and the stopwatch only for their owner."""

from datetime import datetime
from typing import Any

from accounts.models import User
from tickets.models import Ticket, TimeEntry
from tickets.stopwatch import shown_to


def context(ticket: Ticket, user: User, now: datetime) -> dict[str, Any]:
    """Seconds per kind and altogether, and the person's own entries; whose the others are, nobody is told.

    What was spent on reports that were merged into this one counts too.
    """
    keys = Ticket.objects.visible_to(user).merged_keys(ticket)
    entries = TimeEntry.objects.visible_to(user).filter(ticket__in=keys)
    spent = entries.seconds_by_kind()
    own = entries.filter(by=user).select_related("correction", "ticket")
    return {
        "time_sums": [(kind.label, spent[kind.value]) for kind in TimeEntry.Kind if spent.get(kind.value)],
        "time_total": sum(spent.values()),
        "own_time_entries": [entry for entry in own if is_standing(entry)],
        "time_kinds": TimeEntry.Kind.choices,
        "stopwatch": shown_to(user, now),
    }


def is_standing(entry: TimeEntry) -> bool:
    """Whether an entry was neither taken back nor takes another back."""
    return entry.corrects_id is None and not hasattr(entry, "correction")
