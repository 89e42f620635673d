"""What every tile about reports starts from."""

from collections.abc import Hashable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from tickets.models import Tally, Ticket
from tickets.querysets import TallyQuerySet, TicketQuerySet
from ui.charts import Chart
from ui.parts import filtered
from ui.periods import WEEKS, Period
from ui.tiles import TileReadTogether

if TYPE_CHECKING:
    from accounts.models import User
    from customers.models import Authority


def start_of(day: date) -> datetime:
    """The moment at which a day begins here."""
    return datetime.combine(day, time.min, timezone.get_current_timezone())


class TicketTile(TileReadTogether):
    """A tile about the reports a person may see, of all authorities or of one."""

    permission = "tickets.view_boards"

    def __init__(self, authority: "Authority | None" = None, period: Period = WEEKS) -> None:
        self.authority = authority
        self.period = period

    def rows(self, user: "User") -> TicketQuerySet:
        """The reports the tile counts."""
        rows = Ticket.objects.visible_to(user)
        return rows.filter(authority=self.authority) if self.authority else rows

    def tallies(self, user: "User", unit: str, first: date) -> TallyQuerySet:
        """What came in and was resolved in the days, weeks or months from the one that begins on a day."""
        rows = Tally.objects.visible_to(user).since(unit, first)
        return rows.filter(authority=self.authority) if self.authority else rows

    def words(self, user: "User", now: datetime, part: str) -> tuple[Hashable, ...]:
        """By what a question of the tile is kept: all that follows from the person and the day."""
        return (
            type(self),
            part,
            self.authority and self.authority.pk,
            self.period.key,
            timezone.localdate(now),
            user.reach,
        )

    def link(self, **filters: Any) -> str:
        """The queue, narrowed to the reports behind a number."""
        if self.authority:
            filters["authority"] = self.authority.pk
        return filtered("tickets:queue", **filters)

    def nothing(self, text: str) -> Chart:
        """What is said while there is nothing to count."""
        return Chart.without_rows(text, self.link(view="all"), "Alle Meldungen ansehen")
