"""How the support of a version, the time of an instance, and the age of a statement look."""

from datetime import date
from functools import cache

from django.utils.safestring import SafeString

from applications.models import ProductStatement, SpecialistApplication
from applications.support import Support
from ui import cells

SUPPORT_LOOK = {
    Support.SUPPORTED: ("success", "check_circle"),
    Support.ENDING: ("warning", "schedule"),
    Support.ENDED: ("danger", "error"),
    Support.UNKNOWN: ("neutral", "help"),
}


@cache
def support_badge(state: Support) -> SafeString:
    """How the support stands."""
    return cells.badge(*SUPPORT_LOOK[state], state.label)


def time_badge(application: SpecialistApplication, day: date) -> SafeString | str:
    """Says of an instance that it comes only later or is over; of one that runs nothing."""
    if application.operated_since and application.operated_since > day:
        return cells.badge("info", "event", f"ab {application.operated_since:%d.%m.%Y}")
    if application.operated_until and application.operated_until < day:
        return cells.badge("neutral", "archive", f"bis {application.operated_until:%d.%m.%Y}")
    return ""


def age_badge(statement: ProductStatement, day: date) -> SafeString | str:
    """Marks what was said more than two years ago."""
    return cells.badge("warning", "history", "älter als zwei Jahre") if statement.is_old(day) else ""
