"""Charts about reports: what came in and was resolved, and what the open ones are about."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Sum
from django.utils import timezone

from contracts.models import Priority
from tickets.querysets import TallyQuerySet
from tickets.tiles.report_tile import TicketTile
from ui.cells import number
from ui.charts import Cell, Chart, Row, counted, leaders, share
from ui.periods import Step
from ui.tiles import Shape
from ui.together import Together

if TYPE_CHECKING:
    from accounts.models import User


class Flow(TicketTile):
    """What came in and what was resolved, step by step through the period."""

    key = "flow"

    @property
    def title(self) -> str:  # type: ignore[override]  # the words follow the period
        return f"Eingang und Lösung {self.period.each}"

    def asked(self, page: Together, user: "User", now: datetime) -> Shape:
        today = timezone.localdate(now)
        counts = page.rows(
            lambda: self.tallies(user, self.period.unit, self.period.first_day(today)).of_all_categories()
            .values("begins_on").annotate(created=Sum("created"), resolved=Sum("resolved")),
            words=self.words(user, now, "flow"),
        )  # fmt: skip
        return lambda: self._chart(self.period.steps(today), counts)

    def _chart(self, steps: list[Step], counts: Iterable[dict[str, Any]]) -> Chart:
        found = {date.fromisoformat(row["begins_on"]): (row["created"], row["resolved"]) for row in counts}
        if not any(created or resolved for created, resolved in found.values()):
            text = f"Seit dem {steps[0].first:%d.%m.%Y} ist keine Meldung eingegangen und keine gelöst worden."
            return self.nothing(text)
        rows = [self._row(step, *found.get(step.first, (0, 0))) for step in steps]
        return Chart("columns", self._finding(rows[:-1]), self._axis(), ("Eingegangen", "Gelöst"), rows)

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
        # Among thirty names of days the picture has no room to mark the running one
        running = " Heute läuft noch." if self.period.unit == "day" else ""
        return f"{period} {balance}; Höchststand beim Eingang: {peak}.{running}"

    def _axis(self) -> str:
        return {"day": "Tag", "week": "Woche", "month": "Monat"}[self.period.unit]


class OpenByCategory(TicketTile):
    """Open reports by what they are about and how soon they are worked on."""

    key = "categories"
    title = "Offene Meldungen nach Kategorie und Priorität"

    def asked(self, page: Together, user: "User", now: datetime) -> Shape:
        found = page.rows(
            lambda: (
                self.rows(user)
                .open()
                .order_by()
                .values("category", "category__name", "priority")
                .annotate(count=Count("pk"))
            ),
            words=self.words(user, now, "categories"),
        )
        return lambda: self._chart(found)

    def _chart(self, found: Iterable[dict[str, Any]]) -> Chart:
        counts: dict[tuple[int, str], dict[int, int]] = {}
        for row in found:
            counts.setdefault((row["category"], row["category__name"]), {})[row["priority"]] = row["count"]
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


class Inflow(TicketTile):
    """How many reports came in the period, grouped by what they belong to."""

    key = "inflow"
    group: str  # the field, which is also what the filter of the queue is called
    axis: str

    def counts(self, rows: TallyQuerySet) -> TallyQuerySet:
        """Those that tell the groups apart."""
        return rows.of_all_categories()

    def asked(self, page: Together, user: "User", now: datetime) -> Shape:
        first, name = self.period.first_day(timezone.localdate(now)), f"{self.group}__name"
        counts = page.rows(
            lambda: self.counts(self.tallies(user, self.period.unit, first))
            .values(self.group, name).annotate(count=Sum("created")),
            words=self.words(user, now, "inflow"),
        )  # fmt: skip
        return lambda: self._chart(first, [(row[self.group], row[name], row["count"]) for row in counts])

    def _chart(self, first: date, counts: list[tuple[int, str, int]]) -> Chart:
        found = sorted((row for row in counts if row[2]), key=lambda row: (-row[2], row[1]))
        if not found:
            return self.nothing(f"Seit dem {first:%d.%m.%Y} ist keine Meldung eingegangen.")
        bars = [Row(name, [Cell(count, self._link(pk, first))]) for pk, name, count in found]
        finding = self._finding(first, [(name, count) for _, name, count in found])
        return Chart("bars", finding, self.axis, ("Eingegangen",), bars)

    def _link(self, pk: int, first: date) -> str:
        return self.link(view="all", created_from=first, **{self.group: pk})

    def _finding(self, first: date, found: list[tuple[str, int]]) -> str:
        total, most = sum(count for _, count in found), found[0][1]
        part = f", das sind {share(most, total)}" if len(found) > 1 and most > found[1][1] else ""
        came = counted(total, "Meldung ging", "Meldungen gingen")
        return f"Seit dem {first:%d.%m.%Y}: {came} ein, am meisten: {leaders(found)}{part}."


class InflowByAuthority(Inflow):
    """How many reports came from each authority in the period."""

    title = "Eingang nach Behörde"
    group = "authority"
    axis = "Behörde"


class InflowByCategory(Inflow):
    """What the reports of the period were about."""

    title = "Eingang nach Kategorie"
    group = "category"
    axis = "Kategorie"

    def counts(self, rows: TallyQuerySet) -> TallyQuerySet:
        return rows.by_category()


def _by_sum(row: Row) -> tuple[int, str]:
    return (-row.sum.value if row.sum else 0, row.label)
