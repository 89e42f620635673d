"""Which state of an import may follow which."""

from django.db import models


class State(models.TextChoices):
    """How far an import has come."""

    UPLOADED = "uploaded", "Zuordnung offen"
    CHECKING = "checking", "wird geprüft"
    CHECKED = "checked", "geprüft"
    APPLYING = "applying", "wird übernommen"
    APPLIED = "applied", "übernommen"
    FAILED = "failed", "nicht lesbar"
    DISCARDED = "discarded", "verworfen"


NEXT: dict[State, frozenset[State]] = {
    State.UPLOADED: frozenset({State.CHECKING, State.DISCARDED}),
    State.CHECKING: frozenset({State.CHECKED, State.FAILED}),  # thrown away only by the scanner, never by hand
    State.CHECKED: frozenset({State.CHECKING, State.APPLYING, State.DISCARDED}),
    State.APPLYING: frozenset({State.APPLIED, State.CHECKED}),  # back, if something changed in between or is refused
    State.APPLIED: frozenset(),
    State.FAILED: frozenset({State.CHECKING, State.DISCARDED}),
    State.DISCARDED: frozenset(),
}


class Extent(models.TextChoices):
    """How much of a file is stored; somebody chooses it when they agree to the preview."""

    WHOLE = "whole", "alle Zeilen oder keine"
    GOOD_ROWS = "good", "nur die fehlerfreien Zeilen"


WORKING = (State.CHECKING, State.APPLYING)
"""A job is at work, and people wait."""
ENDED = (State.APPLIED, State.DISCARDED)
"""The file is gone."""


def may_follow(state: str, wanted: State) -> bool:
    """Whether an import may take a step."""
    return wanted in NEXT[State(state)]
