"""The table of a run, for the terminal and for the documentation, and what was missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tools.bench.figures import FIRST, Figure, Row
from tools.bench.measure import BARE, HELPDESK, OURS, Cell, Measured

HEADINGS = (
    "page",
    "median",
    "p95",
    "1/s",
    "queries",
    "SQL",
    "KB",
    "KB gz",
    "× bare",
    "growth",
    "helpdesk",
    "q.",
    "figure",
    "",
)
KEPT, MISSED, NOT_DEMANDED = "kept", "MISSED", ""


@dataclass(frozen=True)
class Line:
    """One row of the table: its cells in words, and in which ways its page misses its figure."""

    row: Row
    cells: tuple[str, ...]
    misses: tuple[str, ...]


def lines(measured: Measured, rows: list[Row], size: int, before: dict[str, float]) -> list[Line]:
    """All rows; `before` holds the ratios to the bare view at the smallest size, if they are known."""
    first = measured.cell(OURS, FIRST).timing
    return [line(measured, row, size, before.get(row.key), first.median if first else None) for row in rows]


def line(measured: Measured, row: Row, size: int, before: float | None, first: float | None) -> Line:
    ours, helpdesk = measured.cell(OURS, row.key), measured.cell(HELPDESK, row.key)
    ratio = to_bare(measured, row.key)
    growth = ratio / before if ratio and before else None
    misses = tuple(missed(row.figure, ours, size, ratio, growth, first))
    timing, answer = ours.timing, ours.answer
    return Line(
        row,
        (
            row.words,
            ms(timing.median if timing else None),
            ms(timing.tail if timing else None),
            f"{timing.per_second:.1f}" if timing else "–",
            str(ours.queries or "–"),
            ms(ours.in_database or None),
            f"{answer.size / 1000:,.0f}" if answer else "–",
            f"{answer.compressed / 1000:,.0f}" if answer and not row.is_rare else "–",
            f"{ratio:.1f}" if ratio else "–",
            f"{growth:.2f}" if growth else "–",
            ms(helpdesk.timing.median if helpdesk.timing else None) if not helpdesk.problem else "failed",
            str(helpdesk.queries or "–"),
            in_words(row.figure, size),
            f"{MISSED} {'; '.join(misses)}" if misses else KEPT if in_words(row.figure, size) else NOT_DEMANDED,
        ),
        misses,
    )


def to_bare(measured: Measured, key: str) -> float | None:
    """How many times as long as the bare view in the same minutes."""
    ours, bare = measured.cell(OURS, key).timing, measured.cell(BARE, key).timing
    return ours.median / bare.median if ours and bare else None


def missed(
    figure: Figure, cell: Cell, size: int, ratio: float | None, growth: float | None, first: float | None
) -> Iterator[str]:
    """In which ways a page does not keep to its figure; what was not measured misses nothing."""
    if cell.problem:
        yield f"not there: {cell.problem.splitlines()[0]}"
    timing = cell.timing
    if timing is None:
        return
    bound = figure.ms_at(size)
    if bound is not None and timing.median > bound:
        yield f"{timing.median:,.0f} ms"
    if figure.times_bare is not None and ratio is not None and ratio > figure.times_bare:
        yield f"{ratio:.1f} × bare"
    if figure.times_first is not None and first is not None and timing.median > figure.times_first * first:
        yield f"{timing.median / first:.2f} × first page"
    if figure.queries is not None and cell.queries > figure.queries:
        yield f"{cell.queries} queries"
    if figure.memory is not None and cell.memory is not None and cell.memory > figure.memory:
        yield f"{cell.memory:,.0f} MiB more"
    if figure.growth is not None and growth is not None and growth > figure.growth:
        yield f"grown {growth:.2f} ×"


def in_words(figure: Figure, size: int) -> str:
    """What is demanded, e.g. „≤ 2.0 × bare, ≤ 8 queries“."""
    bound = figure.ms_at(size)
    parts = (
        (f"{bound:,.0f} ms" if bound is not None else ""),
        (f"{figure.times_bare:.1f} × bare" if figure.times_bare is not None else ""),
        (f"{figure.times_first:.1f} × first" if figure.times_first is not None else ""),
        (f"{figure.queries} queries" if figure.queries is not None else ""),
        (f"{figure.memory:,.0f} MiB more" if figure.memory is not None else ""),
    )
    return ", ".join(f"≤ {part}" for part in parts if part)


def ms(value: float | None) -> str:
    """Milliseconds as people read them."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def as_text(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """For the terminal: the first column and the words to the left, numbers to the right."""
    widths = [max(len(row[at]) for row in [headings, *rows]) for at in range(len(headings))]
    of_words = {0, len(headings) - 1, len(headings) - 2}
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at in of_words else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in [headings, *rows]
    )


def as_markdown(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """For the documentation."""
    rule = "|".join("---" for _ in headings)
    return "\n".join([f"| {' | '.join(headings)} |", f"|{rule}|", *(f"| {' | '.join(row)} |" for row in rows)])
