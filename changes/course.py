"""The steps that a change took: when and by whom, from its own row and, where that does not say it, from its history."""

from datetime import datetime
from typing import NamedTuple

from accounts.models import User
from changes.conflicts import span_in_words
from changes.lifecycle import State
from changes.models import Change
from history.changes import SYSTEM, events_of, people_of, who
from history.models import CHANGED

MOST = 200


class Step(NamedTuple):
    """One of them; of old ones nobody may know any more when it was, or by whom."""

    what: str
    at: datetime | None
    by: str = ""
    words: str = ""


class Past(NamedTuple):
    """What the history of a change adds: when and by whom it came last into each state, and when it was moved."""

    entered: dict[str, Step]
    moved: list[Step]


def course_of(change: Change) -> list[Step]:
    """The steps in their order: two queries."""
    past = _past_of(change)
    submitted = past.entered.get(State.AWAITING) or Step("", None)
    decided = _decided(change)
    steps = [Step("Geplant", change.planned_at, str(change.planned_by))]
    if change.submitted_by:
        steps.append(Step("Vorgelegt", submitted.at, str(change.submitted_by)))
    steps += [decided] if decided else []
    if change.published_at:
        steps.append(Step("Bekannt gegeben", change.published_at))
    steps += past.moved
    if change.started_at:
        steps.append(Step("Begonnen", change.started_at, _by(past, State.RUNNING)))
    if change.finished_at:
        ended = change.get_state_display().capitalize()
        steps.append(Step(ended, change.finished_at, _by(past, State(change.state)), change.result))
    return _in_order(steps)


def _decided(change: Change) -> Step | None:
    by: User | None = change.decided_by
    if by is None:
        return None
    what = "Abgelehnt" if change.state == State.REJECTED else "Freigegeben"
    return Step(what, change.decided_at, str(by), change.decision_note)


def _by(past: Past, state: State) -> str:
    step = past.entered.get(state)
    return step.by if step else ""


def _in_order(steps: list[Step]) -> list[Step]:
    """By their moments; a step without one stays behind the one before it."""
    moments: list[datetime] = []
    for step in steps:
        moments.append(step.at or moments[-1])  # the first always has one
    return [step for _, step in sorted(zip(moments, steps, strict=True), key=lambda pair: pair[0])]


def _past_of(change: Change) -> Past:
    """Each kept state is what the change was before the next one, see `history.changes`."""
    kept = list(events_of(Change, change.pk).select_related("pgh_context")[:MOST])
    people = people_of(kept)
    entered: dict[str, Step] = {}
    moved: list[Step] = []
    for before, after in zip(kept, [change, *kept], strict=False):  # the newest first
        if before.pgh_label != CHANGED:
            continue
        name = who(before, people)
        by = "" if name == SYSTEM else name
        if before.state != after.state:
            entered.setdefault(after.state, Step("", before.pgh_created_at, by))
        elif after.state == State.APPROVED and (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at):
            words = f"vorher {span_in_words(before.starts_at, before.ends_at)}"
            moved.append(Step("Verschoben", before.pgh_created_at, by, words))
    return Past(entered, moved[::-1])
