"""Where a hand-over stands, and what may follow: nothing follows what is signed, which is what a signature is for."""

from django.db import models


class State(models.TextChoices):
    """Where a hand-over stands."""

    DRAFT = "draft", "in Vorbereitung"
    WAITING = "waiting", "wartet auf Bestätigung"
    DISPUTED = "disputed", "Widerspruch"
    SIGNED = "signed", "unterschrieben"
    CANCELLED = "cancelled", "verworfen"


class Direction(models.TextChoices):
    """Who gets the devices."""

    ISSUE = "issue", "Ausgabe"
    RETURN = "return", "Rücknahme"


FOLLOWING: dict[State, tuple[State, ...]] = {
    State.DRAFT: (State.SIGNED, State.WAITING),
    State.WAITING: (State.SIGNED, State.DISPUTED, State.CANCELLED),
    State.DISPUTED: (State.SIGNED, State.CANCELLED),
    State.SIGNED: (),
    State.CANCELLED: (),
}
"""Which state may follow which."""

WITHOUT_ANSWER = (State.WAITING, State.DISPUTED)
"""The devices have changed hands, and the person has not said yes to it."""


def may_follow(current: State, following: State) -> bool:
    """Whether a hand-over in state `current` may be brought into state `following`."""
    return following in FOLLOWING[current]
