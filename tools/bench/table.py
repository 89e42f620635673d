"""The table of a run, for the terminal and for the documentation, and what was missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tools.bench.arithmetic import ratio
from tools.bench.figures import ROWS, SMALLEST, Figure, Row
from tools.bench.measure import BARE, FIRST_PAGE, HELPDESK, OURS, Cell, Measured

HEADINGS = (
    "page",
    "median",
    "p95",
    "1/s",
    "queries",
    "SQL",
    "CPU",
    "KB",
    "KB gz",
    "× bare",
    "growth",
    "helpdesk",
    "q.",
    "figure",
    "",
)
LONGEST_NUMBER = 8
KEPT, MISSED, NOT_DEMANDED = "kept", "MISSED", ""


@dataclass(frozen=True)
class Line:
    """One row of the table: its cells in words, and in which ways its page misses its figure."""

    row: Row
    cells: tuple[str, ...]
    misses: tuple[str, ...]


class Found(NamedTuple):
    """What is kept of a page of a size: its median in milliseconds, and how many times the bare view's that is."""

    median: float
    of_bare: float | None


def found(measured: Measured) -> dict[str, Found]:
    """Of all pages that were measured, by their keys."""
    timings = {row.key: measured.cell(OURS, row.key).timing for row in ROWS}
    return {key: Found(timing.median, to_bare(measured, key)) for key, timing in timings.items() if timing}


def lines(measured: Measured, rows: list[Row], size: int, before: dict[str, float]) -> list[Line]:
    """All rows; `before` holds the ratios to the bare view at the smallest size, if they are known."""
    return [line(measured, row, size, before.get(row.key)) for row in rows]


def line(measured: Measured, row: Row, size: int, before: float | None) -> Line:
    ours, helpdesk = measured.cell(OURS, row.key), measured.cell(HELPDESK, row.key)
    of_bare = to_bare(measured, row.key)
    growth = of_bare / before if of_bare and before else None
    of_first = ratio(ours.passes, measured.cell(FIRST_PAGE, row.key).passes)
    misses = tuple(missed(row.figure, ours, size, of_bare, growth, of_first))
    figure = in_words(row.figure, size)
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
            ms(ours.on_processor),
            f"{answer.size / 1000:,.0f}" if answer else "–",
            f"{answer.compressed / 1000:,.0f}" if answer and not row.is_rare else "–",
            f"{of_bare:.2f}" if of_bare else "–",
            f"{growth:.2f}" if growth else "–",
            ms(helpdesk.timing.median if helpdesk.timing else None) if not helpdesk.problem else "failed",
            str(helpdesk.queries or "–"),
            figure,
            f"{MISSED} {'; '.join(misses)}" if misses else KEPT if figure or growth else NOT_DEMANDED,
        ),
        misses,
    )


def to_bare(measured: Measured, key: str) -> float | None:
    """How many times as long as the bare view in the same minutes."""
    return ratio(measured.cell(OURS, key).passes, measured.cell(BARE, key).passes)


def missed(
    figure: Figure, cell: Cell, size: int, of_bare: float | None, growth: float | None, of_first: float | None
) -> Iterator[str]:
    """In which ways a page does not keep to its figure; what is demanded and was not measured is a miss too."""
    if cell.problem:
        yield f"not there: {cell.problem.splitlines()[0]}"
    timing = cell.timing
    if timing is None:
        return
    bound = figure.ms_at(size)
    if bound is not None and timing.median > bound:
        yield f"{timing.median:,.0f} ms"
    if figure.times_bare is not None:
        yield from over(of_bare, figure.times_bare, "{:.2f} × bare", "the bare view")
    if figure.times_first is not None:
        yield from over(of_first, figure.times_first, "{:.2f} × first page", "the first page")
    if figure.queries is not None:
        yield from over(cell.queries or None, figure.queries, "{} queries", "its queries")
    if figure.memory is not None:
        yield from over(cell.memory, figure.memory, "{:,.0f} MiB more", "its memory")
    if figure.growth is not None and size > SMALLEST:
        yield from over(growth, figure.growth, "grown {:.2f} ×", f"{SMALLEST:,} reports")


def over(found: float | None, bound: float, words: str, beside: str) -> Iterator[str]:
    """What was found, when it is beyond its bound; and what it should have been told from, when that is not known."""
    if found is None:
        yield f"not measured: {beside}"
    elif found > bound:
        yield words.format(found)


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


def side_by_side(found: Mapping[int, Mapping[str, Found]]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headings and rows: every page with its median and multiple of the bare view's at each size."""
    sizes = sorted(found)
    headings = ("page", *(f"{size:,}" for size in sizes), *(f"× bare at {size:,}" for size in sizes))
    rows = []
    for row in ROWS:
        pages = [found[size].get(row.key) for size in sizes]
        if any(pages):
            medians = (ms(page.median if page else None) for page in pages)
            ratios = (f"{page.of_bare:.2f}" if page and page.of_bare else "–" for page in pages)
            rows.append((row.words, *medians, *ratios))
    return headings, rows


def ms(value: float | None) -> str:
    """Milliseconds as people read them."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def as_text(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """For the terminal: words to the left, among them what has no heading, and numbers to the right."""
    widths = [max(len(row[at]) for row in [headings, *rows]) for at in range(len(headings))]
    of_words = {
        at
        for at in range(len(headings))
        if not at or not headings[at] or any(len(row[at]) > LONGEST_NUMBER for row in rows)
    }
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
