"""Placeholders in text modules, such as {{nummer}}: which there are, and how they are filled. Plain text throughout."""

import re
from collections.abc import Mapping

PLACEHOLDERS = {
    "ansprechperson": "wer gemeldet hat",
    "nummer": "die Nummer der Meldung",
    "betreff": "der Betreff der Meldung",
    "behoerde": "die Behörde",
    "arbeitsplatz": "die Inventarnummer des IT-Arbeitsplatzes",
    "fachverfahren": "das Fachverfahren",
    "frist": "wann die Lösung fällig ist",
    "team": "das zuständige Team",
    "mein_name": "Ihr Name",
}
"""Every placeholder and what is put in for it, in the words of the interface."""

BEFORE_THE_REPORT = {name: words for name, words in PLACEHOLDERS.items() if name not in ("nummer", "betreff", "frist")}
"""Those that can be known while a report is still being written."""

_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def unknown_in(text: str, known: Mapping[str, str] = PLACEHOLDERS) -> list[str]:
    """The placeholders of a text that do not exist, in their order and each once."""
    return [name for name in _named_in(text) if name not in known]


def open_in(text: str) -> list[str]:
    """The placeholders of a text that still wait for what belongs in them, in their order and each once."""
    return [name for name in _named_in(text) if name in PLACEHOLDERS]


def _named_in(text: str) -> list[str]:
    return list(dict.fromkeys(_PLACEHOLDER.findall(text)))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with what belongs in its placeholders; what is put in is not read again for placeholders.

    One without a value, such as that of a workstation that the report does not name, becomes an ellipsis that asks
    to be looked at; one that does not exist stays as it stands.
    """
    return _PLACEHOLDER.sub(lambda found: (values.get(found[1]) or "…") if found[1] in PLACEHOLDERS else found[0], text)


def fill_known(text: str, values: Mapping[str, str]) -> str:
    """The text with what is known by now in its placeholders; the others stay to be filled in."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1]) or found[0], text)
