"""Charts of the fleet: how old it is, what is still under warranty and supported, and what its replacement will cost."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Least
from django.utils import timezone

from replacements.plan import PLANNED, planned_devices, terms_on
from replacements.showing import whole_euro
from replacements.sums import columns_from
from ui.cells import number
from ui.charts import Cell, Chart, Row, counted, share
from ui.pages import filtered
from ui.tiles import Tile
from workstations.models import Device, DeviceKind
from workstations.querysets import of_system
from workstations.tiles import OLDEST_CLASS, age_span

if TYPE_CHECKING:
    from accounts.models import User
    from customers.models import Authority

SERIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("PC und Thin Client", (DeviceKind.DESKTOP.value, DeviceKind.THIN_CLIENT.value)),
    ("Notebook und Tablet", (DeviceKind.NOTEBOOK.value, DeviceKind.TABLET.value)),
    ("Bildschirm", (DeviceKind.MONITOR.value,)),
)
"""Kinds that are told apart in the chart of ages; all others are one group."""
NAMED = tuple(kind for _, kinds in SERIES for kind in kinds)
OTHERS = tuple(kind for kind in DeviceKind.values if kind not in NAMED)
GROUPS = (*SERIES, ("Übrige", OTHERS))
SOON = timedelta(days=365)


class FleetTile(Tile):
    """A tile about the devices in the plan, of all authorities or of one."""

    permission = "replacements.view_plannedreplacement"

    def __init__(self, authority: "Authority | None" = None) -> None:
        self.authority = authority

    def rows(self, user: "User") -> QuerySet[Device]:
        """The devices the tile counts."""
        rows = Device.objects.visible_to(user).filter(state__in=PLANNED).order_by()
        return rows.filter(authority=self.authority) if self.authority else rows

    def link(self, **filters: Any) -> str:
        """The list, narrowed to the devices behind a number."""
        if self.authority:
            filters["authority"] = self.authority.pk
        return filtered("replacements:devices", **filters)

    def nothing(self) -> Chart:
        """What is said while there is nothing to count."""
        return Chart.without_rows("Noch ist kein Gerät eingetragen.", self.link(), "Alle Geräte ansehen")


class FleetAge(FleetTile):
    """Devices by full years in use and by kind."""

    key = "fleet-age"
    title = "Geräte nach Alter und Art"

    def data(self, user: "User", now: datetime) -> Chart:
        today = timezone.localdate(now)
        rows = self.rows(user).annotate(begun_on=Least("purchased_on", "in_service_on"))
        spans = [age_span(today, years) for years in range(OLDEST_CLASS + 1)]
        counts = rows.aggregate(
            all=Count("pk"),
            unknown=Count("pk", filter=Q(begun_on=None)),
            **{
                f"age_{years}_{index}": Count("pk", filter=_within(*span) & Q(model__kind__in=kinds))
                for years, span in enumerate(spans)
                for index, (_, kinds) in enumerate(GROUPS)
            },
        )
        if not counts["all"]:
            return self.nothing()
        shown = [self._row(years, span, counts) for years, span in enumerate(spans)]
        old = sum(cell.value for row in shown[5:] for cell in row.cells)
        finding = f"{number(old)} von {number(counts['all'])} Geräten ({share(old, counts['all'])}) sind seit mindestens 5 Jahren in Nutzung."
        if counts["unknown"]:
            finding += f" Bei {number(counts['unknown'])} ist kein Beginn eingetragen."
        series = tuple(name for name, _ in GROUPS)
        return Chart("columns", finding, "Jahre in Nutzung", series, shown, sum_heading="Zusammen")

    def _row(self, years: int, span: tuple[date | None, date | None], counts: dict[str, int]) -> Row:
        days = {name: day for name, day in (("since", span[0]), ("until", span[1])) if day}
        cells = [
            Cell(counts[f"age_{years}_{index}"], self.link(**days) + "".join(f"&kind={kind}" for kind in kinds))
            for index, (_, kinds) in enumerate(GROUPS)
        ]
        label, tick = _age_in_words(years)
        return Row(label, cells, tick=tick, sum=Cell(sum(cell.value for cell in cells), self.link(**days)))


class FleetWarranty(FleetTile):
    """Devices by whether they are still under warranty."""

    key = "fleet-warranty"
    title = "Garantie der Geräte"

    def data(self, user: "User", now: datetime) -> Chart:
        today = timezone.localdate(now)
        counts = self.rows(user).aggregate(
            ended=Count("pk", filter=Q(warranty_until__lt=today)),
            ending=Count("pk", filter=Q(warranty_until__range=(today, today + SOON))),
            running=Count("pk", filter=Q(warranty_until__gt=today + SOON)),
            unknown=Count("pk", filter=Q(warranty_until=None)),
        )
        total = sum(counts.values())
        if not total:
            return self.nothing()
        words = {
            "ended": "abgelaufen",
            "ending": "endet in 12 Monaten",
            "running": "läuft länger",
            "unknown": "Ende nicht bekannt",
        }
        rows = [Row(label, [Cell(counts[key], self.link(warranty=key))]) for key, label in words.items()]
        finding = f"Bei {number(counts['ended'])} von {number(total)} Geräten ({share(counts['ended'], total)}) ist die Garantie abgelaufen."
        return Chart("bars", finding, "Garantie", ("Geräte",), rows)


class FleetSystems(FleetTile):
    """Devices whose operating system is no longer supported by its maker, or not for long."""

    key = "fleet-systems"
    title = "Betriebssysteme, deren Unterstützung endet"

    def data(self, user: "User", now: datetime) -> Chart:
        today = timezone.localdate(now)
        names, end = ("system_pk", "system_name", "system_version"), "system_support_ends_on"
        columns = {f"system_{name}": of_system(name) for name in ("pk", "name", "version", "support_ends_on")}
        rows = self.rows(user).annotate(**columns).filter(**{f"{end}__lte": today + SOON})
        found = list(rows.values_list(*names, end).annotate(count=Count("pk")).order_by(end, *names))
        address = self._devices()
        if not found:
            return Chart.without_rows(
                "Bei keinem Gerät endet die Unterstützung in den nächsten 12 Monaten.", address, "Alle Geräte ansehen"
            )
        ended = sum(count for *_, day, count in found if day < today)
        finding = f"{counted(ended, 'Gerät läuft', 'Geräte laufen')} mit einem System ohne Unterstützung."
        shown = [
            Row(
                f"{name} {version}, bis {day:%d.%m.%Y}",
                [Cell(count, self._devices(operating_system=key))],
                tick=f"{name.replace('Enterprise ', '')} {version}",
            )
            for key, name, version, day, count in found
        ]
        return Chart("bars", finding, "Betriebssystem", ("Geräte",), shown)

    def _devices(self, **filters: Any) -> str:
        if self.authority:
            filters["authority"] = self.authority.pk
        address = filtered("workstations:devices", **filters)
        return address + "".join(
            f"{'&' if filters or place else ''}state={state.value}" for place, state in enumerate(PLANNED)
        )


class PlannedCosts(FleetTile):
    """What the replacement of devices is estimated to cost, by year."""

    key = "planned-costs"
    title = "Geplante Ausgaben für den Ersatz von Geräten"

    def data(self, user: "User", now: datetime) -> Chart:
        today = timezone.localdate(now)
        rows = planned_devices(user, terms_on(today), today).order_by()
        if self.authority:
            rows = rows.filter(authority=self.authority)
        sums = dict(rows.filter(plan_year__isnull=False).values_list("plan_year").annotate(Sum("plan_price")))
        if not sums:
            return self.nothing()
        columns = [column for column in columns_from(today.year) if not column.is_unknown]
        shown = []
        for column in columns:
            euros = sum((price or Decimal(0) for year, price in sums.items() if column.holds(year)), Decimal(0))
            years = {"year_from": column.first, "year_until": column.last}
            address = self.link(**{name: year for name, year in years.items() if year is not None})
            shown.append(Row(column.label, [Cell(round(euros), address)]))
        following = shown[2].cells[0].value
        finding = (
            f"Im Jahr {today.year + 1} sind {whole_euro(Decimal(following))} geplant, "
            f"überfällig sind Geräte für {whole_euro(Decimal(shown[0].cells[0].value))}. Geräte ohne Preis fehlen darin."
        )
        return Chart("columns", finding, "Jahr", ("Euro",), shown)


def _within(first: date | None, last: date | None) -> Q:
    after = Q(begun_on__gte=first) if first else Q()
    return after & Q(begun_on__lte=last) if last else after


def _age_in_words(years: int) -> tuple[str, str]:
    if years == 0:
        return "unter 1 Jahr", "unter 1"
    if years == OLDEST_CLASS:
        return f"{years} Jahre und länger", f"ab {years}"
    return f"{years} {'Jahr' if years == 1 else 'Jahre'}", str(years)
