"""What everybody was answered, and how long it took; written by many threads, read at the end."""

from __future__ import annotations

import threading
from collections import defaultdict

from tools.bench.arithmetic import percentile

HEADINGS = ("step", "times", "median", "95 %", "longest")


class Record:
    """All answers and errors so far."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.taken: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []

    def answered(self, step: str, taken: float) -> None:
        """So many milliseconds."""
        with self._lock:
            self.taken[step].append(taken)

    def failed(self, step: str, why: BaseException) -> None:
        with self._lock:
            self.errors.append(f"{step}: {type(why).__name__}: {why}")

    def all(self) -> list[float]:
        """The times of all steps."""
        with self._lock:
            return [one for times in self.taken.values() for one in times]

    def lines(self) -> list[tuple[str, ...]]:
        """The table, one line for each step and one for all together."""
        steps = [(step, times) for step, times in sorted(self.taken.items()) if times]
        return [line(step, times) for step, times in [*steps, ("all together", self.all())] if times]


def line(step: str, times: list[float]) -> tuple[str, ...]:
    """Middle, tail and worst, in milliseconds."""
    values = (percentile(times, 0.5), percentile(times, 0.95), max(times))
    return (step, f"{len(times):,}", *(f"{value:,.0f}" for value in values))
