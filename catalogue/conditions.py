"""Which fields of a form are asked, by what was answered before. Pure, without database; the server decides by it.

An answer is a tuple of texts: empty without an answer, several where several were chosen. What is not asked has no
answer, so that a field which follows from it is not asked either. Only what stands earlier counts, so nothing can go in
circles. frontend/js/conditions.js mirrors this while somebody types.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import models

Answer = tuple[str, ...]


class Operator(models.TextChoices):
    """What is asked of an earlier answer."""

    IS = "is", "ist"
    IS_NOT = "is_not", "ist nicht"
    CONTAINS = "contains", "enthält"
    ANSWERED = "answered", "ist ausgefüllt"
    UNANSWERED = "unanswered", "ist nicht ausgefüllt"
    AT_LEAST = "at_least", "ist mindestens"
    AT_MOST = "at_most", "ist höchstens"


WITHOUT_VALUE = (Operator.ANSWERED, Operator.UNANSWERED)
"""What compares an answer with nothing."""


class Term(NamedTuple):
    """One condition: the key of the earlier field, what is asked of its answer, and the value it is compared with."""

    on: str
    operator: str
    value: str = ""


class Rule(NamedTuple):
    """When one field is asked: if all or any of its terms hold; without terms always."""

    key: str
    terms: tuple[Term, ...] = ()
    needs_all: bool = True


def holds(term: Term, answer: Answer) -> bool:
    """Whether an answer is as a term wants it; letter case and blanks around do not matter."""
    return COMPARED[Operator(term.operator)]([_plain(text) for text in answer], _plain(term.value))


def is_asked(rule: Rule, answers: Mapping[str, Answer]) -> bool:
    """Whether a field is asked, by the answers that were asked before it."""
    found = [holds(term, answers[term.on]) if term.on in answers else False for term in rule.terms]
    return not found or (all(found) if rule.needs_all else any(found))


def asked(rules: Iterable[Rule], given: Mapping[str, Answer]) -> dict[str, Answer]:
    """The fields that are asked, in the order of the form, each with its answer; what was given for others is left out."""
    before: dict[str, Answer] = {}
    shown: dict[str, Answer] = {}
    for rule in rules:
        if is_asked(rule, before):
            shown[rule.key] = given.get(rule.key, ())
        before[rule.key] = shown.get(rule.key, ())
    return shown


YES_NO = ("ja", "nein")
ROWS = ("person", "workstation", "application", "place")
READ: dict[str, tuple[Callable[[str], object], str]] = {
    "number": (float, "Bitte eine Zahl angeben."),
    "day": (date.fromisoformat, "Bitte einen Tag in der Form 2026-12-31 angeben."),
}
"""Kinds whose answers stand in an order: how a value is read, and what is said of one that cannot be."""


def obstacle(operator: str, value: str, *, kind: str, options: Sequence[str]) -> str:
    """Why an answer of this kind never is as a condition wants it, in a sentence; empty if it can be.

    `kind` is one of FormField.Kind, `options` what can be chosen.
    """
    if operator in WITHOUT_VALUE or not value:
        return ""
    if kind in ROWS:
        return "Hier zählt nur, ob sie ausgefüllt ist."
    if operator in (Operator.AT_LEAST, Operator.AT_MOST) and kind not in READ:
        return "„ist mindestens“ und „ist höchstens“ gelten nur für Zahlen und Tage."
    if kind in READ:
        read, said = READ[kind]
        return "" if _reads(read, value) else said
    choices = YES_NO if kind == "yes_no" else options if kind in ("one_of", "some_of") else ()
    term = Term("", Operator.CONTAINS if operator == Operator.CONTAINS else Operator.IS, value)
    if not choices or any(holds(term, (choice,)) for choice in choices):
        return ""
    named = ", ".join(f"„{choice}“" for choice in choices)
    return f"„{value}“ steht nicht zur Auswahl. Möglich sind: {named}."


def _reads(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _compare(given: str, wanted: str) -> float:
    """Below, at or above zero: as numbers where both are, else as texts; days are written so that they stand in order."""
    try:
        return float(given) - float(wanted)
    except ValueError:
        return (given > wanted) - (given < wanted)


COMPARED: dict[Operator, Callable[[list[str], str], bool]] = {
    Operator.IS: lambda given, wanted: given == [wanted],
    Operator.IS_NOT: lambda given, wanted: given != [wanted],
    Operator.CONTAINS: lambda given, wanted: any(wanted in text for text in given),
    Operator.ANSWERED: lambda given, wanted: bool(given),
    Operator.UNANSWERED: lambda given, wanted: not given,
    Operator.AT_LEAST: lambda given, wanted: bool(given) and _compare(given[0], wanted) >= 0,
    Operator.AT_MOST: lambda given, wanted: bool(given) and _compare(given[0], wanted) <= 0,
}
"""How each operator compares an answer with a value, both already made plain."""
