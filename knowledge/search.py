"""Which articles say what somebody looks for or writes: by stems of words, parts of compounds and nearly the same spelling."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from knowledge.models import Article, ArticleWord
from knowledge.querysets import ArticleQuerySet
from ui.nearness import is_misspelt

MOST_CHARACTERS = 2000
MOST_ROWS = 4000
"""So many places of words are weighed: a word that stands in more articles tells none of them from the others."""
MOST_FOUND = 200
FEWEST_CHARACTERS = 2  # „PC“
ENOUGH = 3.0
"""A suggestion needs a word of the title or several of the text; one word of the text alone is chance."""
LONG_ENOUGH = 6
"""Letters of a stem from which on a suggestion may rest on a misspelt word."""
LEAST_RARE = 0.5
OF_ITS_APPLICATION = 2.0
"""How much more an article counts that is about the Fachverfahren in question."""
AS_IT_IS, BEGINNING, IN_A_COMPOUND, PART_OF_IT, MISSPELT = 1.0, 0.8, 0.6, 0.5, 0.4
"""How sure it is that a word of an article is the one that was meant."""


class Meant(NamedTuple):
    """One word that was typed: the words of articles that may stand for it, and how sure that is."""

    stem: str
    words: dict[str, float]


def understood(text: str) -> list[Meant]:
    """What somebody typed, with the words of all articles that may stand for it; one query."""
    text = " ".join(text.replace("\x00", " ").split())[:MOST_CHARACTERS]
    if len(text) < FEWEST_CHARACTERS:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT stem, longer, shorter, near FROM knowledge_expand(%s)", [text])
        return [_meant(*row) for row in cursor.fetchall()]


def _meant(stem: str, longer: list[str], shorter: list[str], near: list[str]) -> Meant:
    words = {word: MISSPELT for word in near if is_misspelt(stem, word, is_known=stem in longer)}
    words |= dict.fromkeys(shorter, PART_OF_IT)
    words |= {word: BEGINNING if word.startswith(stem) else IN_A_COMPOUND for word in longer}
    if stem in words:
        words[stem] = AS_IT_IS
    return Meant(stem, words)


def _surely(meant: Meant) -> Meant:
    """Without words that a short one may only have been misspelt for: whoever writes means most words as they are."""
    if len(meant.stem) >= LONG_ENOUGH:
        return meant
    return Meant(meant.stem, {word: sureness for word, sureness in meant.words.items() if sureness > MISSPELT})


def found(articles: ArticleQuerySet, text: str) -> list[Article]:
    """Of these articles those that say the most of the words, the best first; three queries."""
    return _in_order(articles, found_keys(articles, text))


def found_keys(articles: ArticleQuerySet, text: str) -> list[int]:
    """The keys of what `found` finds; two queries."""
    scores = _scores(articles, understood(text))
    most = max((len(of_words) for of_words in scores.values()), default=0)
    best = Counter({key: sum(of_words) for key, of_words in scores.items() if len(of_words) == most})
    return [key for key, _ in best.most_common(MOST_FOUND)]


def suggested(articles: ArticleQuerySet, text: str, *, most: int, application: int | None = None) -> list[Article]:
    """Of these articles the few that fit what somebody writes; none, rather than one that only shares a word."""
    meant = [one for one in (_surely(one) for one in understood(text)) if one.words]
    scores = {key: sum(of_words) for key, of_words in _scores(articles, meant).items()}
    if application:
        about = Article.applications.through.objects.filter(specialistapplication=application)
        own = articles.filter(pk__in=about.values("article")).values_list("pk", flat=True)
        for key in own[:MOST_FOUND]:
            scores[key] = scores.get(key, ENOUGH / OF_ITS_APPLICATION) * OF_ITS_APPLICATION
    best = Counter({key: score for key, score in scores.items() if score >= ENOUGH})
    return _in_order(articles, [key for key, _ in best.most_common(most)])


def _scores(articles: ArticleQuerySet, meant: list[Meant]) -> dict[int, list[float]]:
    """For each article how much each word counts that it says; a word that many articles say counts less."""
    places = (
        ArticleWord.objects.filter(
            word__in={word for one in meant for word in one.words}, article__in=articles.order_by()
        )
        .order_by("-weight", "article")
        .values_list("article", "word", "weight")[:MOST_ROWS]
        if meant
        else ()
    )
    said: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for article, word, weight in places:
        said[word].append((article, weight))
    scores: dict[int, list[float]] = defaultdict(list)
    for one in meant:
        for article, score in _best(one, said):
            scores[article].append(score)
    return scores


def _best(meant: Meant, said: dict[str, list[tuple[int, int]]]) -> Iterable[tuple[int, float]]:
    best: dict[int, float] = {}
    for word, sureness in meant.words.items():
        for article, weight in said.get(word, ()):
            best[article] = max(best.get(article, 0.0), weight * sureness)
    rareness = max(LEAST_RARE, 1 / (1 + len(best) / 25))
    return ((article, score * rareness) for article, score in best.items())


def _in_order(articles: ArticleQuerySet, keys: list[int]) -> list[Article]:
    rows = articles.in_bulk(keys) if keys else {}
    return [rows[key] for key in keys if key in rows]
