"""What somebody looks for, as the database understands it."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.contrib.postgres.search import SearchQuery
from django.db import connection

from ui.nearness import is_misspelt, plain

MOST_CHARACTERS = 2000
SHORTEST_BEGINNING = 5
"""So many digits name few enough numbers that begin with them."""


@dataclass(frozen=True)
class Word:
    """A stem that is looked for, and the stems that stand for it: those that contain it, and nearly the same ones."""

    stem: str
    others: tuple[str, ...] = ()
    often: int = 0  # in how many reports the stem stands, about; 0 where that is not known
    often_somehow: int = 0

    @cached_property
    def plain_stem(self) -> str:
        """The stem without umlauts and accents."""
        return plain(self.stem)

    @cached_property
    def plain_others(self) -> frozenset[str]:
        """The others without umlauts and accents."""
        return frozenset(plain(other) for other in self.others)

    def as_it_is(self, where: str = "") -> str:
        """The stem alone; `where` names the weights of the places that count."""
        return f"{_quoted(self.stem)}:{where}" if where else _quoted(self.stem)

    def somehow(self, where: str = "") -> str:
        """The stem, the words that contain it, and misspelt ones; of a number also those that begin with it."""
        return "(" + " | ".join(self.each(where)) + ")"

    def each(self, where: str = "") -> list[str]:
        """The same, one by one."""
        is_number = self.stem.isdigit() and len(self.stem) >= SHORTEST_BEGINNING
        stems = [(self.stem, f"*{where}" if is_number else where), *((other, where) for other in self.others)]
        return [f"{_quoted(stem)}:{flags}" if flags else _quoted(stem) for stem, flags in stems]


class Queries(NamedTuple):
    """What is looked for as PostgreSQL writes it, one query for each word, and in how many reports each of them stands."""

    texts: list[str]
    often: list[int]


@dataclass(frozen=True)
class Sought:
    """All words that are looked for; a report must have every one."""

    text: str
    words: tuple[Word, ...]

    def __bool__(self) -> bool:
        return bool(self.words)

    @cached_property
    def said(self) -> dict[str, bool]:
        """Words of texts that were looked at for this search, and whether they are meant; filled by whoever marks them."""
        return {}

    @property
    def has_others(self) -> bool:
        """Whether anything but the words themselves may be meant."""
        return any(word.each() != [word.as_it_is()] for word in self.words)

    @property
    def typed(self) -> Queries:
        """Every word as it was typed."""
        return Queries([word.as_it_is() for word in self.words], [word.often for word in self.words])

    @property
    def meant(self) -> Queries:
        """Every word somehow."""
        return Queries([word.somehow() for word in self.words], [word.often_somehow for word in self.words])

    def as_it_is(self, where: str = "") -> str:
        """Every word as it was typed, apart from its ending."""
        return " & ".join(word.as_it_is(where) for word in self.words)

    def somehow(self, where: str = "") -> str:
        """Every word, as part of a longer one and misspelt too."""
        return " & ".join(word.somehow(where) for word in self.words)


def understood(text: str) -> Sought:
    """What a person typed, with the words of all reports that may stand for it; one query."""
    text = " ".join(text.replace("\x00", " ").split())[:MOST_CHARACTERS]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM search_expand(%s)", [text])
        return Sought(text, tuple(_word(*row) for row in cursor.fetchall()))


def _word(stem: str, parts: list[str], parts_often: list[int], near: list[str], near_often: list[int]) -> Word:
    often: dict[str, int] = {}  # a new word may stand twice until the night
    for word, power in zip([*parts, *near], [*parts_often, *near_often], strict=True):
        often[word] = max(often.get(word, 0), _reports(power))
    misspelt = [other for other in near if is_misspelt(stem, other, is_known=bool(parts))]
    others = tuple(dict.fromkeys(other for other in (*parts, *misspelt) if other != stem))
    return Word(stem, others, often.get(stem, 0), sum(often.get(one, 0) for one in (stem, *others)))


def _reports(power: int) -> int:
    """The middle of what a power of two stands for; new words have the power 0 until they are counted at night."""
    return 3 * 2 ** (power - 1) if power else 0


def query(text: str) -> SearchQuery:
    """Stems are what they are: nothing makes stems of them again."""
    return SearchQuery(text, config="simple", search_type="raw")


def _quoted(stem: str) -> str:
    escaped = stem.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def forget_unused_words() -> int:
    """Take out word stems that no report says any more, such as removed names, and those that are there twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_tidy_words()")
        removed: int = cursor.fetchone()[0]
    return removed
