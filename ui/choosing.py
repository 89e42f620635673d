"""Choosing one of very many rows: a selection list with a search above it, and the answer to what is typed there."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ui.containing import containing
from ui.forms import SearchedSelect

MOST = 20
MOST_WORDS = 4


class Choice(NamedTuple):
    """One kind of rows to choose from: which ones within a scope, by which fields they are found, how they are named."""

    rows: Callable[..., QuerySet[Any]]
    found_by: tuple[str, ...]
    in_words: Callable[[Any], str] = str
    none: str = "Bitte wählen"

    def search(self, words: str, *scope: Any) -> list[tuple[Any, str]]:
        """The first rows of the scope in which every word is found."""
        rows = containing(self.rows(*scope), words, self.found_by, most=MOST_WORDS)
        return [(row.pk, self.in_words(row)) for row in rows[:MOST]]


def let_search(form: Any, name: str, choice: Choice, url: str, *scope: Any) -> None:
    """Put a search above one field of a form; offered at first are a few rows, and the chosen one."""
    field = form.fields[name]
    field.label_from_instance = choice.in_words
    field.widget = SearchedSelect(url, label=str(field.label))
    field.widget.is_required = field.required
    offered = choice.search("", *scope)
    chosen = form[name].value()
    if chosen and str(chosen).isdecimal() and int(chosen) not in dict(offered):
        offered += [(row.pk, choice.in_words(row)) for row in field.queryset.filter(pk=int(chosen))]
    field.choices = [("", choice.none), *offered]


def answer(request: HttpRequest, choice: Choice, *scope: Any) -> HttpResponse:
    """The options that match what was typed."""
    words = request.GET.get("q", "").strip()
    found = choice.search(words, *scope)
    return options(request, words, found, none=choice.none, is_cut=len(found) == MOST)


def options(request: HttpRequest, words: str, found: list[tuple[Any, str]], *, none: str, is_cut: bool) -> HttpResponse:
    """What was found, for the list below the search; `is_cut` when there may be more."""
    return render(request, "ui/_choices.html", {"found": found, "words": words, "none": none, "is_cut": is_cut})
