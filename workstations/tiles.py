"""Charts about workstations and devices: where they are and how old they are."""

from collections.abc import Hashable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Func, IntegerField, Q, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from ui.cells import number
from ui.charts import Cell, Chart, Row, counted, leaders, share
from ui.pages import filtered
from ui.periods import years_before
from ui.tiles import Shape, TileReadTogether
from ui.together import Together
from workstations.lifecycle import PlaceState, State
from workstations.models import Device, WorkstationTally
from workstations.querysets import WorkstationTallyQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from customers.models import Authority

OLDEST_CLASS = 7  # years; from here on all are counted together
LONG_SERVICE = 5  # years; the sentence counts from here
LIVING = (State.IN_SERVICE, State.IN_REPAIR, State.IN_STOCK, State.ORDERED)


class WorkstationTile(TileReadTogether):
    """A tile about the workstations a person may see, of all authorities or of one."""

    permission = "workstations.view_workstation"

    def __init__(self, authority: "Authority | None" = None) -> None:
        self.authority = authority

    def words(self, user: "User", now: datetime) -> tuple[Hashable, ...]:
        """By what the question of the tile is kept: all that follows from the person and the day."""
        return (type(self), self.authority and self.authority.pk, timezone.localdate(now), user.reach)

    def rows(self, user: "User") -> WorkstationTallyQuerySet:
        """The counts of the workstations in daily use."""
        rows = WorkstationTally.objects.visible_to(user).in_service()
        return rows.filter(authority=self.authority) if self.authority else rows

    def link(self, **filters: Any) -> str:
        """The list, narrowed to the workstations behind a number."""
        if self.authority:
            filters["authority"] = self.authority.pk
        return filtered("workstations:workstations", **filters)

    def nothing(self, text: str) -> Chart:
        """What is said while there is nothing to count."""
        return Chart.without_rows(text, filtered("workstations:workstations"), "Alle IT-Arbeitsplätze ansehen")


class WorkstationsByAuthority(WorkstationTile):
    """Workstations in daily use, by authority."""

    key = "workstations"
    title = "IT-Arbeitsplätze nach Behörde"

    def asked(self, page: Together, user: "User", now: datetime) -> Shape:
        counts = page.rows(
            lambda: self.rows(user).values("authority", "authority__name").annotate(count=Sum("number")),
            words=self.words(user, now),
        )
        return lambda: self._chart([(row["authority"], row["authority__name"], row["count"]) for row in counts])

    def _chart(self, counts: list[tuple[int, str, int]]) -> Chart:
        found = sorted((row for row in counts if row[2]), key=lambda row: (-row[2], row[1]))
        if not found:
            return self.nothing("Noch ist kein IT-Arbeitsplatz in Betrieb.")
        total = sum(count for _, _, count in found)
        finding = f"{_in_service(total)}, am meisten: {leaders([(name, count) for _, name, count in found])}."
        cells = [
            Row(name, [Cell(count, self.link(state=PlaceState.IN_SERVICE.value, authority=pk))])
            for pk, name, count in found
        ]
        return Chart("bars", finding, "Behörde", ("In Betrieb",), cells)


class DevicesByState(TileReadTogether):
    """Devices that are not retired, by where they stand in their life."""

    key = "device-states"
    title = "Geräte nach Zustand"
    permission = "workstations.view_device"

    def __init__(self, authority: "Authority | None" = None) -> None:
        self.authority = authority

    def asked(self, page: Together, user: "User", now: datetime) -> Shape:
        rows = Device.objects.visible_to(user).living()
        if self.authority:
            rows = rows.filter(authority=self.authority)
        counts = page.rows(lambda: rows.order_by().values("state").annotate(count=Count("pk")))
        return lambda: self._chart({row["state"]: row["count"] for row in counts})

    def _chart(self, counts: dict[str, int]) -> Chart:
        if not counts:
            return Chart.without_rows("Noch ist kein Gerät eingetragen.", self.link(), "Alle Geräte ansehen")
        cells = [Row(state.label, [Cell(counts.get(state, 0), self.link(state=state.value))]) for state in LIVING]
        in_service, total = counts.get(State.IN_SERVICE, 0), sum(counts.values())
        words = counted(in_service, "Gerät ist in Betrieb", "Geräte sind in Betrieb")
        finding = f"{words}, das sind {share(in_service, total)} der nicht ausgemusterten."
        return Chart("bars", finding, "Zustand", ("Geräte",), cells)

    def link(self, **filters: Any) -> str:
        """The list, narrowed to the devices behind a number."""
        if self.authority:
            filters["authority"] = self.authority.pk
        return filtered("workstations:devices", **filters)


class WorkstationsByAge(WorkstationTile):
    """Workstations in daily use, by full years in service. A replacement age is not shown, since none is agreed."""

    key = "ages"
    title = "IT-Arbeitsplätze nach Alter"

    def asked(self, page: Together, user: "User", now: datetime) -> Shape:
        today = timezone.localdate(now)
        spans = [age_span(today, years) for years in range(OLDEST_CLASS + 1)]
        counts = page.totals(
            lambda: self.rows(user),
            words=self.words(user, now),
            long=_sum(Q(in_service_on__lte=years_before(today, LONG_SERVICE))),
            days=Coalesce(Sum(F("number") * _days_before(today)), 0),
            **{f"age_{years}": _sum(_within(*span)) for years, span in enumerate(spans)},
        )
        return lambda: self._chart(spans, counts())

    def _chart(self, spans: list[tuple[date | None, date | None]], counts: dict[str, int]) -> Chart:
        rows = [self._row(years, counts[f"age_{years}"], *span) for years, span in enumerate(spans)]
        total = sum(row.cells[0].value for row in rows)
        if not total:
            return self.nothing("Noch ist kein IT-Arbeitsplatz in Betrieb.")
        mean = max(counts["days"], 0) / total / 365.25
        finding = (
            f"Im Mittel {number(mean, 1)} Jahre in Betrieb; {number(counts['long'])} von {number(total)} "
            f"({share(counts['long'], total)}) seit mindestens {LONG_SERVICE} Jahren."
        )
        return Chart("columns", finding, "Jahre in Betrieb", ("In Betrieb",), rows)

    def _row(self, years: int, count: int, first: date | None, last: date | None) -> Row:
        span = {name: day for name, day in (("since", first), ("until", last)) if day}
        if years == 0:
            label, tick = "unter 1 Jahr", "unter 1"
        elif years == OLDEST_CLASS:
            label, tick = f"{years} Jahre und länger", f"ab {years}"
        else:
            label, tick = f"{years} {'Jahr' if years == 1 else 'Jahre'}", str(years)
        return Row(label, [Cell(count, self.link(state=PlaceState.IN_SERVICE.value, **span))], tick=tick)


def age_span(today: date, years: int) -> tuple[date | None, date | None]:
    """First and last day on which something of that many full years went into service; the outer ends are open."""
    first = None if years == OLDEST_CLASS else years_before(today, years + 1) + timedelta(days=1)
    return first, years_before(today, years) if years else None


def _within(first: date | None, last: date | None) -> Q:
    after = Q(in_service_on__gte=first) if first else Q()
    return after & Q(in_service_on__lte=last) if last else after


def _sum(within: Q) -> Coalesce:
    return Coalesce(Sum("number", filter=within), 0)


def _days_before(today: date) -> Func:
    subtraction = {"template": "(%(expressions)s)", "arg_joiner": " - "}
    return Func(Value(today), F("in_service_on"), output_field=IntegerField(), **subtraction)


def _in_service(count: int) -> str:
    return counted(count, "IT-Arbeitsplatz ist in Betrieb", "IT-Arbeitsplätze sind in Betrieb")
