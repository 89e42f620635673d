"""What stands in a round: its frozen lines, the plan on paper, and what has changed since."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic.base import View

from accounts.signed_in import signed_in
from replacements.comparing import Deviation, deviation, frozen_groups, groups_of, groups_today
from replacements.document import document, file_name
from replacements.filters import RoundLineFilter
from replacements.lines import lines_today
from replacements.models import BudgetRound, RoundLine
from replacements.showing import SumsFile, signed_euro, whole_euro
from replacements.sums import Group, Side, Total, columns_of, table
from replacements.tables import RoundLineTable, euro
from ui import cells
from ui.export import FORMATS, FileOfRows, export
from ui.pages import DetailPage, Link, ListPage, Section, VisibleRows
from ui.pdf import as_download

MOST_SHOWN = 200


class RoundLines(ListPage):
    """Frozen lines; an authority sees its own."""

    permission_required = "replacements.view_roundline"
    model = RoundLine
    table_class = RoundLineTable
    filterset_class = RoundLineFilter
    page_title = "Festgeschriebene Ersatzplanung"
    empty_text = "Noch ist keine Planung festgeschrieben."

    def get_rows(self) -> QuerySet[RoundLine]:
        rows = RoundLine.objects.visible_to(signed_in(self.request))
        return rows.select_related("authority", "provider", "round")


class RoundDocument(PermissionRequiredMixin, VisibleRows, View):
    """The plan of a round as PDF: of one authority with its devices, or of all that one sees in sums."""

    permission_required = "replacements.view_roundline"
    model = BudgetRound

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rounds = self.get_rows().exclude(state=BudgetRound.State.OPEN)
        round_ = get_object_or_404(rounds, pk=pk)
        lines = RoundLine.objects.visible_to(signed_in(request)).filter(round=round_)
        chosen = request.GET.get("authority", "")
        if chosen:
            if not chosen.isdecimal() or len(chosen) > 18:
                raise Http404("Diese Behörde gibt es nicht.")
            lines = lines.filter(authority=int(chosen))
        groups = frozen_groups(lines)
        sides = {group.side for group in groups}
        if not sides:
            raise Http404("Dafür ist nichts festgeschrieben.")
        is_one = len(sides) == 1
        several = "alle Behörden" if self.is_for_staff else "mehrere Behörden"
        whose = next(iter(sides)).name if is_one else several
        content = document(round_, list(lines) if is_one else None, groups, whose)
        return as_download(request, content, name=file_name(round_, whose))


class RoundSums(PermissionRequiredMixin, VisibleRows, View):
    """What each authority needs in each year, as a file to reckon on with."""

    permission_required = "replacements.view_budgetround"
    model = BudgetRound

    def get(self, request: HttpRequest, pk: int) -> FileOfRows:
        round_, today = get_object_or_404(self.get_rows(), pk=pk), timezone.localdate()
        columns = columns_of(round_.years)
        groups = groups_of(round_, signed_in(request), today)
        lines = sorted(table(groups, columns, lambda group: group.side), key=lambda line: line.label)
        chosen = request.GET.get("export", "")
        file_format = chosen if chosen in FORMATS else "csv"
        title = f"Ersatzplanung {round_.name} nach Behörden"
        return export(SumsFile("Behörde", lines, columns), file_format, title, today, request=request)


class Differences(DetailPage):
    """What has changed since a round was frozen: in sums for all, device by device for one side."""

    permission_required = "replacements.view_plannedreplacement"
    model = BudgetRound
    parent = ("Haushaltsrunden", "replacements:rounds")

    def get_rows(self) -> QuerySet[BudgetRound]:
        return BudgetRound.objects.visible_to(signed_in(self.request))

    def get_title(self) -> str:
        return f"{self.object.name}: Änderungen seitdem"

    def get_subtitle(self) -> str:
        if self.object.frozen_at is None:
            return "Die Runde ist noch nicht festgeschrieben."
        return f"festgeschrieben am {timezone.localtime(self.object.frozen_at):%d.%m.%Y}, verglichen mit heute"

    def get_links(self) -> list[Link]:
        links = [Link("Zur Haushaltsrunde", self.object.get_absolute_url(), "lock")]
        if self.request.GET.get("side"):
            links.append(Link("Alle Behörden", reverse("replacements:differences", args=[self.object.pk]), "apartment"))
        return links

    def get_sections(self) -> list[Section]:
        self.today = timezone.localdate()
        if self.object.is_open:
            return [Section("Vergleich", hint="Verglichen wird, sobald die Runde festgeschrieben ist.")]
        kind, _, key = self.request.GET.get("side", "").partition("-")
        if not kind:
            return [self._sums()]
        if kind not in ("authority", "provider") or not key.isdecimal() or len(key) > 18:
            raise Http404("Dafür gibt es keinen Plan.")
        return self._of_side({kind: int(key)})

    def _sums(self) -> Section:
        user = signed_in(self.request)
        frozen = _by_side(frozen_groups(RoundLine.objects.visible_to(user).filter(round=self.object)))
        today = _by_side(groups_today(self.object, user, self.today))
        rows = [self._row(side, frozen.get(side, Total()), today.get(side, Total())) for side in _all(frozen, today)]
        headings = ("Behörde", "Geräte damals", "Betrag damals", "Geräte heute", "Betrag heute", "Unterschied")
        return Section("Summen", headings=headings, rows=rows, hint="Es gibt nichts zu vergleichen.")

    def _row(self, side: Side, frozen: Total, today: Total) -> tuple[Any, ...]:
        url = reverse("replacements:differences", args=[self.object.pk])
        return (
            cells.link(f"{url}?side={side.kind}-{side.key}", side.name),
            cells.number(frozen.count),
            whole_euro(frozen.price),
            cells.number(today.count),
            whole_euro(today.price),
            signed_euro(today.price - frozen.price),
        )

    def _of_side(self, side: dict[str, int]) -> list[Section]:
        user = signed_in(self.request)
        frozen = RoundLine.objects.visible_to(user).filter(round=self.object, **side)
        found = deviation(frozen, lines_today(self.object, user, self.today, **side))
        return [_changed(found), _listed("Dazugekommen", found.added), _listed("Nicht mehr geplant", found.gone)]


def _changed(found: Deviation) -> Section:
    rows = [
        (
            one.before.number,
            one.before.get_kind_display(),
            _planned(one.before),
            _planned(one.after),
            one.after.decision_reason or one.after.reason or "–",
        )
        for one in found.changed[:MOST_SHOWN]
    ]
    hint = f"Kein Gerät ist anders geplant; {cells.number(found.same)} sind unverändert."
    headings = ("Gerät", "Art", "Damals", "Heute", "Grund")
    return Section(f"Anders geplant ({cells.number(len(found.changed))})", headings=headings, rows=rows, hint=hint)


def _listed(title: str, lines: list[RoundLine]) -> Section:
    rows = [(line.number, line.get_kind_display(), line.model, _planned(line)) for line in lines[:MOST_SHOWN]]
    headings = ("Gerät", "Art", "Modell", "Geplant")
    return Section(f"{title} ({cells.number(len(lines))})", headings=headings, rows=rows, hint="Kein Gerät.")


def _planned(line: RoundLine) -> str:
    if line.is_kept:
        return "wird nicht ersetzt"
    return f"{line.budget_year}, {euro(line.price) or line.get_price_source_display()}"


def _by_side(groups: list[Group]) -> dict[Side, Total]:
    found: dict[Side, Total] = {}
    for group in groups:
        if not group.is_kept:
            found[group.side] = found.get(group.side, Total()) + group.total
    return found


def _all(*maps: dict[Side, Total]) -> list[Side]:
    return sorted({side for one in maps for side in one}, key=lambda side: (side.kind, side.name))
