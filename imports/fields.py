"""The columns that a kind of import knows: how a cell becomes a value, and a value the same cell again."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from imports.sheets.cells import Cell, plain
from ui.export import guarded

EMPTIED = "(leer)"
"""What somebody writes into a cell to empty what is stored; an empty cell leaves it as it is."""


class Field(NamedTuple):
    """A column: what it is called, by which other names it is known, how it is read and written."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    is_required: bool = False  # a new row needs it
    is_key: bool = False  # by it a row is found again
    may_be_emptied: bool = True
    hint: str = ""
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str
    nothing: Any = ""  # what stands where nothing is stored
    default: Any = None  # what a new row gets without being told

    def value_of(self, cell: Cell) -> Any:
        """The value that a cell states; raises a ValidationError that says what is wrong with it."""
        if cell.problem:
            raise ValidationError(cell.problem)
        text = plain(unescaped(cell.text.strip()))
        if plain(cell.text).casefold() == EMPTIED:
            if self.is_required or not self.may_be_emptied:
                raise ValidationError("Diese Angabe kann nicht geleert werden.")
            return self.nothing
        return self.read(text)

    @property
    def at_first(self) -> Any:
        """What a new row has before the file says anything."""
        return self.nothing if self.default is None else self.default

    def text_of(self, value: Any) -> str:
        """The value as people read it."""
        return "" if value == self.nothing else plain(self.write(value))


def is_empty(cell: Cell) -> bool:
    """Whether a cell says nothing, and so leaves what is stored."""
    return not cell.problem and not plain(cell.text)


def escaped(text: str) -> str:
    """Text for a file that comes back as it was: an apostrophe stands before whatever would be read as something else."""
    text = plain(text)
    return f"'{text}" if _needs_mark(text) else text


def unescaped(text: str) -> str:
    """The text without the apostrophe that a file needed."""
    return text[1:] if text.startswith("'") and _needs_mark(text[1:]) else text


def _needs_mark(text: str) -> bool:
    """Whether a spreadsheet would run it, or we would take it for a word of our own or for a mark."""
    while text.startswith("'"):
        text = text[1:]
    return plain(text).casefold() == EMPTIED or guarded(text) != text


def day(text: str) -> date:
    """A day as it is written in German, or as machines write it."""
    digits = text.split(" ", maxsplit=1)[0]
    try:
        if "-" in digits:
            found = date.fromisoformat(digits)
        else:
            of_month, month, year = (int(part) for part in digits.split("."))
            found = date(year, month, of_month)
    except ValueError as error:
        raise ValidationError(f"„{text[:40]}“ ist kein Tag. Bitte schreiben Sie ihn so: 31.12.2026.") from error
    if not 1900 <= found.year < 3000:
        raise ValidationError("Bitte einen Tag zwischen 01.01.1900 und 31.12.2999 angeben.")
    return found


def written_day(value: date | None) -> str:
    return f"{value:%d.%m.%Y}" if value else ""


def one_of(choices: Mapping[str, str]) -> Callable[[str], str]:
    """Reads a choice by its German word or by its name in the code."""
    known = {str(word).casefold(): key for key, word in choices.items()}
    known |= {key.casefold(): key for key in choices}

    def read(text: str) -> str:
        try:
            return known[text.casefold()]
        except KeyError:
            words = ", ".join(str(word) for word in choices.values())
            raise ValidationError(f"„{text[:40]}“ ist hier nicht möglich. Möglich sind: {words}.") from None

    return read


def word_of(choices: Mapping[str, str]) -> Callable[[str], str]:
    """Writes a choice as its German word."""
    return lambda key: str(choices.get(key, key))
