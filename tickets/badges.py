"""How a report's state, priority and deadline look everywhere: one place for symbol, colour and words."""

from datetime import datetime

from django.utils.safestring import SafeString

from contracts.models import Priority
from tickets.lifecycle import State
from tickets.models import Ticket
from ui import cells

STATE_LOOK = {
    State.WAITING_FOR_APPROVAL: ("warning", "fact_check"),
    State.NEW: ("info", "fiber_new"),
    State.IN_PROGRESS: ("active", "progress_activity"),
    State.WAITING_FOR_CUSTOMER: ("warning", "hourglass_empty"),
    State.WAITING_FOR_VENDOR: ("violet", "domain"),
    State.WAITING_FOR_CHANGE: ("violet", "published_with_changes"),
    State.WAITING_FOR_VISIT: ("violet", "directions_car"),
    State.RESOLVED: ("success", "check_circle"),
    State.CLOSED: ("neutral", "lock"),
    State.CANCELLED: ("neutral", "cancel"),
}
PRIORITY_LEVEL = {
    Priority.CRITICAL: "critical",
    Priority.HIGH: "high",
    Priority.NORMAL: "normal",
    Priority.LOW: "low",
}


def state_badge(state: str) -> SafeString:
    """Where a report stands."""
    kind, icon = STATE_LOOK[State(state)]
    return cells.badge(kind, icon, State(state).label)


def priority_mark(priority: int) -> SafeString:
    """How soon a report is worked on."""
    return cells.priority(PRIORITY_LEVEL[Priority(priority)], Priority(priority).label)


def deadline_mark(ticket: Ticket, now: datetime) -> SafeString | str:
    """What is left until the deadline; a report without agreement or already solved has none to show."""
    if not ticket.is_open or ticket.workaround_at or (ticket.due_at is None and ticket.paused_at is None):
        return ""
    return cells.deadline(ticket.due_at, now, is_paused=ticket.paused_at is not None)
