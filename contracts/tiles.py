"""What somebody watches about agreements: deadlines that come near."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from contracts.deadlines import Kind, deadlines, is_near
from contracts.lifecycle import State
from contracts.models import Agreement
from ui.cells import number
from ui.charts import Figure, Note
from ui.pages import filtered
from ui.tiles import Tile

if TYPE_CHECKING:
    from accounts.models import User
    from customers.models import Authority


class NearDeadlines(Tile):
    """Agreements whose next deadline comes near, and those that lie before the Rechtsaufsicht."""

    key = "agreement-deadlines"
    title = "Vertragsfristen nahen"
    permission = "contracts.view_agreement"

    def __init__(self, authority: "Authority | None" = None) -> None:
        self.authority = authority

    def data(self, user: "User", now: datetime) -> Figure:
        today = timezone.localdate(now)
        rows = Agreement.objects.visible_to(user).filter(state__in=(State.NOTIFIED, State.EFFECTIVE)).order_by()
        if self.authority:
            rows = rows.filter(authority=self.authority)
        near = [[one.kind for one in deadlines(row, today) if is_near(row, one, today)] for row in rows]
        waiting = sum(Kind.STANDSTILL in kinds for kinds in near)
        note = Note(f"{number(waiting)} bei der Rechtsaufsicht", self._link(state=State.NOTIFIED.value))
        return Figure(sum(bool(kinds) for kinds in near), self._link(deadline="near"), [note])

    def _link(self, **filters: Any) -> str:
        if self.authority:
            filters["authority"] = self.authority.pk
        return filtered("contracts:agreements", **filters)
