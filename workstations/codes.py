"""The short codes on labels: a kind and a key as a few letters and digits, the last of them a check.

Codes are written in an alphabet without I, L, O, U and Z, so that none is misread, and small letters are as good as large
ones. They are no secret: who follows one still sees only what they may see.
"""

import re
from enum import Enum
from typing import NamedTuple

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "Z": "2", "-": None, " ": None})
PRIME = len(ALPHABET)  # 31: only with a prime is every single mistake noticed
LONGEST = 13
ON_A_LABEL = re.compile(r"/l/([0-9A-Za-z-]{3,16})/?$")


class Kind(Enum):
    """What a label is on; the value is its first letter."""

    DEVICE = "D"
    WORKSTATION = "A"


class Thing(NamedTuple):
    """What a code names."""

    kind: Kind
    key: int


def code_of(kind: Kind, key: int) -> str:
    """The code of a row, such as „D1R7“."""
    digits = ""
    rest = key
    while rest:
        rest, digit = divmod(rest, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    body = kind.value + (digits or "0")
    return body + _check(body)


def thing_of(code: str) -> Thing | None:
    """What a code names; None where its check does not hold or it is none of ours."""
    tidy = code.upper().translate(MISREAD)
    if not 3 <= len(tidy) <= LONGEST or any(sign not in ALPHABET for sign in tidy):
        return None
    body, check = tidy[:-1], tidy[-1]
    if _check(body) != check or body[0] not in {kind.value for kind in Kind}:
        return None
    key = 0
    for sign in body[1:]:
        key = key * len(ALPHABET) + ALPHABET.index(sign)
    is_written_as_we_do = body[1:] == "0" or body[1] != "0"
    return Thing(Kind(body[0]), key) if is_written_as_we_do else None


def scanned(read: str) -> Thing | None:
    """What a label names that a camera or scanner read: on labels stand addresses, everything else is a number."""
    match = ON_A_LABEL.search(read)
    return thing_of(match[1]) if match else None


def _check(body: str) -> str:
    """Every single wrong sign and every two that changed places give another check."""
    total = 0
    for place, sign in enumerate(reversed(body), start=1):
        total += pow(3, place, PRIME) * ALPHABET.index(sign)
    return ALPHABET[total % PRIME]
