"""Which questions a form asks, without form and database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.conditions import WITHOUT_VALUE, Operator, Rule, Term, asked, holds

KEYS = ["a", "b", "c", "d"]
TEXTS = st.sampled_from(["", "ja", "nein", "3", "2026-11-12"])
terms = st.builds(Term, on=st.sampled_from(KEYS), operator=st.sampled_from(list(Operator)), value=TEXTS)
rules = st.lists(terms, max_size=3).flatmap(
    lambda found: st.builds(Rule, key=st.just(""), terms=st.just(tuple(found)), needs_all=st.booleans())
)
forms = st.lists(rules, min_size=4, max_size=4).map(
    lambda found: [Rule(key, rule.terms, rule.needs_all) for key, rule in zip(KEYS, found, strict=True)]
)
given_answers = st.dictionaries(st.sampled_from(KEYS), st.lists(TEXTS.filter(bool), max_size=2).map(tuple))


@pytest.mark.parametrize(
    ("operator", "value", "answer", "expected"),
    [
        ("is", "Neues Notebook", ("neues  notebook",), True),
        ("is", "ja", (), False),
        ("is", "ja", ("ja", "nein"), False),
        ("is_not", "ja", ("nein",), True),
        ("is_not", "ja", (), True),
        ("contains", "hand", ("Festnetz", "Diensthandy"), True),
        ("contains", "funk", ("Festnetz",), False),
        ("answered", "", ("x",), True),
        ("answered", "", (), False),
        ("unanswered", "", (), True),
        ("unanswered", "", ("x",), False),
        ("at_least", "20", ("100",), True),
        ("at_least", "20", ("3",), False),
        ("at_most", "20", ("20",), True),
        ("at_most", "20", (), False),
        ("at_least", "2026-11-12", ("2026-12-01",), True),
        ("at_most", "2026-11-12", ("2026-12-01",), False),
    ],
)
def test_term_holds(operator: str, value: str, answer: tuple[str, ...], expected: bool) -> None:
    assert holds(Term("a", operator, value), answer) is expected


def test_what_follows_from_something_not_asked_is_not_asked_either() -> None:
    chain = [Rule("a"), Rule("b", (Term("a", "is", "ja"),)), Rule("c", (Term("b", "answered"),))]
    everything = {"a": ("nein",), "b": ("x",), "c": ("y",)}
    assert asked(chain, everything) == {"a": ("nein",)}
    assert asked(chain, everything | {"a": ("ja",)}) == everything | {"a": ("ja",)}


def test_all_or_any() -> None:
    both = (Term("a", "is", "ja"), Term("b", "is", "ja"))
    form = [Rule("a"), Rule("b"), Rule("all", both), Rule("any", both, needs_all=False)]
    assert set(asked(form, {"a": ("ja",), "b": ("nein",)})) == {"a", "b", "any"}


@given(forms, given_answers)
def test_only_earlier_answers_decide(form: list[Rule], answers: dict[str, tuple[str, ...]]) -> None:
    """Whatever the conditions say, also in circles or on what comes later: an answer changes nothing before it."""
    shown = asked(form, answers)
    for place, rule in enumerate(form):
        earlier = {one.key for one in form[:place]}
        without = asked(form, {key: value for key, value in answers.items() if key in earlier})
        assert (rule.key in shown) == (rule.key in without)
    assert all(shown[key] == answers.get(key, ()) for key in shown)


@given(forms, given_answers)
def test_what_is_asked_is_asked_because_its_terms_hold(form: list[Rule], answers: dict[str, tuple[str, ...]]) -> None:
    shown = asked(form, answers)
    for place, rule in enumerate(form):
        earlier = {one.key for one in form[:place]}
        found = [term.on in earlier and holds(term, shown.get(term.on, ())) for term in rule.terms]
        assert (rule.key in shown) == (not found or (all(found) if rule.needs_all else any(found)))


def test_every_operator_compares_or_says_that_it_does_not() -> None:
    for operator in Operator:
        told_apart = holds(Term("a", operator, "1"), ("1",)) != holds(Term("a", operator, "2"), ("1",))
        assert told_apart is (operator not in (*WITHOUT_VALUE, Operator.AT_MOST)), operator
