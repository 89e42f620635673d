"""Which column of a file holds which field: guessed from the headings, remembered from the last time."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence

from imports.kinds import Kind

NOTE = "Hinweis"
"""The heading of the last column of a file of ours in which rows come back that were wrong: it says what about them."""


def guessed(kind: Kind, headings: Sequence[str]) -> dict[str, int]:
    """For each field the first column whose heading says so; spelling, case and signs do not matter."""
    columns: dict[str, int] = {}
    for number, heading in reversed(list(enumerate(headings))):
        columns[folded(heading)] = number
    found: dict[str, int] = {}
    for field in kind.fields:
        for name in (field.label, field.key, *field.also):
            column = columns.get(folded(name))
            if column is not None and column not in found.values():
                found[field.key] = column
                break
    return found


def digest(headings: Sequence[str]) -> str:
    """What tells one row of headings from all others, but for notes of ours behind them."""
    names = [folded(heading) for heading in headings]
    while names[1:] and names[-1] == folded(NOTE):
        names.pop()
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:32]


def without_note(headings: Sequence[str], mapping: Mapping[str, int]) -> list[str]:
    """The headings before the notes that an earlier file of ours brought; a column that holds a field is none."""
    own = list(headings)
    while own[1:] and folded(own[-1]) == folded(NOTE) and len(own) - 1 not in mapping.values():
        own.pop()
    return own


def folded(heading: str) -> str:
    """A heading without what people write in different ways."""
    text = heading.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    return "".join(char for char in unicodedata.normalize("NFKD", text) if char.isalnum())


def problems(kind: Kind, mapping: Mapping[str, int]) -> list[str]:
    """What a choice of columns lacks, each as a sentence."""
    return [
        f"Bitte ordnen Sie {' oder '.join(f'„{kind.label_of(key)}“' for key in group)} zu: Daran wird eine Zeile wiedergefunden."
        for group in kind.needs
        if not set(group) & set(mapping)
    ]
