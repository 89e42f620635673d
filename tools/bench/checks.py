"""Figures that are no row of the table: memory, start-up, page weight, and what the parts of the bench look at."""

from __future__ import annotations

from dataclasses import dataclass

from tools.bench import figures
from tools.bench.arithmetic import percentile

HEADINGS = ("what", "found", "figure", "")


@dataclass(frozen=True)
class Check:
    """Something that was looked at: what was found, what is demanded (nothing where it only informs), whether it is kept."""

    words: str
    found: str
    demanded: str = ""
    is_kept: bool = True

    @property
    def cells(self) -> tuple[str, ...]:
        verdict = "" if not self.demanded else "kept" if self.is_kept else "MISSED"
        return self.words, self.found, self.demanded, verdict


def of_memory(name: str, start: float, end: float) -> Check:
    """All processes of a server, when warm and at the end; ours has to stay small and flat."""
    words, found = f"memory of {name}, warm → end", f"{start:,.0f} → {end:,.0f} MiB"
    if name != "ours":
        return Check(words, found)
    is_kept = end <= figures.MEMORY and end - start <= figures.FLAT
    return Check(words, found, f"≤ {figures.MEMORY} MiB, ≤ {figures.FLAT} MiB more", is_kept)


def of_start_up(times: list[float]) -> Check:
    """The quickest of several starts, since others disturb and nobody helps."""
    least = min(times)
    found = f"{least:,.0f} ms (of {len(times)}; in the middle {percentile(times, 0.5):,.0f})"
    return Check("start-up to the first page", found, f"≤ {figures.START_UP:,} ms", least <= figures.START_UP)
