"""An amount shared to the cent: whole cents over whole weights by largest remainder, and keys mixed of several bases.

Pure arithmetic with whole numbers, no fraction of a cent is ever rounded away: what is shared out sums to what was there.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from math import prod
from typing import Any, NamedTuple, TypeVar

WHOLE = 1000
"""The parts of a mixed key are given in per mille."""

Key = TypeVar("Key", bound=Hashable)


class NoBasisError(ValueError):
    """Nobody has any weight, so that there is nothing to share an amount by."""


class Part(NamedTuple):
    """So many per mille of an amount are shared by these weights."""

    per_mille: int
    weights: Mapping[Any, int]


def allocate(cents: int, weights: Mapping[Key, int]) -> dict[Key, int]:
    """Whole cents shared over weights by largest remainder.

    Everybody gets the whole cents of their quota, and the cents that are left go one by one to the largest remainders. Of
    equal remainders the larger weight comes first, then the smaller key, so that the order of the rows decides nothing. A
    credit is shared like the same cost, with the sign turned.
    """
    if any(weight < 0 for weight in weights.values()):
        raise ValueError("A weight is never negative.")
    total = sum(weights.values())
    if not total:
        raise NoBasisError("All weights are zero.")
    sign, amount = (-1, -cents) if cents < 0 else (1, cents)
    shares = {key: amount * weight // total for key, weight in weights.items()}
    rest = amount - sum(shares.values())
    ranked: list[Any] = sorted(weights, key=lambda key: (-(amount * weights[key] % total), -weights[key], key))
    for key in ranked[:rest]:
        shares[key] += 1
    return {key: sign * share for key, share in shares.items()}


def share_amount(amount: Decimal, weights: Mapping[Key, int]) -> dict[Key, Decimal]:
    """An amount of money shared over weights; the shares sum to it exactly."""
    return {key: to_amount(cents) for key, cents in allocate(to_cents(amount), weights).items()}


def mixed(parts: Sequence[Part]) -> dict[Any, int]:
    """One weight for everybody from several bases, exact because all bases are brought to one denominator.

    So an amount is rounded once and not once for each basis, and who has more of everything never pays less.
    """
    if sum(part.per_mille for part in parts) != WHOLE or any(part.per_mille <= 0 for part in parts):
        raise ValueError("The parts of a key are positive and make a thousand.")
    totals = [sum(part.weights.values()) for part in parts]
    if not all(totals):
        raise NoBasisError("All weights of a part are zero.")
    common = prod(totals)
    keys = _keys_of(part.weights for part in parts)
    return {
        key: sum(
            part.per_mille * part.weights.get(key, 0) * (common // total)
            for part, total in zip(parts, totals, strict=True)
        )
        for key in keys
    }


def to_cents(amount: Decimal) -> int:
    """An amount in whole cents; one with parts of a cent is refused."""
    cents = amount * 100
    if cents != int(cents):
        raise ValueError("An amount has no parts of a cent.")
    return int(cents)


def to_amount(cents: int) -> Decimal:
    """Whole cents as an amount with two places."""
    return Decimal(cents).scaleb(-2)


def _keys_of(maps: Iterable[Mapping[Any, int]]) -> list[Any]:
    return list(dict.fromkeys(key for one in maps for key in one))
