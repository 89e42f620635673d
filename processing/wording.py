"""States, reviews and coverage in words and badges."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from processing.gaps import NEAR
from processing.models import ProcessingAgreement, SubProcessorApproval
from ui import cells

State = SubProcessorApproval.State
STATE_LOOK = {
    State.INFORMED: ("info", "mail"),
    State.APPROVED: ("success", "check_circle"),
    State.OBJECTED: ("danger", "front_hand"),
}
STANDING_LOOK = {
    "Entwurf": ("neutral", "draft"),
    "künftig": ("info", "schedule"),
    "in Kraft": ("success", "handshake"),
    "beendet": ("neutral", "history"),
}


@cache
def state_badge(state: str) -> SafeString:
    """What an authority said of a sub-processor, as a badge."""
    kind, icon = STATE_LOOK[State(state)]
    return cells.badge(kind, icon, State(state).label)


def standing(agreement: ProcessingAgreement, day: date) -> str:
    """Where an agreement stands on a day, in a word."""
    if agreement.signed_on is None:
        return "Entwurf"
    if agreement.is_in_force(day):
        return "in Kraft"
    return "beendet" if agreement.valid_until and agreement.valid_until < day else "künftig"


def standing_badge(agreement: ProcessingAgreement, day: date) -> SafeString:
    """The same as a badge."""
    word = standing(agreement, day)
    return cells.badge(*STANDING_LOOK[word], word)


def review_cell(review_on: date | None, day: date) -> SafeString | str:
    """The day of a review; one that is overdue or near says so with symbol and word."""
    if review_on is None:
        return ""
    if review_on < day:
        return _deadline("over", "error", f"überfällig seit {review_on:%d.%m.%Y}")
    if review_on <= day + timedelta(days=NEAR):
        return _deadline("soon", "timer", f"{review_on:%d.%m.%Y}")
    return cells.day(review_on)


def _deadline(look: str, icon: str, words: str) -> SafeString:
    return format_html(
        '<span class="ku-deadline ku-deadline--{}">{}<span>{}</span></span>', look, cells.icon(icon), words
    )


def covered_in_words(covered: int, used: int) -> str:
    """„durch AVV gedeckt bei 5 von 6 Behörden“."""
    return f"durch AVV gedeckt bei {covered} von {used} {'Behörde' if used == 1 else 'Behörden'}"


def first_of(title: str, rows: Any, most: int) -> tuple[str, list[Any]]:
    """The first rows of a query, and the title, which says so where there are more."""
    found = list(rows[: most + 1])
    return (f"{title} (die ersten {cells.number(most)})" if len(found) > most else title), found[:most]


def seat(sub_processor: Any) -> str:
    """Where a sub-processor sits; a third country is named as one."""
    words = ", ".join(filter(None, [sub_processor.seat, sub_processor.country]))
    return f"{words} (Drittland)" if sub_processor.is_third_country else words
