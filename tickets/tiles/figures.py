"""Numbers about reports: what is open now, and what happened this week."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone

from contracts.models import Priority
from tickets.lifecycle import State
from tickets.tiles.report_tile import TicketTile, start_of
from ui.cells import number
from ui.charts import Figure, Note
from ui.periods import monday_of, week_name

if TYPE_CHECKING:
    from accounts.models import User

OLD_AFTER = timedelta(days=30)
URGENT = (Priority.CRITICAL, Priority.HIGH)


class OpenTickets(TicketTile):
    """Reports the service still has to do something about."""

    key = "open"
    title = "Offen"

    def data(self, user: "User", now: datetime) -> Figure:
        oldest_young_day = timezone.localdate(now) - OLD_AFTER
        counts = self.rows(user).open().aggregate(
            all=Count("pk"), old=Count("pk", filter=Q(created_at__lt=start_of(oldest_young_day)))
        )  # fmt: skip
        old = self.link(view="open", created_until=oldest_young_day - timedelta(days=1))
        note = Note(f"{number(counts['old'])} älter als {OLD_AFTER.days} Tage", old)
        return Figure(counts["all"], self.link(view="open"), [note])


class UnassignedTickets(TicketTile):
    """Open reports that nobody has taken."""

    key = "unassigned"
    title = "Nicht zugewiesen"

    def data(self, user: "User", now: datetime) -> Figure:
        counts = (
            self.rows(user).unassigned().aggregate(all=Count("pk"), urgent=Count("pk", filter=Q(priority__in=URGENT)))
        )
        urgent = self.link(view="unassigned", priority=[level.value for level in URGENT])
        note = Note(f"{number(counts['urgent'])} kritisch oder hoch", urgent)
        return Figure(counts["all"], self.link(view="unassigned"), [note])


class OverdueTickets(TicketTile):
    """Open reports whose deadline has passed while the clock runs."""

    key = "overdue"
    title = "Frist überschritten"

    def data(self, user: "User", now: datetime) -> Figure:
        counts = self.rows(user).at_risk(now).aggregate(all=Count("pk"), overdue=Count("pk", filter=Q(due_at__lte=now)))
        note = Note(f"Frist gefährdet: {number(counts['all'])}", self.link(view="at_risk"))
        return Figure(counts["overdue"], self.link(view="open", overdue="true"), [note])


class WaitingTickets(TicketTile):
    """Reports that wait for somebody or something."""

    key = "waiting"
    title = "Wartet"

    def data(self, user: "User", now: datetime) -> Figure:
        counts = self.rows(user).waiting().aggregate(
            all=Count("pk"),
            customer=Count("pk", filter=Q(state=State.WAITING_FOR_CUSTOMER)),
            vendor=Count("pk", filter=Q(state=State.WAITING_FOR_VENDOR)),
        )  # fmt: skip
        customer = self.link(view="waiting", state=State.WAITING_FOR_CUSTOMER.value)
        vendor = self.link(view="waiting", state=State.WAITING_FOR_VENDOR.value)
        notes = [
            Note(f"{number(counts['customer'])} auf Rückmeldung", customer),
            Note(f"{number(counts['vendor'])} auf Hersteller", vendor),
        ]
        return Figure(counts["all"], self.link(view="waiting"), notes)


class WeekTile(TicketTile):
    """How much happened this week, beside the same part of the week before."""

    moment: str  # the field that says when it happened
    name: str  # what the filters of the queue call it
    more_is: str = ""  # good news, bad news or neither

    def data(self, user: "User", now: datetime) -> Figure:
        today = timezone.localdate(now)
        monday, monday_before = monday_of(today), monday_of(today, 1)
        same_moment = timezone.make_aware(timezone.make_naive(now) - timedelta(weeks=1))
        counts = self.rows(user).filter(**{f"{self.moment}__gte": start_of(monday_before)}).aggregate(
            now=Count("pk", filter=Q(**{f"{self.moment}__gte": start_of(monday)})),
            before=Count("pk", filter=Q(**{f"{self.moment}__lt": start_of(monday)})),
            until_then=Count("pk", filter=Q(**{f"{self.moment}__lte": same_moment})),
        )  # fmt: skip
        notes = [
            self._difference(counts["now"] - counts["until_then"]),
            Note(
                f"{week_name(monday_before)} insgesamt: {number(counts['before'])}", self._link(monday_before, monday)
            ),
        ]
        return Figure(counts["now"], self._link(monday, monday + timedelta(weeks=1)), notes)

    def _difference(self, difference: int) -> Note:
        rest = "als in der Vorwoche bis dahin"
        if difference == 0:
            return Note("wie in der Vorwoche bis dahin", strong="so viele", icon="trending_flat")
        icon, word = ("trending_up", "mehr") if difference > 0 else ("trending_down", "weniger")
        news = self.more_is if difference > 0 else {"good": "bad", "bad": "good"}.get(self.more_is, "")
        return Note(rest, strong=f"{number(abs(difference))} {word}", icon=icon, news=news)

    def _link(self, first: date, following: date) -> str:
        until = following - timedelta(days=1)
        return self.link(view="all", **{f"{self.name}_from": first, f"{self.name}_until": until})


class TicketsThisWeek(WeekTile):
    """Reports that came in this week."""

    key = "created"
    title = "Eingang diese Woche"
    moment = "created_at"
    name = "created"


class ResolvedThisWeek(WeekTile):
    """Reports that were resolved this week."""

    key = "resolved"
    title = "Gelöst diese Woche"
    moment = "resolved_at"
    name = "resolved"
    more_is = "good"
