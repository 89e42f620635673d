"""Numbers and charts about reports. Never about one person's work, and none per team."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, DateField, Q
from django.db.models.functions import Trunc
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from contracts.models import Priority
from tickets.lifecycle import State
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet
from ui.cells import number
from ui.charts import Cell, Chart, Figure, Note, Row, counted, leaders, share
from ui.periods import WEEKS, Period, Step, monday_of, week_name
from ui.tiles import Tile

if TYPE_CHECKING:
    from accounts.models import User
    from customers.models import Authority

OLD_AFTER = timedelta(days=30)
URGENT = (Priority.CRITICAL, Priority.HIGH)


def start_of(day: date) -> datetime:
    """The moment at which a day begins here."""
    return datetime.combine(day, time.min, timezone.get_current_timezone())


class TicketTile(Tile):
    """A tile about the reports a person may see, of all authorities or of one."""

    permission = "tickets.view_boards"

    def __init__(self, authority: "Authority | None" = None, period: Period = WEEKS) -> None:
        self.authority = authority
        self.period = period

    def rows(self, user: "User") -> TicketQuerySet:
        """The reports the tile counts."""
        rows = Ticket.objects.visible_to(user)
        return rows.filter(authority=self.authority) if self.authority else rows

    def link(self, **filters: Any) -> str:
        """The queue, narrowed to the reports behind a number."""
        if self.authority:
            filters["authority"] = self.authority.pk
        return f"{reverse('tickets:queue')}?{urlencode(filters, doseq=True)}"

    def nothing(self, text: str) -> Chart:
        """What is said while there is nothing to count."""
        return Chart.without_rows(text, self.link(view="all"), "Alle Meldungen ansehen")


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
        note = Note(f"{number(counts['all'])} mit den nächsten 2 Stunden", self.link(view="at_risk"))
        return Figure(counts["overdue"], self.link(view="open", overdue="true"), [note])


class WaitingTickets(TicketTile):
    """Reports that wait for somebody outside the service."""

    key = "waiting"
    title = "Wartet"

    def data(self, user: "User", now: datetime) -> Figure:
        counts = self.rows(user).waiting().aggregate(
            all=Count("pk"), vendor=Count("pk", filter=Q(state=State.WAITING_FOR_VENDOR))
        )  # fmt: skip
        customer = self.link(view="waiting", state=State.WAITING_FOR_CUSTOMER.value)
        vendor = self.link(view="waiting", state=State.WAITING_FOR_VENDOR.value)
        notes = [
            Note(f"{number(counts['all'] - counts['vendor'])} auf Rückmeldung", customer),
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
        rest = "als zum gleichen Zeitpunkt der Vorwoche"
        if difference == 0:
            return Note("wie zum gleichen Zeitpunkt der Vorwoche", strong="so viele", icon="trending_flat")
        icon, word = ("trending_up", "mehr") if difference > 0 else ("trending_down", "weniger")
        news = self.more_is if difference > 0 else {"good": "bad", "bad": "good"}.get(self.more_is, "")
        return Note(rest, strong=f"{number(abs(difference))} {word}", icon=icon, news=news)

    def _link(self, first: date, following: date) -> str:
        until = following - timedelta(days=1)
        return self.link(view="all", **{f"{self.name}_from": first, f"{self.name}_until": until})


class TicketsThisWeek(WeekTile):
    """Reports that came in this week."""

    key = "created"
    title = "Eingegangen diese Woche"
    moment = "created_at"
    name = "created"


class ResolvedThisWeek(WeekTile):
    """Reports that were resolved this week."""

    key = "resolved"
    title = "Gelöst diese Woche"
    moment = "resolved_at"
    name = "resolved"
    more_is = "good"


class Flow(TicketTile):
    """What came in and what was resolved, step by step through the period."""

    key = "flow"

    @property
    def title(self) -> str:  # type: ignore[override]  # the words follow the period
        return f"Eingang und Lösung {self.period.each}"

    def data(self, user: "User", now: datetime) -> Chart:
        today = timezone.localdate(now)
        created, resolved = (self._per_step(user, today, moment) for moment in ("created_at", "resolved_at"))
        steps = self.period.steps(today)
        if not any(created.values()) and not any(resolved.values()):
            text = f"Seit dem {steps[0].first:%d.%m.%Y} ist keine Meldung eingegangen und keine gelöst worden."
            return self.nothing(text)
        rows = [self._row(step, created.get(step.first, 0), resolved.get(step.first, 0)) for step in steps]
        return Chart("columns", self._finding(rows[:-1]), self._axis(), ("Eingegangen", "Gelöst"), rows)

    def _per_step(self, user: "User", today: date, moment: str) -> Mapping[date, int]:
        rows = self.rows(user).filter(**{f"{moment}__gte": start_of(self.period.first_day(today))})
        step = Trunc(moment, self.period.unit, output_field=DateField())
        return dict(rows.order_by().values_list(step).annotate(Count("pk")))

    def _row(self, step: Step, created: int, resolved: int) -> Row:
        def cell(value: int, name: str) -> Cell:
            return Cell(value, self.link(view="all", **{f"{name}_from": step.first, f"{name}_until": step.last}))

        return Row(step.label, (cell(created, "created"), cell(resolved, "resolved")), tick=step.tick)

    def _finding(self, complete: list[Row]) -> str:
        created, resolved = (sum(row.cells[index].value for row in complete) for index in (0, 1))
        period = f"In den letzten {self.period.in_words}"
        if not created:
            return f"{period} ist keine Meldung eingegangen; gelöst: {number(resolved)}."
        if resolved == created:
            balance = "wurden so viele Meldungen gelöst, wie eingegangen sind"
        else:
            difference = counted(abs(resolved - created), "Meldung", "Meldungen")
            verb = "wurde" if abs(resolved - created) == 1 else "wurden"
            balance = f"{verb} {difference} {'mehr' if resolved > created else 'weniger'} gelöst, als eingegangen sind"
        peak = leaders([(row.tick, row.cells[0].value) for row in complete])
        return f"{period} {balance}; Höchststand beim Eingang: {peak}."

    def _axis(self) -> str:
        return {"day": "Tag", "week": "Woche", "month": "Monat"}[self.period.unit]


class OpenByCategory(TicketTile):
    """Open reports by what they are about and how soon they are worked on."""

    key = "categories"
    title = "Offene Meldungen nach Kategorie und Priorität"

    def data(self, user: "User", now: datetime) -> Chart:
        found = (
            self.rows(user)
            .open()
            .order_by()
            .values_list("category_id", "category__name", "priority")
            .annotate(Count("pk"))
        )
        counts: dict[tuple[int, str], dict[int, int]] = {}
        for pk, name, priority, count in found:
            counts.setdefault((pk, name), {})[priority] = count
        if not counts:
            return self.nothing("Es gibt keine offene Meldung.")
        rows = sorted((self._row(pk, name, values) for (pk, name), values in counts.items()), key=_by_sum)
        series = [level.label for level in Priority]
        return Chart("stacked_bars", self._finding(rows), "Kategorie", series, rows, sum_heading="Summe")

    def _row(self, category: int, name: str, counts: Mapping[int, int]) -> Row:
        cells = [
            Cell(counts.get(level, 0), self.link(view="open", category=category, priority=level.value))
            for level in Priority
        ]
        return Row(name, cells, sum=Cell(sum(counts.values()), self.link(view="open", category=category)))

    def _finding(self, rows: list[Row]) -> str:
        sums = [(row.label, row.sum.value) for row in rows if row.sum]
        total, critical = sum(value for _, value in sums), sum(row.cells[0].value for row in rows)
        urgent = (
            f"{number(critical)} davon {'ist' if critical == 1 else 'sind'} kritisch"
            if critical
            else "keine davon ist kritisch"
        )
        return f"{counted(total, 'Meldung ist', 'Meldungen sind')} offen, am meisten: {leaders(sums)}; {urgent}."


class InflowByAuthority(TicketTile):
    """How many reports came from each authority in the period."""

    key = "inflow"
    title = "Eingang nach Behörde"

    def data(self, user: "User", now: datetime) -> Chart:
        first = self.period.first_day(timezone.localdate(now))
        rows = self.rows(user).filter(created_at__gte=start_of(first)).order_by()
        found = sorted(
            rows.values_list("authority_id", "authority__name").annotate(Count("pk")), key=lambda row: (-row[2], row[1])
        )
        if not found:
            text = f"Seit dem {first:%d.%m.%Y} ist keine Meldung eingegangen."
            return self.nothing(text)
        total = sum(count for _, _, count in found)
        most = leaders([(name, count) for _, name, count in found])
        part = f", das sind {share(found[0][2], total)}" if len(found) > 1 and found[0][2] > found[1][2] else ""
        came = counted(total, "Meldung ging", "Meldungen gingen")
        finding = f"Seit dem {first:%d.%m.%Y}: {came} ein, am meisten von {most}{part}."
        cells = [
            Row(name, [Cell(count, self.link(view="all", authority=pk, created_from=first))])
            for pk, name, count in found
        ]
        return Chart("bars", finding, "Behörde", ("Eingegangene Meldungen",), cells)


def _by_sum(row: Row) -> tuple[int, str]:
    return (-row.sum.value if row.sum else 0, row.label)
