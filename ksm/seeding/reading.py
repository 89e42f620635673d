"""Strict reading of one seed file: every value is what its column says, or the row is refused with file, line and reason."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from history.models import Certainty

SOURCE_COLUMNS = ("source", "certainty")
DECIMAL = re.compile(r"[0-9]{1,3}\.[0-9]{1,6}", re.ASCII)
YES_OR_NO = {"yes": True, "no": False}


class RefusedRowError(Exception):
    """A row that cannot be taken as it stands; the reasons are German sentences."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


class RefusedFileError(Exception):
    """A file that cannot be read at all; the reason is a German sentence."""


class FollowUpError(Exception):
    """A row that points to a refused one: not loaded, and not a fault of its own."""


@dataclass(frozen=True, order=True)
class Problem:
    """Why a row, or (line 0) a whole file, was refused."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, Zeile {self.line}: {self.reason}" if self.line else f"{self.file}: {self.reason}"


class Row(NamedTuple):
    """One row of a seed file: the values as written, by column, where they stand, and what is wrong with their form."""

    line: int
    values: dict[str, str]
    faults: tuple[str, ...] = ()
    # No other row of the file differs from this one only in the last column of the key, the start of its period.
    is_alone: bool = False

    def text(self, column: str) -> str:
        """The value as it stands; empty when not known."""
        return self.values[column]

    def required(self, column: str) -> str:
        """The value, which may not be empty."""
        if not self.values[column]:
            raise RefusedRowError(f"{column}: Hier fehlt ein Wert.")
        return self.values[column]

    def day(self, column: str) -> date | None:
        """An ISO day, or None when empty."""
        value = self.values[column]
        if not value:
            return None
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:  # Python also reads 20160101 and 2016-W01-1
            raise RefusedRowError(f"{column}: „{value}“ ist kein Datum der Form 2016-01-31.")
        return day

    def number(self, column: str) -> int | None:
        """A whole number of zero or more, or None when empty."""
        value = self.values[column]
        if not value:
            return None
        if not (value.isascii() and value.isdigit()):
            raise RefusedRowError(f"{column}: „{value}“ ist keine ganze Zahl.")
        return int(value)

    def decimal(self, column: str) -> Decimal:
        """A decimal number with a point, at most six places."""
        value = self.required(column)
        if not DECIMAL.fullmatch(value):
            raise RefusedRowError(f"{column}: „{value}“ ist keine Zahl der Form 53.326305.")
        return Decimal(value)

    def flag(self, column: str) -> bool:
        """`yes` or `no`."""
        value = self.values[column]
        if value not in YES_OR_NO:
            raise RefusedRowError(f"{column}: Hier steht „yes“ oder „no“, nicht „{value}“.")
        return YES_OR_NO[value]

    def sourced(self) -> dict[str, object]:
        """The columns that say where the row comes from; a sourced row is never demo data."""
        return {"source": self.text("source"), "certainty": self.text("certainty"), "is_demo": False}


def read_rows(path: Path, columns: tuple[str, ...], key: tuple[str, ...]) -> list[Row]:
    """Read a seed file with exactly these columns and no two rows with the same key; rows carry their faults of form.

    Raises RefusedFileError when there are no rows to speak of.
    """
    wanted = [*columns, *SOURCE_COLUMNS]
    try:
        records = list(_records(path))
    except FileNotFoundError:
        raise RefusedFileError("Die Datei fehlt.") from None
    except UnicodeDecodeError:
        raise RefusedFileError("Die Datei ist nicht in UTF-8 gespeichert.") from None
    except csv.Error as error:
        raise RefusedFileError(f"Die Datei ist keine lesbare CSV-Datei ({error}).") from error
    if not records or records[0][1] != wanted:
        raise RefusedFileError(f"Die erste Zeile muss lauten: {';'.join(wanted)}")
    rows = [
        Row(line, dict(zip_longest(wanted, fields[: len(wanted)], fillvalue="")), _faults(wanted, fields))
        for line, fields in records[1:]
    ]
    return _compared(rows, key)


def _compared(rows: list[Row], key: tuple[str, ...]) -> list[Row]:
    """The rows with what only their neighbours tell: whether a key is taken, and whether a row is alone with its period."""
    first_lines: dict[tuple[str, ...], int] = {}
    families = Counter(tuple(row.values[column] for column in key[:-1]) for row in rows)
    compared = []
    for row in rows:
        found = tuple(row.values[column] for column in key)
        first = first_lines.setdefault(found, row.line)
        taken = () if first == row.line else (f"{', '.join(key)}: „{' · '.join(found)}“ steht schon in Zeile {first}.",)
        compared.append(row._replace(faults=row.faults + taken, is_alone=families[found[:-1]] == 1))
    return compared


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins; empty lines are passed over. A byte order mark is allowed: Excel writes one."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=";", strict=True)
        begins = 1
        for fields in reader:
            if fields:
                yield begins, fields
            begins = reader.line_num + 1


def _faults(columns: list[str], fields: list[str]) -> tuple[str, ...]:
    """What is wrong with a record before any of its values is understood."""
    if len(fields) != len(columns):
        return (f"Die Zeile hat {len(fields)} Felder statt {len(columns)}.",)
    values = dict(zip(columns, fields, strict=True))
    faults = [
        f"{column}: Am Anfang oder Ende steht ein Leerzeichen."
        for column, value in values.items()
        if value != value.strip()
    ]
    faults += [
        f"{column}: Der Wert enthält ein Steuerzeichen." for column, value in values.items() if not value.isprintable()
    ]
    if not values["source"]:
        faults.append("source: Die Quelle fehlt.")
    if values["certainty"] not in Certainty.values:
        faults.append(f"certainty: „{values['certainty']}“ ist keine der Stufen {', '.join(Certainty.values)}.")
    return tuple(faults)
