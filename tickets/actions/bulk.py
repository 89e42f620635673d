"""One step for many reports: tried out first, then taken for all of them or for those that allow it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from tickets.actions.steps import require_staff
from tickets.models import Ticket

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class BulkStep:
    """One step that can be taken for many reports: its words, the single-row action, and what of a row it changes."""

    words: str
    perform: Callable[[Ticket, User, datetime, int | None], Ticket]
    facts: Callable[[Ticket], str]


@dataclass(frozen=True)
class Outcome:
    """What a step does to one report: from what to what, or why it is refused."""

    ticket: Ticket
    before: str
    after: str
    problem: str = ""

    @property
    def is_change(self) -> bool:
        """Whether the step changes anything about the report."""
        return not self.problem and self.before != self.after


class _TakenBack(Exception):
    """Ends a transaction of which nothing is to stay."""


def try_for_many(*, tickets: Sequence[Ticket], step: BulkStep, by: User, now: datetime) -> list[Outcome]:
    """Say what a step would do to each report. It is really taken and then taken back, so that both always agree."""
    require_staff(by)
    with transaction.atomic():
        outcomes = _each(tickets, step, by, now, {})
        transaction.set_rollback(True)
    return outcomes


def change_many(
    *,
    tickets: Sequence[Ticket],
    step: BulkStep,
    by: User,
    now: datetime,
    versions: dict[int, int],
    all_or_nothing: bool,
) -> tuple[list[Outcome], bool]:
    """Take a step for many reports in one transaction; return what became of each, and whether anything was stored.

    With `all_or_nothing` one refusal keeps all of them as they were; without it only the refused stay as they were.
    `versions` are those that the person saw, by key: what somebody changed since then is refused.
    """
    require_staff(by)
    with transaction.atomic():
        outcomes = _each(tickets, step, by, now, versions)
        is_stored = not (all_or_nothing and any(outcome.problem for outcome in outcomes))
        if not is_stored:
            transaction.set_rollback(True)
    return outcomes, is_stored


def _each(
    tickets: Sequence[Ticket], step: BulkStep, by: User, now: datetime, versions: dict[int, int]
) -> list[Outcome]:
    # Always locked in the same order, so that two people who change the same rows wait for each other once.
    done = {ticket.pk: _one(ticket, step, by, now, versions) for ticket in sorted(tickets, key=lambda row: row.pk)}
    return [done[ticket.pk] for ticket in tickets]


def _one(ticket: Ticket, step: BulkStep, by: User, now: datetime, versions: dict[int, int]) -> Outcome:
    before = step.facts(ticket)
    seen = versions.get(ticket.pk)
    if seen is not None and seen != ticket.version:
        # Not every action asks for a version; the person decided on what the preview showed.
        return Outcome(ticket, before, "", "Diese Meldung wurde inzwischen geändert.")
    try:
        changed = step.perform(ticket, by, now, seen)
    except ValidationError as error:
        return Outcome(ticket, before, "", " ".join(error.messages))
    return Outcome(ticket, before, step.facts(changed))
