"""How the states of changes, their effect and the standing of Fachverfahren look."""

from functools import cache

from django.utils.safestring import SafeString

from changes.levels import Effect, Level
from changes.lifecycle import Risk, State
from ui import cells

STATE_LOOK = {
    State.PLANNED: ("info", "edit_note"),
    State.AWAITING: ("warning", "hourglass_empty"),
    State.APPROVED: ("violet", "event"),
    State.RUNNING: ("active", "play_arrow"),
    State.DONE: ("success", "check_circle"),
    State.ROLLED_BACK: ("warning", "undo"),
    State.REJECTED: ("danger", "block"),
    State.CANCELLED: ("neutral", "cancel"),
}
LEVEL_LOOK = {
    Level.NORMAL: ("success", "check_circle"),
    Level.RESTRICTED: ("warning", "warning"),
    Level.EMERGENCY: ("violet", "shield"),
    Level.DOWN: ("danger", "error"),
}
RISK_LOOK = {Risk.LOW: ("neutral", "check"), Risk.MEDIUM: ("warning", "warning"), Risk.HIGH: ("danger", "report")}


@cache
def state_badge(state: str) -> SafeString:
    """Where a change stands."""
    one = State(state)
    return cells.badge(*STATE_LOOK[one], one.label)


@cache
def level_badge(level: int) -> SafeString:
    """How a Fachverfahren stands."""
    one = Level(level)
    return cells.badge(*LEVEL_LOOK[one], one.label)


@cache
def effect_badge(effect: int) -> SafeString:
    """What is to be expected meanwhile."""
    one = Effect(effect)
    kind, icon = ("neutral", "check") if one == Effect.NONE else LEVEL_LOOK[Level(effect)]
    return cells.badge(kind, icon, one.label)


@cache
def risk_badge(risk: str) -> SafeString:
    """What can go wrong."""
    one = Risk(risk)
    return cells.badge(*RISK_LOOK[one], one.label)
