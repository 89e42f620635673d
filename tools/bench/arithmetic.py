"""The bench's own arithmetic: middle and tail of what was measured, over passes on a machine with moods."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

Passes = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Timing:
    """What one page took, in milliseconds: of the pass with the lowest median, since a machine disturbs and never helps."""

    median: float
    tail: float
    per_second: float


def timing(passes: Passes) -> Timing | None:
    """Of all passes the quietest one; nothing where nothing was measured."""
    measured = [times for times in passes if times]
    if not measured:
        return None
    best = min(measured, key=statistics.median)
    return Timing(statistics.median(best), percentile(best, 0.95), 1000 * len(best) / sum(best))


def ratio(passes: Passes, others: Passes) -> float | None:
    """How many times as long as what was asked beside it: the middle of all rounds, each told from its own neighbour.

    A mood of the machine that lasts longer than two requests slows both, and takes no part.
    """
    told = [
        one / beside
        for times, times_beside in zip(passes, others, strict=False)
        for one, beside in zip(times, times_beside, strict=False)
    ]
    return statistics.median(told) if told else None


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share of all lies, between two values in proportion."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def pace() -> float:
    """How quick the machine is just now, since shared ones have their moods: milliseconds for a million additions."""
    start = time.perf_counter()
    total = 0
    for number in range(1_000_000):
        total += number
    return (time.perf_counter() - start) * 1000
