"""How the states of stock-takings and the answers about devices look."""

from functools import cache

from django.utils.safestring import SafeString

from stocktaking.lifecycle import Answer, State
from stocktaking.models import CampaignDevice, UnlistedDevice
from ui import cells

STATE_LOOK = {
    State.PLANNED: ("info", "event"),
    State.RUNNING: ("active", "play_arrow"),
    State.FINISHED: ("success", "check_circle"),
}
ANSWER_LOOK = {
    Answer.OPEN: ("info", "radio_button_unchecked"),
    Answer.CONFIRMED: ("success", "check_circle"),
    Answer.ELSEWHERE: ("warning", "location_on"),
    Answer.MISSING: ("danger", "error"),
    Answer.GONE: ("warning", "person_off"),
}


@cache
def state_badge(state: str) -> SafeString:
    """Where a stock-taking stands."""
    one = State(state)
    return cells.badge(*STATE_LOOK[one], one.label)


@cache
def answer_badge(answer: str) -> SafeString:
    """What was found out about a device."""
    one = Answer(answer)
    return cells.badge(*ANSWER_LOOK[one], one.label)


def settled_badge(row: CampaignDevice | UnlistedDevice) -> SafeString | str:
    """Whether a difference is settled; nothing where there is none."""
    if row.settled_at is not None:
        return cells.badge("success", "task_alt", "geklärt")
    is_to_settle = isinstance(row, UnlistedDevice) or row.is_difference
    return cells.badge("warning", "build", "zu klären") if is_to_settle else ""
