"""Numbers about reports: what is open now, and what happened this week."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from contracts.models import Priority
from tickets.lifecycle import State
from tickets.models import Tally
from tickets.tiles.report_tile import TicketTile, start_of
from ui.cells import number
from ui.charts import Figure, Note
from ui.periods import monday_of, week_name
from ui.tiles import Shape
from ui.together import Together

if TYPE_CHECKING:
    from accounts.models import User

OLD_AFTER = timedelta(days=30)
URGENT = (Priority.CRITICAL, Priority.HIGH)


class OpenTickets(TicketTile):
    """Reports the service still has to do something about."""

    key = "open"
    title = "Offen"

    def asked(self, page: Together, user: "User", now: datetime) -> Shape:
        oldest_young_day = timezone.localdate(now) - OLD_AFTER
        old = Count("pk", filter=Q(created_at__lt=start_of(oldest_young_day)))
        counts = page.totals(
            lambda: self.rows(user).open(), all=Count("pk"), old=old, words=self.words(user, now, "open")
        )
        return lambda: self._figure(oldest_young_day, counts())

    def _figure(self, oldest_young_day: date, counts: dict[str, int]) -> Figure:
        old = self.link(view="open", created_until=oldest_young_day - timedelta(days=1))
        note = Note(f"{number(counts['old'])} älter als {OLD_AFTER.days} Tage", old)
        return Figure(counts["all"], self.link(view="open"), [note])


class UnassignedTickets(TicketTile):
    """Open reports that nobody has taken."""

    key = "unassigned"
    title = "Nicht zugewiesen"

    def asked(self, page: Together, user: "User", now: datetime) -> Shape:
        urgent = Count("pk", filter=Q(priority__in=URGENT))
        counts = page.totals(
            lambda: self.rows(user).unassigned(),
            all=Count("pk"),
            urgent=urgent,
            words=self.words(user, now, "unassigned"),
        )
        return lambda: self._figure(counts())

    def _figure(self, counts: dict[str, int]) -> Figure:
        urgent = self.link(view="unassigned", priority=[level.value for level in URGENT])
        note = Note(f"{number(counts['urgent'])} kritisch oder hoch", urgent)
        return Figure(counts["all"], self.link(view="unassigned"), [note])


class OverdueTickets(TicketTile):
    """Open reports whose deadline has passed while the clock runs."""

    key = "overdue"
    title = "Frist überschritten"

    def asked(self, page: Together, user: "User", now: datetime) -> Shape:
        overdue = Count("pk", filter=Q(due_at__lte=now))
        counts = page.totals(lambda: self.rows(user).at_risk(now), all=Count("pk"), overdue=overdue)
        return lambda: self._figure(counts())

    def _figure(self, counts: dict[str, int]) -> Figure:
        note = Note(f"Frist gefährdet: {number(counts['all'])}", self.link(view="at_risk"))
        return Figure(counts["overdue"], self.link(view="open", overdue="true"), [note])


class WaitingTickets(TicketTile):
    """Reports that wait for somebody or something."""

    key = "waiting"
    title = "Wartet"

    def asked(self, page: Together, user: "User", now: datetime) -> Shape:
        counts = page.totals(
            lambda: self.rows(user).waiting(),
            words=self.words(user, now, "waiting"),
            all=Count("pk"),
            customer=Count("pk", filter=Q(state=State.WAITING_FOR_CUSTOMER)),
            vendor=Count("pk", filter=Q(state=State.WAITING_FOR_VENDOR)),
        )
        return lambda: self._figure(counts())

    def _figure(self, counts: dict[str, int]) -> Figure:
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
    name: str  # what the filters of the queue and the counts call it
    more_is: str = ""  # good news, bad news or neither

    def asked(self, page: Together, user: "User", now: datetime) -> Shape:
        monday, monday_before = monday_of(timezone.localdate(now)), monday_of(timezone.localdate(now), 1)
        same_moment = timezone.make_aware(timezone.make_naive(now) - timedelta(weeks=1))
        that_day = timezone.localdate(same_moment)
        weeks = page.totals(
            lambda: self.tallies(user, Tally.Unit.WEEK, monday_before).of_all_categories(),
            words=self.words(user, now, "weeks"),
            now=self._sum(begins_on__gte=monday),
            before=self._sum(begins_on__lt=monday),
        )
        # Until the same moment of the week before: its whole days, and the reports of a part of one day.
        days = page.totals(
            lambda: (
                self.tallies(user, Tally.Unit.DAY, monday_before).of_all_categories().filter(begins_on__lt=that_day)
            ),
            words=self.words(user, now, "days"),
            sum=self._sum(),
        )
        part = {f"{self.moment}__gte": start_of(that_day), f"{self.moment}__lte": same_moment}
        rest = page.count(lambda: self.rows(user).filter(**part))
        return lambda: self._figure(monday, monday_before, weeks(), days()["sum"] + rest())

    def _sum(self, **within: date) -> Coalesce:
        return Coalesce(Sum(self.name, filter=Q(**within)), 0)

    def _figure(self, monday: date, monday_before: date, counts: dict[str, int], until_then: int) -> Figure:
        notes = [
            self._difference(counts["now"] - until_then),
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
