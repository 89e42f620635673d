"""How far two words are from each other, and which spelling they share."""

import unicodedata
from functools import lru_cache

SHORT = 4
LONG = 8
UMLAUTS = str.maketrans({"ß": "ss", "ä": "a", "ö": "o", "ü": "u"})


@lru_cache(maxsize=20_000)  # texts say the same words again and again
def plain(word: str) -> str:
    """A word as its stem is written in the index: small letters, no accents, ä and ae as a, ß as ss."""
    word = unicodedata.normalize("NFC", word).lower().replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")
    for before in "aeouq":  # Dauer, Steuer, Frequenz: there it is no umlaut
        word = word.replace(f"{before}ü", f"{before}ue")
    word = word.translate(UMLAUTS)
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def distance(one: str, other: str) -> int:
    """How many letters must be added, left out, exchanged or swapped with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def is_misspelt(word: str, meant: str, *, is_known: bool) -> bool:
    """Whether a word may stand for another one; a word that occurs as it is gets less leeway than one that does not."""
    if word == meant or len(word) < SHORT:
        return False
    if is_known:
        return len(word) > SHORT + 1 and word[0] == meant[0] and distance(word, meant) == 1
    return distance(word, meant) <= (2 if len(word) >= LONG else 1)
