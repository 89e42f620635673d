"""Deviations that hold no more, read from the change history: why something was decided is asked long after it was withdrawn."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.html import format_html

from continuity.models import Effect, ProtectionDeviation, Value
from continuity.wording import level_badge
from history.changes import people_of, who
from history.models import CHANGED, DELETED
from history.rights import may_read_history
from ui import cells
from ui.pages import Section
from workstations.models import InfrastructureItem

if TYPE_CHECKING:
    from accounts.models import User

MOST = 20
HEADINGS = ("Grundwert", "Schutzbedarf", "Begründung", "Entschieden", "Ende")


def past_deviations(item: InfrastructureItem, user: "User") -> Section:
    """What was decided about infrastructure before, with its reason and how it ended; for whoever may read histories."""
    title = "Frühere Abweichungen"
    if not may_read_history(user, ProtectionDeviation):
        return Section(title)
    states: Any = ProtectionDeviation._meta.get_field("changes").related_model
    found = states.objects.filter(item=item.pk, pgh_label__in=(CHANGED, DELETED)).select_related("pgh_context")
    kept = list(found.order_by("-pgh_id")[: MOST + 1])
    people = people_of(kept)
    rows = [
        (
            Value(state.value).label,
            format_html("<span>{} {}</span>", level_badge(state.level), Effect(state.effect).label),
            state.reason,
            cells.day(state.decided_on),
            f"{_end(state)} am {timezone.localtime(state.pgh_created_at):%d.%m.%Y}, {who(state, people)}",
        )
        for state in kept[:MOST]
    ]
    return Section(f"{title}, die letzten {MOST}" if len(kept) > MOST else title, headings=HEADINGS, rows=rows)


def _end(state: Any) -> str:
    return "aufgehoben" if state.pgh_label == DELETED else "neu entschieden"
