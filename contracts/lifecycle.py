"""The life of an agreement as one table: which state may follow which, and what a step taken back leads to."""

from django.db import models


class State(models.TextChoices):
    """Where an agreement stands."""

    DRAFTED = "drafted", "Entwurf"
    RESOLVED = "resolved", "Beschlossen"
    SIGNED = "signed", "Unterzeichnet"
    NOTIFIED = "notified", "Angezeigt"
    OBJECTED = "objected", "Beanstandet"
    CLEARED = "cleared", "Nicht beanstandet"
    PUBLISHED = "published", "Bekannt gemacht"
    EFFECTIVE = "effective", "In Kraft"
    ENDED = "ended", "Beendet"
    WITHDRAWN = "withdrawn", "Nicht zustande gekommen"


CHAIN = (
    State.DRAFTED, State.RESOLVED, State.SIGNED, State.NOTIFIED, State.CLEARED, State.PUBLISHED, State.EFFECTIVE, State.ENDED,
)  # fmt: skip
"""The way of what is notified to the Rechtsaufsicht, § 77 with § 167c KV M-V."""
ONLY_WITH_NOTICE = (State.NOTIFIED, State.OBJECTED, State.CLEARED, State.PUBLISHED)
"""What is not notified knows none of these."""
BINDS_NOBODY = (State.DRAFTED, State.WITHDRAWN)
"""Beside one of these another agreement for the same task may stand."""

STEPS: dict[State, tuple[State, ...]] = {
    State.DRAFTED: (State.RESOLVED, State.WITHDRAWN),
    State.RESOLVED: (State.SIGNED, State.WITHDRAWN),
    State.SIGNED: (State.NOTIFIED, State.EFFECTIVE, State.WITHDRAWN),
    State.NOTIFIED: (State.CLEARED, State.OBJECTED, State.WITHDRAWN),
    # What was objected to is put right and notified again, or comes to nothing.
    State.OBJECTED: (State.NOTIFIED, State.WITHDRAWN),
    State.CLEARED: (State.PUBLISHED,),
    State.PUBLISHED: (State.EFFECTIVE,),
    State.EFFECTIVE: (State.ENDED,),
    State.ENDED: (),
    State.WITHDRAWN: (),
}


def chain(*, needs_notice: bool) -> list[State]:
    """The states in the order in which an agreement passes them."""
    return [state for state in CHAIN if needs_notice or state not in ONLY_WITH_NOTICE]


def steps_of(current: State, *, needs_notice: bool) -> list[State]:
    """The states that may follow, the main one first."""
    too_early = needs_notice and current == State.SIGNED
    return [
        following
        for following in STEPS[current]
        if (needs_notice or following not in ONLY_WITH_NOTICE) and not (too_early and following == State.EFFECTIVE)
    ]


def may_follow(current: State, following: State, *, needs_notice: bool) -> bool:
    """Whether an agreement may be brought from state `current` to state `following`."""
    return following in steps_of(current, needs_notice=needs_notice)


def before(current: State, *, needs_notice: bool) -> State | None:
    """Where an agreement stands again when its last step is taken back; None where nothing can be."""
    if current == State.OBJECTED:
        return State.NOTIFIED
    way = chain(needs_notice=needs_notice)
    return way[way.index(current) - 1] if current in way[1:] else None
