"""The restart order as arithmetic: promises that hold for every stock, and the cases that people ask about."""

import random

from hypothesis import given
from hypothesis import strategies as st

from continuity.restart import Thing, reached, restart_order

KEYS = st.integers(0, 12)
RANKS = st.one_of(st.none(), st.integers(1, 6))


@st.composite
def stocks(draw: st.DrawFn) -> tuple[list[Thing], list[tuple[int, int]]]:
    """Some things with or without rank, and what they need; circles and needs of oneself included."""
    ranks = draw(st.dictionaries(KEYS, RANKS, max_size=12))
    names = draw(st.lists(st.sampled_from("abc"), min_size=len(ranks), max_size=len(ranks)))
    needs = draw(st.lists(st.tuples(KEYS, KEYS), max_size=30))
    return [Thing(key, rank, name) for (key, rank), name in zip(ranks.items(), names, strict=True)], needs


@given(stocks())
def test_everything_is_started_once(stock: tuple[list[Thing], list[tuple[int, int]]]) -> None:
    things, needs = stock
    started = [key for step in restart_order(things, needs) for key in step.keys]
    assert sorted(started) == sorted(thing.key for thing in things)


@given(stocks())
def test_nothing_is_started_before_what_it_needs(stock: tuple[list[Thing], list[tuple[int, int]]]) -> None:
    things, needs = stock
    place = {key: step.number for step in restart_order(things, needs) for key in step.keys}
    for source, target in needs:
        if source in place and target in place:
            known = [pair for pair in needs if pair[0] in place and pair[1] in place]
            in_one_circle = source in reached([target], known)
            assert place[target] < place[source] or (place[target] == place[source] and in_one_circle)


@given(stocks())
def test_a_circle_holds_exactly_what_needs_each_other(stock: tuple[list[Thing], list[tuple[int, int]]]) -> None:
    things, needs = stock
    keys = {thing.key for thing in things}
    known = [pair for pair in needs if set(pair) <= keys]
    for step in restart_order(things, needs):
        for key in step.keys:
            assert {other for other in reached([key], known) if key in reached([other], known)} == set(step.keys)


@given(st.dictionaries(KEYS, RANKS))
def test_without_needs_the_order_is_by_rank(ranks: dict[int, int | None]) -> None:
    steps = restart_order([Thing(key, rank) for key, rank in ranks.items()], [])
    found = [ranks[key] for step in steps for key in step.keys]
    assert found == sorted(found, key=lambda rank: (rank is None, rank))


@given(stocks(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    stock: tuple[list[Thing], list[tuple[int, int]]], chance: random.Random
) -> None:
    things, needs = stock
    before = restart_order(things, needs)
    chance.shuffle(things)
    chance.shuffle(needs)
    assert restart_order(things, needs) == before


@given(stocks())
def test_the_rank_that_counts_is_the_best_of_all_that_need_it(
    stock: tuple[list[Thing], list[tuple[int, int]]],
) -> None:
    things, needs = stock
    ranks = {thing.key: thing.rank for thing in things}
    known = [(source, target) for source, target in needs if source in ranks and target in ranks]
    back = [(target, source) for source, target in known]
    for step in restart_order(things, needs):
        for key in step.keys:
            best = min((ranks[one] for one in reached([key], back) if ranks[one] is not None), default=None)
            reason = step.because[key]
            assert (reason.rank if best is not None else None) == best
            if best is not None:
                assert ranks[reason.owner] == best


def test_a_server_comes_before_the_urgent_that_needs_it_and_says_why() -> None:
    steps = restart_order([Thing(1, 5, "Kfz"), Thing(2, 1, "Telefonie"), Thing(3, None, "Server")], [(2, 3), (1, 3)])
    assert [step.keys for step in steps] == [(3,), (2,), (1,)]
    reason = steps[0].because[3]
    assert (reason.rank, reason.owner, reason.through) == (1, 2, 2)


def test_the_reason_names_what_lies_between() -> None:
    steps = restart_order([Thing(1, 1, "Kfz"), Thing(2, None, "Datenbank"), Thing(3, None, "Netz")], [(1, 2), (2, 3)])
    reason = steps[0].because[3]
    assert (reason.owner, reason.through) == (1, 2)


def test_equal_ranks_go_by_need_and_then_by_name() -> None:
    things = [Thing(1, 2, "Zensus"), Thing(2, 2, "Archiv"), Thing(3, 2, "Bau")]
    assert [step.keys[0] for step in restart_order(things, [(2, 1)])] == [3, 1, 2]


def test_a_circle_stays_together_and_takes_its_best_rank() -> None:
    things = [Thing(1, None, "Verzeichnis"), Thing(2, 1, "Namensdienst"), Thing(3, 2, "Post")]
    steps = restart_order(things, [(1, 2), (2, 1), (3, 1)])
    assert [step.keys for step in steps] == [(1, 2), (3,)] or [step.keys for step in steps] == [(2, 1), (3,)]
    assert steps[0].is_circle
    assert not steps[1].is_circle


def test_thousands_of_needs_in_a_row_are_no_trouble() -> None:
    things = [Thing(key) for key in range(5000)]
    steps = restart_order(things, [(key, key + 1) for key in range(4999)])
    assert steps[0].keys == (4999,)
