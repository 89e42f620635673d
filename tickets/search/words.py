"""What somebody looks for, as the database understands it."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db import connection

from tickets.search.nearness import is_misspelt

MOST_CHARACTERS = 2000
SHORTEST_BEGINNING = 3
FEWEST_SHARED_WORDS = 2


@dataclass(frozen=True)
class Word:
    """A stem that is looked for, and the stems that stand for it: compounds that contain it, and nearly the same ones."""

    stem: str
    others: tuple[str, ...] = ()

    @property
    def as_it_is(self) -> str:
        return _quoted(self.stem)

    @property
    def somehow(self) -> str:
        """The stem, words that begin with it, compounds, and misspelt ones."""
        beginning = ":*" if len(self.stem) >= SHORTEST_BEGINNING else ""
        return " | ".join([f"{_quoted(self.stem)}{beginning}", *map(_quoted, self.others)])


@dataclass(frozen=True)
class Sought:
    """All words that are looked for; a report must have every one."""

    text: str
    words: tuple[Word, ...]

    def __bool__(self) -> bool:
        return bool(self.words)

    def as_it_is(self) -> SearchQuery:
        """Every word as it was typed, apart from its ending."""
        return _query(" & ".join(word.as_it_is for word in self.words))

    def somehow(self) -> SearchQuery:
        """Every word, as part of a longer one and misspelt too."""
        return _query(" & ".join(f"({word.somehow})" for word in self.words))

    def any_of_them(self) -> SearchQuery:
        """At least one word."""
        return _query(" | ".join(word.somehow for word in self.words))


def understood(text: str) -> Sought:
    """What a person typed, with the words of all reports that may stand for it; one query."""
    text = " ".join(text.replace("\x00", " ").split())[:MOST_CHARACTERS]
    with connection.cursor() as cursor:
        cursor.execute("SELECT stem, parts, near FROM search_expand(%s)", [text])
        return Sought(text, tuple(_word(*row) for row in cursor.fetchall()))


def _word(stem: str, parts: list[str], near: list[str]) -> Word:
    is_known = bool(parts)
    misspelt = [other for other in near if is_misspelt(stem, other, is_known=is_known)]
    return Word(stem, tuple(dict.fromkeys(other for other in (*parts, *misspelt) if other != stem)))


def _query(text: str) -> SearchQuery:
    return SearchQuery(text, config="simple", search_type="raw")


def _quoted(stem: str) -> str:
    escaped = stem.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
