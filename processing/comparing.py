"""What changed between two versions of a document: which Fachverfahren, sub-processors and measures came, went or differ."""

from collections.abc import Mapping
from typing import Any, NamedTuple

PARTS = (
    ("agreements", "Vereinbarung"),
    ("applications", "Fachverfahren"),
    ("sub_processors", "Unterauftragsverarbeiter"),
    ("measures", "Maßnahme"),
)
WORDS = {
    "name": "Bezeichnung", "subject": "Gegenstand", "provider": "Auftragsverarbeiter", "signed_on": "Unterzeichnung",
    "valid_from": "Beginn", "valid_until": "Ende", "instructions": "Weisungen", "breach_contact": "Meldung von Verletzungen",
    "officer_contact": "Datenschutzbeauftragte der Behörde",
    "product": "Produkt", "hosting": "Betrieb", "legal_basis": "Rechtsgrundlage", "purpose": "Zweck",
    "processing_kinds": "Kategorien von Verarbeitungen", "recipients": "Empfänger", "third_country": "Drittland",
    "third_country_safeguard": "Garantien", "erasure": "Löschregel", "special_reason": "Grund für besondere Kategorien",
    "data": "Daten", "agreements": "Vereinbarung", "company": "Name", "seat": "Sitz", "safeguard": "Garantien",
    "application": "Fachverfahren", "task": "Aufgabe", "since": "Beginn", "group": "Bereich", "code": "Kürzel",
    "title": "Bezeichnung", "text": "Inhalt", "edition": "Fassung", "address": "Anschrift",
}  # fmt: skip
NEW, GONE, CHANGED = "neu", "entfällt", "geändert"
NO_FACTS = ("key", "id")


class Change(NamedTuple):
    """One difference: of which kind of thing, its name, what became of it, and in which points."""

    part: str
    name: str
    what: str
    points: str = ""


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """The differences in the order in which the document is read."""
    found = _parties(before, now)
    for part, label in PARTS:
        old = {row["id"]: row for row in before.get(part, [])}
        new = {row["id"]: row for row in now.get(part, [])}
        found += [Change(label, row["name"], NEW) for key, row in new.items() if key not in old]
        found += [Change(label, row["name"], GONE) for key, row in old.items() if key not in new]
        found += [
            Change(label, row["name"], CHANGED, points)
            for key, row in new.items()
            if key in old and (points := _points(old[key], row))
        ]
    return found


def _parties(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    found = []
    if before.get("authority") != now.get("authority"):
        points = _points(before.get("authority", {}), now["authority"])
        found.append(Change("Verantwortlicher", now["authority"]["name"], CHANGED, points))
    if before.get("processors") != now.get("processors"):
        names = ", ".join(one["name"] for one in now["processors"]) or "keiner"
        found.append(Change("Auftragsverarbeiter", names, CHANGED))
    return found


def _points(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    differing = [name for name in new if name not in NO_FACTS and old.get(name) != new[name]]
    return ", ".join(dict.fromkeys(WORDS.get(name, name) for name in differing))
