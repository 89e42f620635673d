"""One instance in a year: what it costs, by what that is shared, who would bear what, what it saves, and what is missing."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from accounts.signed_in import signed_in
from applications.models import SpecialistApplication
from sharing.draft import Draft, Line, draft_of, saving_of
from sharing.models import Apportionment, KeyFigure
from sharing.showing import (
    address_of_year,
    euro,
    gap_in_words,
    quote_in_words,
    saving_badge,
    total_saving_in_words,
    weights_in_words,
)
from sharing.standing import standing_of
from sharing.views.about_year import year_of
from sharing.views.draft_file import DraftFile
from ui import cells
from ui.charts import counted
from ui.export import FORMATS, export
from ui.pages import DetailPage, Link, Property, Section, filtered


class YearPage(DetailPage):
    """Everything about the sharing of one year, computed as of today."""

    permission_required = "sharing.view_costitem"
    model = SpecialistApplication
    template_name = "sharing/year.html"
    parent = ("Kosten und Einsparung", "sharing:overview")

    def get_rows(self) -> QuerySet[SpecialistApplication]:
        return SpecialistApplication.objects.visible_to(signed_in(self.request)).select_related("product")

    def get_title(self) -> str:
        return f"{self.object.name}: Kosten {self.year}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """The page, or the shares as they would be today as a file."""
        self.object = self.get_object()
        self.year, today = year_of(self.kwargs["year"]), timezone.localdate()
        self.draft = draft_of(self.object, self.year, signed_in(request), today=today)
        file_format = request.GET.get("export", "")
        if file_format in FORMATS:
            title = f"{self.object.name} Anteile {self.year} Entwurf"
            return export(DraftFile(self.draft), file_format, title, today, request=request)
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = signed_in(self.request)
        self.standing = standing_of(self.draft, user)
        self.may_record = user.has_perm("sharing.add_costitem")
        context = super().get_context_data(**kwargs)
        return context | {
            "state": self.standing.badge,
            "figures": self._figures(),
            "gaps": [gap_in_words(gap, self.draft, may_record=self.may_record) for gap in self.draft.gaps],
            "has_changed": self.standing.has_changed,
            "admin_links": [],
        }

    def get_sections(self) -> list[Section]:
        return [self._costs(), self._key(), self._numbers(), self._lines(), self._history()]

    def get_actions(self) -> list[Link]:
        user, found = self.request.user, []
        fixed = self.standing.apportionment
        if user.has_perm("sharing.add_apportionment"):
            if fixed is None and self.draft.can_be_fixed:
                found.append(Link("Anteile festschreiben", self._here("fix"), "lock"))
            elif fixed is not None and self.standing.has_changed and self.draft.can_be_fixed:
                found.append(Link("Berichtigen", reverse("sharing:correct", args=[fixed.pk]), "edit"))
        if self.may_record:
            found.append(Link("Kosten eintragen", self._here("add_cost"), "add"))
            found.append(Link("Angebot eintragen", self._here("add_quote"), "add"))
            found.append(Link("Zahl eintragen", self._here("add_figure"), "add"))
        return found

    def get_links(self) -> list[Link]:
        row = self.object
        links = [Link("Fachverfahren", row.get_absolute_url(), "apps")]
        links += [
            Link(f"Kosten {year}", address_of_year(row.pk, year), "event") for year in (self.year - 1, self.year + 1)
        ]
        if self.draft.lines:
            links += [
                Link(f"Anteile nach heutigem Stand als {words}", f"{self._here('year')}?export={name}", "download")
                for name, words in FORMATS.items()
            ]
        links.append(
            Link(
                "Festgeschriebene Anteile, auch als CSV und Excel",
                filtered("sharing:shares", application=row.pk),
                "lock",
            )
        )
        return links

    def _here(self, page: str) -> str:
        return address_of_year(self.object.pk, self.year, page)

    def _figures(self) -> list[str]:
        draft = self.draft
        words = [f"Kosten {euro(draft.total)}", counted(len(draft.taking_part.uses), "Behörde", "Behörden")]
        if draft.user_count and draft.costs:
            words.append(
                f"{cells.number(draft.total / draft.user_count, 2)}{cells.NO_BREAK_SPACE}€ je benannter Person"
            )
        return words

    def _costs(self) -> Section:
        rows = [
            (
                self._linked("edit_cost", cost.pk, cost.label),
                cost.get_kind_display(),
                euro(cost.amount),
                "einmalig" if cost.is_one_off else "laufend",
                cost.source,
                cells.day(cost.dated_on) or "–",
                self._linked("remove_cost", cost.pk, "Entfernen") if self.may_record else "–",
            )
            for cost in self.draft.costs
        ]
        if rows:
            words = f"davon {euro(self.draft.one_off)} einmalig" if self.draft.one_off else "alles laufend"
            rows.append(("Zusammen", "", euro(self.draft.total), words, "", "", ""))
        headings = ("Kosten", "Art", "Betrag", "Wie oft", "Beleg", "Datum", "Entfernen")
        return Section("Kosten", headings=headings, rows=rows, hint="Noch sind keine Kosten eingetragen.")

    def _key(self) -> Section:
        key = self.draft.key
        if key is None:
            url = Link("Verteilschlüssel eintragen", self._here("add_key"), "add") if self.may_record else None
            return Section("Verteilschlüssel", hint="Für dieses Jahr gilt kein Verteilschlüssel.", more=url)
        properties = [
            Property("Geteilt nach", key.in_words()),
            Property("Gilt", key.years_in_words()),
            Property("Stichtag", cells.day(self.draft.reference_on)),
            Property("Vereinbart in", key.agreed_in),
            *([Property("Gewichte", "; ".join(self.draft.common_origins))] if self.draft.common_origins else []),
        ]
        if others := self.draft.taking_part.others:
            names = ", ".join(one.name for one in others)
            properties.append(Property("Nutzen es nur zu anderer Zeit des Jahres, tragen also nichts", names))
        if self.may_record:
            remove = cells.link(reverse("sharing:remove_key", args=[key.pk]), "Entfernen")
            properties.append(Property("Schlüssel entfernen", remove))
        more = Link("Schlüssel ändern", reverse("sharing:edit_key", args=[key.pk]), "edit") if self.may_record else None
        return Section("Verteilschlüssel", properties, more=more)

    def _numbers(self) -> Section:
        """What was given or agreed in place of a count; nothing where all is counted."""
        key = self.draft.key
        rows = KeyFigure.objects.visible_to(signed_in(self.request)).counting_on(self.draft.counted_on, self.object)
        rows = rows.filter(
            basis__in=[basis.value for basis, _ in key.parts()] if key else [],
            authority__in=self.draft.taking_part.uses,
        )
        newest = rows.order_by("authority_id", "basis", "-as_of", "-pk").distinct("authority_id", "basis")
        shown = [
            (
                figure.authority.name,
                figure.get_basis_display(),
                cells.number(figure.value),
                cells.day(figure.as_of),
                f"{figure.source} ({figure.get_certainty_display()})",
                self._changes(figure),
            )
            for figure in newest.select_related("authority")
        ]
        headings = ("Behörde", "Zahl", "Wert", "Stand", "Quelle", "Bearbeiten")
        return Section("Zahlen, die nicht gezählt werden", headings=headings, rows=shown)

    def _changes(self, figure: KeyFigure) -> Any:
        if not self.may_record:
            return "–"
        query = f"?year={self.year}&application={self.object.pk}"
        edit, remove = (reverse(f"sharing:{name}_figure", args=[figure.pk]) + query for name in ("edit", "remove"))
        return format_html("{} {}", cells.link(edit, "Ändern"), cells.link(remove, "Entfernen"))

    def _lines(self) -> Section:
        draft = self.draft
        rows = [self._line(line) for line in draft.lines]
        if rows:
            saving = saving_of([line.saving for line in draft.lines])
            rows.append(("Zusammen", "", euro(draft.total), "", total_saving_in_words(saving)))
        headings = ("Behörde", "Gewicht", "Anteil", "Angebot für den Alleinbetrieb", "Einsparung im Jahr")
        hint = "Die Anteile lassen sich berechnen, sobald nichts mehr fehlt."
        return Section("Anteile nach heutigem Stand", headings=headings, rows=rows, hint=hint)

    def _line(self, line: Line) -> tuple[Any, ...]:
        share = euro(line.amount)
        if line.one_off:
            share += f", davon {euro(line.one_off)} einmalig"
        return (
            cells.link(reverse("dashboards:authority", args=[line.authority.pk]), line.authority.name),
            self._weight(line),
            share,
            self._quote(line),
            saving_badge(line.saving),
        )

    def _weight(self, line: Line) -> str:
        """The weight; where it comes from is said once for all, and here only of what is different."""
        common = self.draft.common_origins
        own = dict.fromkeys(one.origin for one in line.weights if one.origin not in common)
        return f"{weights_in_words(line.weights)} ({'; '.join(own)})" if own else weights_in_words(line.weights)

    def _quote(self, line: Line) -> Any:
        if line.quote is None:
            if not self.may_record:
                return quote_in_words(line)
            url = f"{self._here('add_quote')}?authority={line.authority.pk}"
            return format_html("{} {}", quote_in_words(line), cells.link(url, "Angebot eintragen"))
        amount = f"{euro(line.quote.annual_amount)} im Jahr"
        if line.quote.one_off_amount:
            amount += f" und {euro(line.quote.one_off_amount)} einmalig"
        words = f"{amount}: {quote_in_words(line)}"
        return self._linked("edit_quote", line.quote.pk, words)

    def _linked(self, page: str, key: int, words: str) -> Any:
        """The words, as a link for those who may change something."""
        if not self.may_record:
            return words
        return cells.link(f"{reverse(f'sharing:{page}', args=[key])}?year={self.year}", words)

    def _history(self) -> Section:
        """All that was ever fixed for the year, the newest first."""
        found = Apportionment.objects.visible_to(signed_in(self.request)).filter(
            application=self.object, year=self.year
        )
        rows = [
            (
                cells.link(row.get_absolute_url(), row.number),
                cells.moment(row.fixed_at),
                str(row.fixed_by),
                euro(row.total),
                f"berichtigt {row.corrects.number}: {row.reason}" if row.corrects else "erste Festschreibung",
            )
            for row in found.select_related("fixed_by", "corrects")
        ]
        headings = ("Kostenteilung", "Festgeschrieben am", "von", "Kosten", "Anlass")
        return Section("Festgeschrieben", headings=headings, rows=rows, hint=self._not_fixed(self.draft))

    def _not_fixed(self, draft: Draft) -> str:
        if draft.can_be_fixed:
            return "Für dieses Jahr ist noch nichts festgeschrieben."
        return "Für dieses Jahr ist noch nichts festgeschrieben; zuerst ist zu ergänzen, was oben fehlt."
