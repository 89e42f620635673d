"""All rows of a list as an export writes them: every column of the model, relations and choices in words."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.db.models import GeneratedField, QuerySet

SECRET = "password"  # noqa: S105  # the name of a column that no export contains


class AllRows:
    """Headings and plain values for `ui.export`."""

    def __init__(self, rows: QuerySet[Any], left_out: Collection[str] = ()) -> None:
        meta = rows.model._meta
        self.fields: list[Any] = [
            field
            for field in meta.concrete_fields
            if not isinstance(field, GeneratedField) and field.name not in {SECRET, *left_out}
        ]
        relations = [field.name for field in self.fields if field.is_relation]
        self.rows = rows.select_related(*relations) if relations else rows

    def export_headings(self) -> list[str]:
        """One heading per column."""
        return [str(field.verbose_name) for field in self.fields]

    def export_rows(self) -> Iterator[list[Any]]:
        """The values, fetched through a server-side cursor."""
        readers = [_reader(field) for field in self.fields]
        for row in self.rows.iterator(chunk_size=2000):
            yield [read(row) for read in readers]


def _reader(field: Any) -> Callable[[Any], Any]:
    if field.choices:
        return lambda row: getattr(row, f"get_{field.name}_display")()
    if field.is_relation:
        return lambda row: None if (related := getattr(row, field.name)) is None else str(related)
    return lambda row: getattr(row, field.attname)
