"""The key of a public service in the Leistungskatalog (LeiKa), as people write it and as it is kept."""

import re

LENGTH = 14
GROUPS = (2, 3, 3, 3, 3)  # kind, object, group, Verrichtung, detail
FEDERAL = "99"
LANDS = range(1, 17)


def leika_key(written: str) -> str:
    """The key in fourteen digits, whatever separates its groups; ValueError says in German what is wrong with it."""
    digits = re.sub(r"[\s.\-/]", "", written)
    if not digits.isascii() or not digits.isdigit():
        raise ValueError("Der Leistungsschlüssel besteht nur aus Ziffern, zum Beispiel 99 107 108 017 000.")
    if len(digits) != LENGTH:
        raise ValueError(f"Der Leistungsschlüssel hat {LENGTH} Ziffern; angegeben sind {len(digits)}.")
    if digits[:2] != FEDERAL and int(digits[:2]) not in LANDS:
        raise ValueError("Der Leistungsschlüssel beginnt mit 99 (Bund) oder mit der Nummer eines Landes (01 bis 16).")
    return digits


def in_groups(key: str) -> str:
    """The key as it is read: 99 107 108 017 000."""
    parts, start = [], 0
    for length in GROUPS:
        parts.append(key[start : start + length])
        start += length
    return " ".join(parts)
