"""Tells the background that something happened about a report; who should hear of it is decided on the floor above.

The job is named, not imported, and stands in the same transaction as what happened: both are there or neither.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from procrastinate.contrib.django import app

SPREAD = "notifications.tasks.spread"
TELL_OF_PLAN = "notifications.tasks.tell_of_plan"

_is_silent = ContextVar("is_silent", default=False)


@contextmanager
def in_silence() -> Iterator[None]:
    """Nobody is told of what happens inside: for reports that are invented or brought over, long after they happened."""
    token = _is_silent.set(True)
    try:
        yield
    finally:
        _is_silent.reset(token)


def announce(**what: int) -> None:
    """Let a job tell whomever it concerns: `event=` or `message=` with the key of what was just written."""
    if not _is_silent.get():
        app.configure_task(SPREAD).defer(**what)


def announce_stopped_plan(plan: int) -> None:
    """Let a job tell the team of a recurring report that it could not be opened."""
    if not _is_silent.get():
        app.configure_task(TELL_OF_PLAN).defer(plan=plan)
