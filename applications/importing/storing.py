"""What the files of the register share: finding what a cell names, and storing rows one by one with their number."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from applications.models import SpecialistApplication
from customers.importing.references import messages_of
from imports.kinds import Entry, Kind
from imports.sheets.cells import plain
from workstations.importing.naming import Named

Found = TypeVar("Found")
PIECES = re.compile(r"\\(.)|(;)|([^\\;]+|\\$)")


def named_applications() -> Named[SpecialistApplication]:
    """All Fachverfahren by their names."""
    found = Named[SpecialistApplication]("Ein Fachverfahren")
    for row in SpecialistApplication.objects.order_by("pk"):
        found.add(row, row.name)
    return found


def found_or_refused(kind: Kind, entry: Entry, key: str, find: Callable[[str], Found]) -> Found | None:
    """What a cell names; what it names wrongly is noted at its column."""
    if key not in entry.values:
        return None
    try:
        return find(entry.values[key])
    except ValidationError as error:
        entry.refuse(kind.label_of(key), " ".join(error.messages))
        return None


def stored_one_by_one(entries: Sequence[Entry], store: Callable[[Entry], int]) -> Iterator[int]:
    """Store each; what the rules refuse at the last moment names its row."""
    for done, entry in enumerate(entries, start=1):
        try:
            entry.target = store(entry)
        except ValidationError as error:
            texts = " ".join(text for found in messages_of(error).values() for text in found)
            raise ValidationError(f"Zeile {entry.number}: {texts}") from error
        yield done


def names_of(text: str) -> tuple[str, ...]:
    """The names that a cell lists; a backslash keeps a semicolon inside of a name."""
    parts = [""]
    for kept, separator, other in PIECES.findall(text):
        if separator:
            parts.append("")
        else:
            parts[-1] += kept or other
    return tuple(dict.fromkeys(name for name in map(plain, parts) if name))


def names_in_words(names: Sequence[Any]) -> str:
    """Names as one cell."""
    return "; ".join(re.sub(r"([\\;])", r"\\\1", str(name)) for name in names)
