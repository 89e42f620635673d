"""What a file would change: each of its rows beside what is stored, nothing written."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import models

from imports.fields import Field, is_empty
from imports.kinds import Entry, Kind, Stock
from imports.sheets.cells import Row

THE_SAME = "Diese Zeile meint dasselbe wie Zeile {}."
RESTS_ON_A_WRONG_ROW = "Diese Zeile stützt sich auf eine fehlerhafte Zeile der Datei. Ohne jene gilt: {}"


class Tell(Protocol):
    """Hears how far the work is."""

    def more(self, rows: int) -> None:
        """So many rows are to be gone through in one more pass."""
        ...

    def __call__(self, done: int) -> None:
        """So many rows of this pass are done."""
        ...


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


def as_compared(entry: Entry) -> tuple[Outcome, int | None, list[list[str]], list[list[str]]]:
    """What was found of an entry, as the preview keeps it: two of these say whether anything has moved between them."""
    return outcome_of(entry), entry.target, [list(change) for change in entry.changes], [*map(list, entry.problems)]


def preview(kind: Kind, mapping: Mapping[str, int], rows: Sequence[Row], day: date, *, tell: Tell) -> list[Entry]:
    """Every row of a file compared, and the good ones among them as they are without the wrong ones.

    Rows of one file may rest on each other in whatever way a kind knows. So where some are wrong, the others are compared
    again as if the file held nothing else, and once more as long as that finds further wrong ones: the good rows that are
    left are at last a file of their own, in which nothing is wrong.
    """
    tell.more(len(rows))
    _, compared = compare(kind, mapping, rows, day, tell=tell)
    found = {entry.number: entry for entry in compared}
    good = {entry.number for entry in compared if not entry.problems}
    while 0 < len(good) < len(compared):
        rest = [row for row in rows if row.number in good]
        tell.more(len(rest))
        _, compared = compare(kind, mapping, rest, day, tell=tell)
        for entry in compared:
            entry.problems = [(column, RESTS_ON_A_WRONG_ROW.format(reason)) for column, reason in entry.problems]
        found |= {entry.number: entry for entry in compared}
        good = {entry.number for entry in compared if not entry.problems}
    return list(found.values())


def compare(
    kind: Kind, mapping: Mapping[str, int], rows: Sequence[Row], day: date, *, lock: bool = False, tell: Tell
) -> tuple[Stock, list[Entry]]:
    """Every row with what is stored for it, what it would change and what is wrong with it, all of them as one file."""
    entries = [_entry(kind, mapping, row) for row in rows]
    stock = kind.stock(entries, day, lock=lock)
    seen: dict[tuple[object, ...], Entry] = {}
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


def _compare(kind: Kind, stock: Stock, entry: Entry, seen: dict[tuple[object, ...], Entry]) -> None:
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
        first = seen.setdefault(identity, entry)
        if first is not entry:  # which of them is right nobody can know, so the first is not to be taken either
            entry.refuse("", THE_SAME.format(first.number))
            if not first.problems:
                first.refuse("", THE_SAME.format(entry.number))
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
