"""The life of a change: which state may follow which, as one table, and what only an emergency may skip."""

from django.db import models


class State(models.TextChoices):
    """Where a change stands."""

    PLANNED = "planned", "geplant"
    AWAITING = "awaiting", "zur Freigabe"
    APPROVED = "approved", "freigegeben"
    RUNNING = "running", "läuft"
    DONE = "done", "abgeschlossen"
    ROLLED_BACK = "rolled_back", "zurückgenommen"
    REJECTED = "rejected", "abgelehnt"
    CANCELLED = "cancelled", "abgesagt"


class Kind(models.TextChoices):
    """How much is known about it beforehand, and how much time there is."""

    STANDARD = "standard", "Standard"
    NORMAL = "normal", "Normal"
    EMERGENCY = "emergency", "Notfall"


class Risk(models.TextChoices):
    """What can go wrong."""

    LOW = "low", "niedrig"
    MEDIUM = "medium", "mittel"
    HIGH = "high", "hoch"


FOLLOWING: dict[State, tuple[State, ...]] = {
    State.PLANNED: (State.AWAITING, State.CANCELLED, State.RUNNING),
    State.AWAITING: (State.APPROVED, State.REJECTED, State.PLANNED, State.CANCELLED, State.RUNNING),
    State.APPROVED: (State.RUNNING, State.CANCELLED),
    State.RUNNING: (State.DONE, State.ROLLED_BACK),
    State.REJECTED: (State.PLANNED, State.CANCELLED),
    State.DONE: (),
    State.ROLLED_BACK: (),
    State.CANCELLED: (),
}
"""Which state may follow which."""

WITHOUT_APPROVAL = frozenset({(State.PLANNED, State.RUNNING), (State.AWAITING, State.RUNNING)})
"""Steps that an emergency alone may take: whoever puts out a fire asks afterwards."""

OPEN = (State.PLANNED, State.AWAITING, State.APPROVED, State.RUNNING)
"""What still lies ahead or goes on."""

IN_PREPARATION = (State.PLANNED, State.REJECTED)
"""What is still written; whom it affects is computed anew."""

CARRIED_OUT = (State.RUNNING, State.DONE, State.ROLLED_BACK)
"""What has begun, whatever became of it."""


def may_follow(kind: str, current: str, following: State) -> bool:
    """Whether a change of this kind may be brought from one state into another."""
    if following not in FOLLOWING[State(current)]:
        return False
    return kind == Kind.EMERGENCY or (State(current), following) not in WITHOUT_APPROVAL
