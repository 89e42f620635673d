"""The life of a report as one table: which state may follow which, and who may take the step."""

from enum import Enum

from django.db import models


class State(models.TextChoices):
    """Where a report stands."""

    WAITING_FOR_APPROVAL = "waiting_approval", "Wartet auf Freigabe"
    NEW = "new", "Neu"
    IN_PROGRESS = "in_progress", "In Bearbeitung"
    WAITING_FOR_CUSTOMER = "waiting_customer", "Wartet auf Rückmeldung"
    WAITING_FOR_VENDOR = "waiting_vendor", "Wartet auf Hersteller"
    WAITING_FOR_CHANGE = "waiting_change", "Wartet auf Änderung"
    WAITING_FOR_VISIT = "waiting_visit", "Wartet auf Vor-Ort-Termin"
    RESOLVED = "resolved", "Gelöst"
    CLOSED = "closed", "Geschlossen"
    CANCELLED = "cancelled", "Zurückgezogen"


class Actor(Enum):
    """Who takes a step."""

    STAFF = "staff"
    AUTHORITY = "authority"
    SYSTEM = "system"
    COORDINATION = "coordination"  # the IT-Koordination of the authority, which approves what others order
    LEAD = "lead"  # who may decide in place of an authority, with a reason


WAITING = (State.WAITING_FOR_CUSTOMER, State.WAITING_FOR_VENDOR, State.WAITING_FOR_CHANGE, State.WAITING_FOR_VISIT)
OPEN = (State.NEW, State.IN_PROGRESS, *WAITING)
ENDED = (State.CLOSED, State.CANCELLED)
DONE = (State.RESOLVED, *ENDED)

PAUSES = (State.WAITING_FOR_CUSTOMER, State.WAITING_FOR_VENDOR)
"""Where the clock stands: the service waits for others. Changes and visits it plans itself, so the clock runs on.
An assumption until KSM confirms it."""

REMIND_OF_APPROVAL_AFTER = 3
"""Working days after which the IT-Koordination is reminded of what waits for it, and again after as many.
An assumption until KSM confirms it."""

OBJECTION_DAYS = 14
"""Days after which a solution that nobody objected to counts as accepted. An assumption until KSM confirms it."""

STAFF = frozenset({Actor.STAFF})
EITHER_SIDE = frozenset({Actor.STAFF, Actor.AUTHORITY})
ON_ITS_DAY = frozenset({Actor.STAFF, Actor.SYSTEM})
ANYBODY = frozenset({Actor.STAFF, Actor.AUTHORITY, Actor.SYSTEM})
WHO_APPROVES = frozenset({Actor.COORDINATION, Actor.LEAD})

_FROM_OPEN = {**dict.fromkeys(WAITING, STAFF), State.RESOLVED: STAFF, State.CANCELLED: EITHER_SIDE}
STEPS: dict[State, dict[State, frozenset[Actor]]] = {
    # Nobody works on it before the authority has approved it; whoever ordered or typed it may still take it back.
    State.WAITING_FOR_APPROVAL: {State.NEW: WHO_APPROVES, State.CANCELLED: WHO_APPROVES | EITHER_SIDE},
    State.NEW: {State.IN_PROGRESS: STAFF, **_FROM_OPEN},
    State.IN_PROGRESS: _FROM_OPEN,
    # The answer of the authority lets the work go on; any other wait ends by hand or on the day it was set for.
    State.WAITING_FOR_CUSTOMER: {State.IN_PROGRESS: ANYBODY, **_FROM_OPEN},
    State.WAITING_FOR_VENDOR: {State.IN_PROGRESS: ON_ITS_DAY, **_FROM_OPEN},
    State.WAITING_FOR_CHANGE: {State.IN_PROGRESS: ON_ITS_DAY, **_FROM_OPEN},
    State.WAITING_FOR_VISIT: {State.IN_PROGRESS: ON_ITS_DAY, **_FROM_OPEN},
    State.RESOLVED: {State.IN_PROGRESS: EITHER_SIDE, State.CLOSED: ANYBODY},
    # What has ended stays so; a new report takes up what comes later.
    State.CLOSED: {},
    State.CANCELLED: {},
}
"""From each state the states that may follow, each with those who may take the step."""


def may_follow(current: State, following: State, *, actor: Actor) -> bool:
    """Whether a report may be taken from state `current` to state `following` by this actor."""
    return following != current and actor in STEPS[current].get(following, ())


def steps_of(current: State, actor: Actor) -> list[State]:
    """The states that this actor may take a report to, in the order of the table."""
    return [following for following in STEPS[current] if may_follow(current, following, actor=actor)]
