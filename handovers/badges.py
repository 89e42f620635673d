"""How the state and the direction of hand-overs look."""

from functools import cache

from django.utils.safestring import SafeString

from handovers.lifecycle import Direction, State
from ui import cells

STATE_LOOK = {
    State.DRAFT: ("info", "edit_note"),
    State.WAITING: ("warning", "hourglass_empty"),
    State.DISPUTED: ("danger", "report"),
    State.SIGNED: ("success", "verified"),
    State.CANCELLED: ("neutral", "cancel"),
}
DIRECTION_ICON = {Direction.ISSUE: "arrow_forward", Direction.RETURN: "arrow_back"}


@cache
def state_badge(state: str) -> SafeString:
    """Where a hand-over stands, as a badge."""
    kind, icon = STATE_LOOK[State(state)]
    return cells.badge(kind, icon, State(state).label)
