"""The change history of one row, page by page, as the web admin and the workspace show it."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Model

from history.changes import Change, changes, events_of
from history.links import link_changes


class HistoryPage(NamedTuple):
    """One page of changes, the newest first, and where it stands among the others."""

    changes: list[Change]
    page: "Page[Any]"

    @property
    def is_empty(self) -> bool:
        """Nothing was ever recorded."""
        return self.page.paginator.count == 0


def read_history(model: type[Model], pk: Any, row: Any, number: Any, per_page: int) -> HistoryPage:
    """The changes of a row; `row` is the present one, or None when it is gone.

    What was linked to the row is put between the states of the same time. As many queries for a long page as for a short.
    """
    events = events_of(model, pk).select_related("pgh_context")
    page = Paginator(events, per_page).get_page(number)
    shown = list(page)
    newer, until = row, None
    if shown and page.has_previous():
        newer = events.filter(pgh_id__gt=shown[0].pgh_id).order_by("pgh_id").first()
        until = newer.pgh_created_at if newer is not None else None
    since = shown[-1].pgh_created_at if shown and page.has_next() else None
    own = [change for change in changes(model, shown, newer) if change.says_something]
    found = [*own, *link_changes(model, pk, since, until)]
    return HistoryPage(sorted(found, key=lambda change: change.at, reverse=True), page)


def newest_changes(model: type[Model], row: Any, told: Collection[str], most: int) -> list[Change]:
    """The newest changes of a row that is there, in fields called like these; of its beginning only that it was."""
    states = list(events_of(model, row.pk).select_related("pgh_context")[: most + 1])
    since = states[most - 1].pgh_created_at if len(states) > most else None
    own = [change for change in changes(model, states[:most], row, told) if change.says_something]
    return sorted([*own, *link_changes(model, row.pk, since, None)], key=lambda change: change.at, reverse=True)
