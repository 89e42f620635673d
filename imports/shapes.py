"""What is stored in the shape of an import, and what became of the rows of one, both for a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from imports.fields import escaped
from imports.kinds import Kind
from imports.models import ImportRow


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
    """What became of each row: a line for every change and for everything that is wrong or in doubt."""

    def __init__(self, rows: QuerySet[ImportRow]) -> None:
        self.rows = rows

    def export_headings(self) -> list[str]:
        return ["Zeile", "Ergebnis", "Bezeichnung", "Spalte", "bisher", "neu", "Hinweis"]

    def export_rows(self) -> Iterator[list[Any]]:
        for row in self.rows.iterator(chunk_size=2000):
            about = [row.number, row.get_outcome_display(), row.title]
            lines = [
                *([column, "", "", reason] for column, reason in row.problems),
                *([column, old, new, ""] for column, old, new in row.changes),
                *(["", "", "", doubt] for doubt in row.doubts),
            ]
            for line in lines or [["", "", "", ""]]:
                yield [*about, *line]
