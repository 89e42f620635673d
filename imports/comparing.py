"""What a file would change: each of its rows beside what is stored, nothing written."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from imports.fields import Field, is_empty
from imports.kinds import Entry, Kind, Stock
from imports.sheets.cells import Row

Tell = Callable[[int], None]
"""Hears how many rows are done."""


class Outcome(models.TextChoices):
    """What becomes of a row."""

    NEW = "new", "neu"
    CHANGED = "changed", "geändert"
    SAME = "same", "unverändert"
    WRONG = "wrong", "fehlerhaft"


def outcome_of(entry: Entry) -> Outcome:
    """What becomes of an entry that was compared."""
    if entry.problems:
        return Outcome.WRONG
    if entry.is_new:
        return Outcome.NEW
    return Outcome.CHANGED if entry.changes else Outcome.SAME


def compare(
    kind: Kind, mapping: Mapping[str, int], rows: Iterable[Row], day: date, *, lock: bool = False, tell: Tell
) -> tuple[Stock, list[Entry]]:
    """Every row of the file with what is stored for it, what it would change and what is wrong with it."""
    entries = [_entry(kind, mapping, row) for row in rows]
    stock = kind.stock(entries, day, lock=lock)
    seen: dict[tuple[object, ...], int] = {}
    for done, entry in enumerate(entries, start=1):
        _compare(kind, stock, entry, seen)
        tell(done)
    return stock, entries


def _entry(kind: Kind, mapping: Mapping[str, int], row: Row) -> Entry:
    entry = Entry(row.number, {})
    if row.problem:
        entry.refuse("", row.problem)
    for key, column in mapping.items():
        cell = row.cell(column)
        if is_empty(cell):
            continue
        field = kind.field(key)
        try:
            entry.values[key] = field.value_of(cell)
        except ValidationError as error:
            entry.refuse(field.label, " ".join(error.messages))
    return entry


def _compare(kind: Kind, stock: Stock, entry: Entry, seen: dict[tuple[object, ...], int]) -> None:
    entry.target = stock.find(entry)
    stored = stock.values_of(entry.target) if entry.target is not None else None
    entry.before = stored or {}
    entry.after = {field.key: field.at_first for field in kind.fields} | entry.before | entry.values
    entry.title = stock.title(entry)
    for field in kind.fields:
        if field.key in entry.values:
            _compare_field(field, entry)
        elif field.is_required and not field.text_of(entry.after[field.key]):
            entry.refuse(field.label, "Diese Angabe fehlt. Für eine neue Zeile ist sie nötig.")
    identity = stock.identity(entry)
    if identity is not None:
        if identity in seen:
            entry.refuse("", f"Diese Zeile meint dasselbe wie Zeile {seen[identity]}.")
        seen.setdefault(identity, entry.number)
    if entry.changes:
        stock.check(entry)


def _compare_field(field: Field, entry: Entry) -> None:
    stored = entry.before.get(field.key, field.nothing)
    old, new = field.text_of(stored), field.text_of(entry.after[field.key])
    if old != new:
        entry.changes.append((field.label, old, new))
    elif entry.before:
        entry.after[field.key] = stored  # the same but for white space that nobody sees
    if field.is_required and not new:
        entry.refuse(field.label, "Diese Angabe fehlt. Für eine neue Zeile ist sie nötig.")
