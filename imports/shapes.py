"""What is stored in the shape of an import, what became of the rows of one, and its wrong rows, each for a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from imports.comparing import Outcome
from imports.fields import escaped
from imports.kinds import Kind
from imports.mapping import NOTE, without_note
from imports.models import Import, ImportRow


class Shape:
    """All rows of a kind as an import takes them: imported again, the file changes nothing."""

    def __init__(self, kind: Kind, day: date) -> None:
        self.kind = kind
        self.day = day

    def export_headings(self) -> list[str]:
        """The names of the fields, by which a file is recognised again."""
        return [field.label for field in self.kind.fields]

    def export_rows(self) -> Iterator[list[Any]]:
        """Every value as its text."""
        for values in self.kind.all_values(self.day):
            yield [escaped(field.text_of(values[field.key])) for field in self.kind.fields]


class Report:
    """What became of each row: a line for every change and for everything that is wrong or in doubt; one on the whole first."""

    def __init__(self, run: Import, rows: QuerySet[ImportRow]) -> None:
        self.run = run
        self.rows = rows.defer("cells")

    def export_headings(self) -> list[str]:
        return ["Zeile", "Ergebnis", "Bezeichnung", "Spalte", "bisher", "neu", "Hinweis"]

    def export_rows(self) -> Iterator[list[Any]]:
        yield ["", self.run.get_state_display(), str(self.run), "", "", "", self.on_the_whole()]
        for row in self.rows.iterator(chunk_size=2000):
            about = [row.number, self.outcome(row), row.title]
            lines = [
                *([column, "", "", reason] for column, reason in row.problems),
                *([column, old, new, ""] for column, old, new in row.changes),
                *(["", "", "", doubt] for doubt in row.doubts),
            ]
            for line in lines or [["", "", "", ""]]:
                yield [*about, *line]

    def outcome(self, row: ImportRow) -> str:
        """What became of a row in a word; of one that was left out, that it was."""
        words = str(row.get_outcome_display())
        return f"{words}, ausgelassen" if self.run.is_in_part and row.outcome == Outcome.WRONG else words

    def on_the_whole(self) -> str:
        """What became of the file: who stored it when, how much of it, and what was left out."""
        run = self.run
        rows = (
            f"{run.rows_new} neu, {run.rows_changed} geändert, {run.rows_same} unverändert, {run.rows_wrong} fehlerhaft"
        )
        if run.ended_at is None or run.applied_by is None:
            return f"Vorschau, noch nichts übernommen. Zeilen: {rows}."
        left_out = f" Ausgelassen: {run.rows_wrong} von {run.rows_all}." if run.is_in_part else ""
        when = timezone.localtime(run.ended_at)
        return (
            f"Übernommen am {when:%d.%m.%Y um %H:%M} Uhr von {run.applied_by}. "
            f"Umfang: {run.get_extent_display()}. Zeilen: {rows}.{left_out}"
        )


class WrongRows:
    """The rows that were wrong in the shape in which they came, with the reasons behind: to be corrected and brought again."""

    def __init__(self, run: Import, rows: QuerySet[ImportRow]) -> None:
        self.rows = rows.filter(outcome=Outcome.WRONG)
        self.headings = without_note(run.headings, run.mapping)
        self.width = len(run.headings)

    def export_headings(self) -> list[str]:
        return [*self.headings, NOTE]

    def export_rows(self) -> Iterator[list[Any]]:
        """Cells as they came, not as values: what was wrong with them is wrong again as long as nobody corrects it."""
        for row in self.rows.iterator(chunk_size=2000):
            own = row.cells[: len(self.headings)]
            missing = [""] * (len(self.headings) - len(own))
            reasons = " ".join(f"{column}: {reason}" if column else reason for column, reason in row.problems)
            yield [*own, *missing, reasons, *row.cells[self.width :]]
