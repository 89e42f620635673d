"""How the state of cases, steps and answers looks."""

from django.utils.safestring import SafeString

from takeovers.models import CaseTask, Consent, TakeoverCase
from ui import cells

CASE_LOOK = {
    TakeoverCase.State.OPEN: ("active", "play_arrow"),
    TakeoverCase.State.COMPLETED: ("success", "check_circle"),
    TakeoverCase.State.DECLINED: ("neutral", "block"),
    TakeoverCase.State.WITHDRAWN: ("neutral", "undo"),
}
TASK_LOOK = {
    CaseTask.State.OPEN: ("info", "radio_button_unchecked"),
    CaseTask.State.DONE: ("success", "check_circle"),
    CaseTask.State.NOT_NEEDED: ("neutral", "cancel"),
}
ANSWER_LOOK = {
    Consent.Answer.OPEN: ("info", "hourglass_empty"),
    Consent.Answer.AGREED: ("success", "check_circle"),
    Consent.Answer.REFUSED: ("danger", "block"),
}


def case_badge(state: str) -> SafeString:
    """Whether a case goes on, or how it ended."""
    one = TakeoverCase.State(state)
    return cells.badge(*CASE_LOOK[one], one.label)


def task_badge(state: str) -> SafeString:
    """Whether a step is done."""
    one = CaseTask.State(state)
    return cells.badge(*TASK_LOOK[one], one.label)


def answer_badge(answer: str) -> SafeString:
    """What a carrier answered."""
    one = Consent.Answer(answer)
    return cells.badge(*ANSWER_LOOK[one], one.label)
