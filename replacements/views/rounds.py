"""Budget rounds: the list, and one round for the service and for an authority."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.signed_in import signed_in
from replacements.comparing import frozen_groups, groups_of, years_compared
from replacements.filters import RoundFilter
from replacements.models import BudgetRound, RoundAuthority, RoundLine
from replacements.showing import missing_in_words, section_of, signed_euro, whole_euro
from replacements.sums import Column, Line, Side, Total, columns_of, table
from replacements.tables import RoundTable, round_badge, years_in_words
from ui import cells
from ui.charts import counted
from ui.export import FORMATS
from ui.pages import DetailPage, Link, ListPage, Property, Section, filtered


class RoundList(ListPage):
    """Budget rounds; an authority sees those in which its plan is frozen."""

    permission_required = "replacements.view_budgetround"
    model = BudgetRound
    table_class = RoundTable
    filterset_class = RoundFilter
    page_title = "Haushaltsrunden"
    intro = "Eine Runde hält fest, was in einigen Haushaltsjahren ersetzt werden soll, damit Räte und Behörden dieselben Zahlen sehen."
    empty_text = "Noch ist keine Planung festgeschrieben."

    def get_actions(self) -> list[Link]:
        may_add = self.request.user.has_perm("replacements.add_budgetround")
        return [Link("Runde beginnen", reverse("replacements:open_round"), "add")] if may_add else []


class RoundPage(DetailPage):
    """A round with its sums: frozen, or as they stand today."""

    permission_required = "replacements.view_budgetround"
    model = BudgetRound
    template_name = "replacements/round.html"
    parent = ("Haushaltsrunden", "replacements:rounds")

    def get_rows(self) -> QuerySet[BudgetRound]:
        return BudgetRound.objects.visible_to(signed_in(self.request)).select_related("previous", "frozen_by")

    def get_subtitle(self) -> str:
        return years_in_words(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.groups = groups_of(self.object, signed_in(self.request), timezone.localdate())
        planned = [group for group in self.groups if not group.is_kept]
        total = sum((group.total for group in planned), Total())
        kept = sum(group.total.count for group in self.groups if group.is_kept)
        return super().get_context_data(
            state=round_badge(self.object.state),
            tables=self._tables(),
            figures=[
                f"{counted(total.count, 'Gerät ist', 'Geräte sind')} zu ersetzen",
                f"geschätzte Ausgaben {whole_euro(total.price)}",
                f"{counted(kept, 'Gerät wird', 'Geräte werden')} laut Entscheidung nicht ersetzt",
            ],
            notice=missing_in_words(total),
            **kwargs,
        )

    def get_sections(self) -> list[Section]:
        return [self._facts(), self._authorities()]

    def _tables(self) -> list[Section]:
        """The sums by year."""
        columns = columns_of(self.object.years)
        kinds = sorted(table(self.groups, columns, lambda group: group.kind), key=lambda line: line.label)
        sections = [section_of("Nach Geräteart", "Art", kinds, columns, self._address, NOTHING)]
        sides = sorted(table(self.groups, columns, lambda group: group.side), key=lambda line: line.label)
        if self.is_for_staff or len(sides) > 1:
            sections.insert(0, section_of("Nach Behörde", "Behörde", sides, columns, self._address, NOTHING))
        if self.is_for_staff and self.object.previous:
            sections.append(self._compared(self.object.previous))
        return sections

    def _compared(self, previous: BudgetRound) -> Section:
        """The years that both rounds plan, side by side."""
        lines = RoundLine.objects.visible_to(signed_in(self.request)).filter(round=previous)
        years = [year for year in self.object.years if year in previous.years]
        rows = [
            (
                str(one.year),
                cells.number(one.before.count),
                whole_euro(one.before.price),
                cells.number(one.now.count),
                whole_euro(one.now.price),
                signed_euro(one.now.price - one.before.price),
            )
            for one in years_compared(frozen_groups(lines), self.groups, years)
        ]
        headings = ("Jahr", "Geräte damals", "Betrag damals", "Geräte jetzt", "Betrag jetzt", "Unterschied")
        hint = "Die beiden Runden haben kein Haushaltsjahr gemeinsam."
        return Section(f"Verglichen mit {previous.name}", headings=headings, rows=rows, hint=hint)

    def get_actions(self) -> list[Link]:
        row, user = self.object, self.request.user
        actions_ = []
        if row.is_open and user.has_perm("replacements.change_budgetround"):
            actions_.append(Link("Anmeldeschluss", reverse("replacements:deadline", args=[row.pk]), "event"))
            actions_.append(Link("Ändern", reverse("replacements:edit_round", args=[row.pk]), "edit"))
            actions_.append(Link("Verwerfen", reverse("replacements:discard_round", args=[row.pk]), "delete"))
        if user.has_perm("replacements.freeze_budgetround"):
            if row.is_open:
                actions_.append(Link("Festschreiben", reverse("replacements:freeze", args=[row.pk]), "lock"))
            elif row.state == BudgetRound.State.FROZEN:
                actions_.append(Link("Abschließen", reverse("replacements:close", args=[row.pk]), "check_circle"))
        if self._can_be_noted():
            url = reverse("replacements:note", args=[row.pk])
            actions_.append(Link("Zur Kenntnis nehmen", url, "task_alt", post={}))
        if not row.is_open and self.groups:
            actions_.append(Link("Plan als PDF", reverse("replacements:document", args=[row.pk]), "download"))
        return actions_

    def get_links(self) -> list[Link]:
        row = self.object
        address = reverse("replacements:sums", args=[row.pk])
        sums = [
            Link(f"Summen nach Behörden als {name}", f"{address}?export={key}", "download")
            for key, name in FORMATS.items()
        ]
        if row.is_open:
            return [Link("Heutiger Plan", reverse("replacements:plan"), "published_with_changes"), *sums]
        links = [
            Link("Alle Zeilen, auch als CSV und Excel", filtered("replacements:lines", round=row.pk), "description"),
            *sums,
        ]
        if self.is_for_staff:
            links.append(
                Link("Was sich seitdem geändert hat", reverse("replacements:differences", args=[row.pk]), "sync")
            )
        return links

    def _address(self, line: Line, column: Column | None) -> str:
        """The frozen lines behind a number; what still moves is listed by the plan."""
        if self.object.is_open:
            return ""
        filters: dict[str, Any] = {"round": self.object.pk}
        if isinstance(line.key, Side):
            filters[line.key.kind] = line.key.key
        elif line.key:
            filters["kind"] = line.key
        filters |= {"decided": "replaced"} if column is None else {"budget_year": column.first}
        return filtered("replacements:lines", **filters)

    def _facts(self) -> Section:
        row = self.object
        previous = cells.link(row.previous.get_absolute_url(), row.previous.name) if row.previous else ""
        return Section(
            "Angaben",
            [
                Property("Haushaltsjahre", years_in_words(row)),
                Property("Anmeldeschluss", cells.day(row.deadline) if row.deadline else ""),
                Property("Festgeschrieben am", cells.moment(row.frozen_at) if row.frozen_at else "noch nicht"),
                *([Property("von", str(row.frozen_by))] if self.is_for_staff and row.frozen_by else []),
                *([Property("Abgeschlossen am", cells.day(row.closed_on))] if row.closed_on else []),
                *([Property("Vorige Runde", previous)] if self.is_for_staff and previous else []),
                Property("Bemerkung", row.note),
            ],
        )

    def _authorities(self) -> Section:
        """Deadlines, who took note, and the plan of each authority on paper."""
        row = self.object
        with_lines = {group.side.key for group in self.groups if group.side.kind == "authority"}
        of_round = RoundAuthority.objects.visible_to(signed_in(self.request)).filter(round=row)
        rows = [
            (
                one.authority.name,
                cells.day(one.deadline or row.deadline) or "–",
                self._noted(one),
                self._paper(one) if not row.is_open and one.authority_id in with_lines else "–",
            )
            for one in of_round.select_related("authority", "noted_by")
        ]
        hint = "Für alle Behörden gilt der Anmeldeschluss der Runde." if row.is_open else ""
        headings = ("Behörde", "Anmeldeschluss", "Zur Kenntnis genommen", "Plan")
        return Section("Behörden", headings=headings, rows=rows, hint=hint)

    def _noted(self, one: RoundAuthority) -> str:
        if one.noted_at is None:
            return "noch nicht"
        return f"am {timezone.localtime(one.noted_at):%d.%m.%Y} von {one.noted_by}"

    def _paper(self, one: RoundAuthority) -> SafeString:
        url = reverse("replacements:document", args=[self.object.pk])
        return cells.link(f"{url}?authority={one.authority_id}", f"PDF {one.authority.short_name}")

    def _can_be_noted(self) -> bool:
        if self.is_for_staff or self.object.state != BudgetRound.State.FROZEN:
            return False
        own = RoundAuthority.objects.visible_to(signed_in(self.request))
        return own.filter(round=self.object, noted_at=None).exists()


NOTHING = "Für diese Jahre ist kein Ersatz geplant."
