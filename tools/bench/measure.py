"""Asks the pages of all columns in turn, in several passes, and keeps what each took."""

from __future__ import annotations

import contextlib
import os
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from tools.bench.arithmetic import Timing, timing
from tools.bench.client import Answer
from tools.bench.figures import FIRST, Row
from tools.bench.log import Log, Statement

Ask = Callable[[], Answer]
PASSES, ROUNDS = int(os.environ.get("PASSES", "3")), int(os.environ.get("ROUNDS", "30"))
IS_THOROUGH = PASSES >= 3 and ROUNDS >= 30
"""What a coarser run finds is not kept."""
LONGEST_TURN = 3
"""Seconds after which a page of a column is not asked any more in this pass."""
BARE, OURS, HELPDESK = "bare", "ours", "helpdesk"
FIRST_PAGE = "first page"
"""Ours once more, beside a row whose figure is told from it."""
EVERY = 0.05
"""Seconds between two looks at the memory while a file is made."""


@dataclass
class Cell:
    """What is known of one page of one column."""

    passes: list[list[float]] = field(default_factory=list)
    first_bytes: list[float] = field(default_factory=list)
    answer: Answer | None = None
    statements: list[Statement] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)  # milliseconds of the web processes
    memory: float | None = None  # MiB that came while it was asked, at most
    problem: str = ""

    @property
    def timing(self) -> Timing | None:
        return timing(self.passes)

    @property
    def queries(self) -> int:
        return sum(one.is_query for one in self.statements)

    @property
    def in_database(self) -> float:
        """Milliseconds that the statements took."""
        return sum(one.ms for one in self.statements)

    @property
    def on_processor(self) -> float | None:
        """Milliseconds of processor time of the web processes, in the middle: hardly disturbed by others on the machine."""
        return statistics.median(self.processor) if self.processor else None

    @property
    def first_byte(self) -> float:
        return min(self.first_bytes)


@dataclass
class Measured:
    """All cells; beside each row the bare view, asked in the same minutes."""

    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)

    def cell(self, column: str, key: str) -> Cell:
        return self.cells.setdefault((column, key), Cell())


Columns = Mapping[str, Mapping[str, Ask]]


def count(measured: Measured, rows: list[Row], columns: Columns, log: Log) -> None:
    """Each page twice, while the database writes down what it is asked: the second time counts, when programs are warm."""
    with log.listening():
        for row in rows:
            for column, pages in columns.items():
                if row.key not in pages or row.is_rare:
                    continue
                cell = measured.cell(column, row.key)
                with noting_problems(cell):
                    pages[row.key]()
                    answer = pages[row.key]()
                    cell.statements = log.between(*answer.logged)


def one_pass(measured: Measured, rows: list[Row], columns: Columns, reference: Ask | None) -> None:
    """Every page several times, each with what it is told from beside it."""
    for row in rows:
        if row.is_rare:
            continue
        asked = {name: pages[row.key] for name, pages in columns.items() if row.key in pages}
        if reference:
            asked[BARE] = reference
        if row.figure.times_first is not None:
            asked[FIRST_PAGE] = columns[OURS][FIRST]
        cells = {name: measured.cell(name, row.key) for name in asked}
        for cell in cells.values():
            cell.passes.append([])
        spent = dict.fromkeys(asked, 0.0)
        for name in rounds(list(asked)):
            if spent[name] > LONGEST_TURN or cells[name].problem:
                continue
            with noting_problems(cells[name]):
                started = time.monotonic()
                keep(cells[name], asked[name]())
                spent[name] += time.monotonic() - started


def rounds(names: list[str]) -> Iterator[str]:
    """Who is asked when in a pass: ours and what it is told from side by side, now one first and now the other.

    Django-helpdesk has rounds of its own: whoever comes after it finds the memory of the machine full of other things.
    """
    beside = [name for name in names if name != HELPDESK]
    for number in range(ROUNDS):
        yield from reversed(beside) if number % 2 else beside
    yield from [name for name in names if name == HELPDESK] * ROUNDS


def rare(measured: Measured, rows: list[Row], columns: Columns, memory: Callable[[], float]) -> None:
    """What is too heavy for many rounds, with a look at the memory of the web processes meanwhile."""
    for row in rows:
        for column, pages in columns.items():
            if not row.is_rare or row.key not in pages:
                continue
            cell = measured.cell(column, row.key)
            cell.passes.append([])
            with noting_problems(cell), watching(memory) as grown:
                keep(cell, pages[row.key]())
            cell.memory = max(cell.memory or 0, grown[0])


def keep(cell: Cell, answer: Answer) -> None:
    cell.passes[-1].append(answer.taken)
    cell.first_bytes.append(answer.first_byte)
    cell.answer = answer
    cell.processor.append(answer.processor)


@contextlib.contextmanager
def noting_problems(cell: Cell) -> Iterator[None]:
    """A page that does not come is a line of the table and a miss, and does not keep the others from being measured."""
    try:
        yield
    except (RuntimeError, OSError) as error:
        cell.problem = str(error)


@contextlib.contextmanager
def watching(memory: Callable[[], float]) -> Iterator[list[float]]:
    """By how many MiB the memory has grown at most, told when the block is left."""
    before, grown, is_over = memory(), [0.0], threading.Event()

    def look() -> None:
        while not is_over.wait(EVERY):
            grown[0] = max(grown[0], memory() - before)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield grown
    finally:
        is_over.set()
        thread.join()
