"""Figures that are no row of the table: memory, start-up, page weight, and what the parts of the bench look at."""

from __future__ import annotations

from dataclasses import dataclass

from tools.bench import figures
from tools.bench.servers import Memory

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


def of_memory(name: str, start: Memory, end: Memory) -> Check:
    """All processes of a server, when warm and at the end; ours has to stay small and flat.

    Small is what the machine gives at the end, flat what is resident: a page that is shared no longer is nothing new.
    """
    words = f"memory of {name}, warm → end"
    found = f"{start.taken:,.0f} → {end.taken:,.0f} MiB (resident {start.resident:,.0f} → {end.resident:,.0f})"
    if name != "ours":
        return Check(words, found)
    is_kept = end.taken <= figures.MEMORY and end.resident - start.resident <= figures.FLAT
    return Check(words, found, f"≤ {figures.MEMORY} MiB, ≤ {figures.FLAT} MiB more", is_kept)


def of_start_up(starts: list[tuple[float, float]]) -> Check:
    """The quickest of several starts, since others disturb and nobody helps; beside it what it took of a processor."""
    least, processor = min(starts)
    found = f"{least:,.0f} ms (least of {len(starts)}), {processor:,.0f} ms of a processor"
    return Check("start-up to the first page", found, f"≤ {figures.START_UP:,} ms", least <= figures.START_UP)


def of_the_bare_view(median: float, processor: float | None) -> Check:
    """What all ratios are told from."""
    return Check(
        "the bare view", f"{median:.1f} ms" + (f", {processor:.1f} ms of it on a processor" if processor else "")
    )


def of_a_file(words: str, first_byte: float, whole: float, more: float) -> Check:
    """Whether a file comes row by row: long before its end its beginning is there, and the memory hardly grows."""
    return Check(f"{words}: streamed", f"first byte {first_byte:,.0f} ms, whole {whole:,.0f} ms, {more:,.0f} MiB more")
