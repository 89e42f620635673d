"""The plan of a frozen round on paper, for the council of an authority: sums, devices, and how they were reckoned."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from replacements.due import PriceSource
from replacements.models import BudgetRound, RoundLine
from replacements.showing import whole_euro
from replacements.sums import Column, Group, Line, Total, columns_of, footer, table
from replacements.tables import euro, years_in_words
from ui import cells
from ui.charts import counted
from ui.pdf import pdf

HOW = """Für jedes Gerät zählt der früheste Grund, es zu ersetzen: das Ende der üblichen Nutzungsdauer, das Ende eines \
Leasingvertrags oder das Ende der Unterstützung für Betriebssystem oder Modell; bei manchen Arten auch das Ende der \
Garantie. Was schon vor dem ersten Haushaltsjahr fällig war, steht im ersten Haushaltsjahr.

Die Preise sind Schätzungen mit Umsatzsteuer: eine eigene Angabe zum Gerät, sonst der Preis beim Modell, sonst der \
übliche Preis der Geräteart, gesteigert bis zum Haushaltsjahr. Geleaste Geräte haben keinen Kaufpreis.

Diese Zahlen wurden festgeschrieben und ändern sich nicht mehr, auch wenn sich der Bestand ändert."""


def document(round_: BudgetRound, lines: Sequence[RoundLine] | None, groups: Sequence[Group], whose: str) -> bytes:
    """The plan as PDF; without `lines` only the sums."""
    columns = columns_of(round_.years)
    planned = [group for group in groups if not group.is_kept]
    total = sum((group.total for group in planned), Total())
    frozen = f"{timezone.localtime(round_.frozen_at):%d.%m.%Y, %H:%M} Uhr" if round_.frozen_at else ""
    data = {
        "subtitle": f"{round_.name}, {whose}" + (" (Demodaten)" if round_.is_demo else ""),
        "stand": f"Festgeschrieben am {frozen}",
        "notices": _notices(total),
        "figures": [
            {"label": f"Geräte {years_in_words(round_)}", "value": cells.number(total.count)},
            {"label": "geschätzte Ausgaben", "value": euro(total.price)},
        ],
        "sections": [
            *([_text("Bemerkung", round_.note)] if round_.note else []),
            _years(planned, columns),
            *_kinds(planned, columns),
            *(_devices(lines, round_) if lines is not None else []),
            _text("So wurde gerechnet", HOW),
        ],
    }
    return pdf("sheet.typ", data, title=f"Ersatzplanung {years_in_words(round_)}: {whose}")


def file_name(round_: BudgetRound, whose: str) -> str:
    """The name under which it is kept, such as „Ersatzplanung Haushaltsrunde 2028 Ludwigslust“."""
    return f"Ersatzplanung {round_.name} {whose}"


def _notices(total: Total) -> list[str]:
    if not total.missing:
        return []
    words = counted(total.missing, "Gerät", "Geräte")
    return [f"Für {words} ist kein Preis hinterlegt; in den Beträgen sind sie nicht enthalten."]


def _years(groups: Sequence[Group], columns: Sequence[Column]) -> Mapping[str, Any]:
    every = Line("", "", [sum((g.total for g in groups if column.holds(g.year)), Total()) for column in columns])
    rows = [_year(column.label, total) for column, total in zip(columns, every.cells, strict=True)]
    rows.append(_year("Zusammen", every.total))
    return _rows("Nach Haushaltsjahren", ("Jahr", "Geräte", "Geschätzte Ausgaben", "Ohne Preis", "Geleast"), rows)


def _year(words: str, total: Total) -> list[str]:
    counts = [cells.number(number) if number else "" for number in (total.missing, total.leased)]
    return [words, cells.number(total.count), euro(total.price), *counts]


def _kinds(groups: Sequence[Group], columns: Sequence[Column]) -> list[Mapping[str, Any]]:
    """Two tables, since a number and an amount together are too wide for a sheet of paper."""
    lines = sorted(table(groups, columns, lambda group: group.kind), key=lambda line: line.label)
    lines = [*lines, footer(lines, columns)] if len(lines) > 1 else lines
    headings = ("Art", *(column.label for column in columns), "Summe")
    return [
        _rows("Anzahl nach Geräteart", headings, [_cells(line, _number) for line in lines]),
        _rows("Geschätzte Ausgaben nach Geräteart", headings, [_cells(line, _amount) for line in lines]),
    ]


def _cells(line: Line, in_words: Callable[[Total], str]) -> list[str]:
    return [line.label, *(in_words(total) for total in line.cells), in_words(line.total)]


def _number(total: Total) -> str:
    return cells.number(total.count) if total.count else ""


def _amount(total: Total) -> str:
    return whole_euro(total.price) if total.price else ""


def _devices(lines: Sequence[RoundLine], round_: BudgetRound) -> list[Mapping[str, Any]]:
    headings = ("Gerät", "Grund", "Preis")
    sections = []
    for year in round_.years:
        of_year = [line for line in lines if line.budget_year == year]
        if of_year:
            sections.append(_rows(f"Geräte {year}", headings, [_device(line) for line in of_year]))
    kept = [[_what(line), line.reason, line.decision_reason] for line in lines if line.is_kept]
    if kept:
        headings = ("Gerät", "Wäre fällig", "Begründung")
        sections.append(_rows("Wird nicht ersetzt", headings, kept))
    return sections


def _device(line: RoundLine) -> list[str]:
    reason = f"{line.decision}: {line.decision_reason}" if line.decision else line.reason
    return [
        _what(line),
        reason,
        euro(line.price) or ("geleast" if line.price_source == PriceSource.LEASED else "kein Preis"),
    ]


def _what(line: RoundLine) -> str:
    return f"{line.number}: {line.get_kind_display()} {line.model}".strip()


def _rows(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping[str, Any]:
    return {
        "title": title,
        "properties": [],
        "headings": list(headings),
        "rows": [list(row) for row in rows],
        "hint": "",
    }


def _text(title: str, words: str) -> Mapping[str, Any]:
    return {"title": title, "properties": [], "headings": [], "rows": [], "hint": words}
