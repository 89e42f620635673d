"""Tells the background what happened about a report; who should hear of it is decided on the floor above.

Jobs are named, not imported, and stand in the same transaction as what happened: all are there or none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from procrastinate.contrib.django import app
from procrastinate.jobs import Job

ATTACH_CHECKLISTS = "tickets.tasks.attach_checklists"
SPREAD = "notifications.tasks.spread"
TELL_OF_PLAN = "notifications.tasks.tell_of_plan"

_is_silent = ContextVar("is_silent", default=False)
_gathered: ContextVar[list[Job] | None] = ContextVar("gathered", default=None)


@contextmanager
def in_silence() -> Iterator[None]:
    """Nobody is told of what happens inside: for reports that are invented or brought over, long after they happened."""
    token = _is_silent.set(True)
    try:
        yield
    finally:
        _is_silent.reset(token)


@contextmanager
def jobs_at_once() -> Iterator[None]:
    """The jobs that come up inside are given to the database at the end, by one statement."""
    jobs: list[Job] = []
    token = _gathered.set(jobs)
    try:
        yield
    finally:
        _gathered.reset(token)
    if jobs:
        app.job_manager.batch_defer_jobs(jobs)


def announce(**what: int) -> None:
    """Let a job tell whomever it concerns: `event=` or `message=` with the key of what was just written."""
    _let(SPREAD, **what)


def announce_stopped_plan(plan: int) -> None:
    """Let a job tell the team of a recurring report that it could not be opened."""
    _let(TELL_OF_PLAN, plan=plan)


def have_checklists_attached(ticket: int) -> None:
    """Let a job attach the checklists of a report that came in from somebody who sees none."""
    _let(ATTACH_CHECKLISTS, ticket=ticket)


def _let(task: str, **what: int) -> None:
    if _is_silent.get():
        return
    job, gathered = app.configure_task(task).make_new_job(**what), _gathered.get()
    if gathered is None:
        app.job_manager.defer_job(job)
    else:
        gathered.append(job)
