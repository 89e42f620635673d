"""Sharing to the cent: whatever is shared sums to what was there, and nobody with less bears more."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharing.allocation import NoBasisError, Part, allocate, mixed, share_amount, to_cents

CENTS = st.integers(-10_000_000_00, 10_000_000_00)
WEIGHTS = st.dictionaries(st.integers(1, 10_000), st.integers(0, 500_000), min_size=1, max_size=40).filter(
    lambda weights: any(weights.values())
)


@given(CENTS, WEIGHTS)
def test_shares_sum_to_the_amount(cents: int, weights: dict[int, int]) -> None:
    assert sum(allocate(cents, weights).values()) == cents


@given(CENTS, WEIGHTS)
def test_share_is_less_than_a_cent_from_its_quota(cents: int, weights: dict[int, int]) -> None:
    total = sum(weights.values())
    for key, share in allocate(cents, weights).items():
        assert abs(share - Fraction(cents * weights[key], total)) < 1


@given(CENTS, WEIGHTS, st.randoms(use_true_random=False))
def test_order_of_the_rows_decides_nothing(cents: int, weights: dict[int, int], random: Random) -> None:
    rows = list(weights.items())
    random.shuffle(rows)
    assert allocate(cents, dict(rows)) == allocate(cents, weights)


@given(st.integers(0, 10_000_000_00), WEIGHTS)
def test_who_has_less_never_bears_more(cents: int, weights: dict[int, int]) -> None:
    shares = allocate(cents, weights)
    ranked = sorted(weights, key=lambda key: weights[key])
    for less, more in pairwise(ranked):
        if weights[less] < weights[more]:
            assert shares[less] <= shares[more]


@given(CENTS, WEIGHTS)
def test_zero_weight_bears_nothing(cents: int, weights: dict[int, int]) -> None:
    shares = allocate(cents, weights)
    assert all(shares[key] == 0 for key, weight in weights.items() if not weight)


@given(CENTS, WEIGHTS)
def test_credit_is_shared_like_a_cost(cents: int, weights: dict[int, int]) -> None:
    assert allocate(-cents, weights) == {key: -share for key, share in allocate(cents, weights).items()}


@given(st.integers(0, 10_000_00), WEIGHTS, st.integers(2, 9))
def test_only_the_proportion_of_weights_counts(cents: int, weights: dict[int, int], times: int) -> None:
    assert allocate(cents, {key: weight * times for key, weight in weights.items()}) == allocate(cents, weights)


@given(CENTS, WEIGHTS, WEIGHTS, st.integers(1, 999))
def test_mixed_key_sums_to_the_amount_and_is_exact(
    cents: int, first: dict[int, int], second: dict[int, int], per_mille: int
) -> None:
    weights = mixed([Part(per_mille, first), Part(1000 - per_mille, second)])
    assert sum(allocate(cents, weights).values()) == cents
    total = sum(weights.values())
    for key in {*first, *second}:
        quota = Fraction(per_mille * first.get(key, 0), 1000 * sum(first.values()))
        quota += Fraction((1000 - per_mille) * second.get(key, 0), 1000 * sum(second.values()))
        assert Fraction(weights[key], total) == quota


def test_thirds_of_a_euro() -> None:
    assert share_amount(Decimal("1.00"), {3: 1, 1: 1, 2: 1}) == {
        1: Decimal("0.34"),
        2: Decimal("0.33"),
        3: Decimal("0.33"),
    }
    assert share_amount(Decimal("-1.00"), {1: 1, 2: 1, 3: 1})[1] == Decimal("-0.34")


def test_largest_remainder_gets_the_cent() -> None:
    assert allocate(100, {1: 1, 2: 2, 3: 4}) == {1: 14, 2: 29, 3: 57}  # 14,29 and 28,57 and 57,14


def test_part_of_a_mixed_key_is_shared_by_its_own_basis() -> None:
    users, equal = {1: 30, 2: 10}, {1: 1, 2: 1}
    assert share_amount(Decimal("1000.00"), mixed([Part(600, users), Part(400, equal)])) == {
        1: Decimal("650.00"),
        2: Decimal("350.00"),
    }


def test_nothing_to_share_by_is_an_error_of_its_own() -> None:
    for weights in ({}, {1: 0, 2: 0}):
        with pytest.raises(NoBasisError):
            allocate(100, weights)
    with pytest.raises(NoBasisError):
        mixed([Part(500, {1: 1}), Part(500, {1: 0})])


def test_what_is_no_weight_and_no_cent_is_refused() -> None:
    with pytest.raises(ValueError, match="never negative"):
        allocate(100, {1: -1, 2: 2})
    with pytest.raises(ValueError, match="parts of a cent"):
        to_cents(Decimal("0.005"))
    with pytest.raises(ValueError, match="make a thousand"):
        mixed([Part(500, {1: 1})])
