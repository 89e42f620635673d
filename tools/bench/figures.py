"""What is measured, in the order of the table, and the figures that each page has to keep to: the one place where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SMALLEST = 10_000
"""The size that growth is told from."""
GROWTH, GROWTH_OF_SEARCH = 1.3, 2.5
"""So many times as long as at the smallest size a page may take at most, measured by the bare view of the same run."""


@dataclass(frozen=True)
class Figure:
    """Bounds of one page; what is not named is not demanded.

    Milliseconds may depend on the number of reports: the bound of the next larger size holds, and none beyond the largest.
    """

    ms: Mapping[int, float] = field(default_factory=dict)
    times_bare: float | None = None
    times_first: float | None = None
    queries: int | None = None
    memory: float | None = None  # MiB that the web processes may grow by meanwhile
    growth: float | None = GROWTH

    def ms_at(self, size: int) -> float | None:
        return next((bound for upto, bound in sorted(self.ms.items()) if size <= upto), None)


@dataclass(frozen=True)
class Row:
    """One page of the table."""

    key: str
    words: str
    figure: Figure
    is_rare: bool = False  # too long or too heavy to be asked often


ALWAYS = 10**9
LIST = Figure(times_bare=2.0, queries=8)
SEARCH = Figure({100_000: 45, 1_000_000: 100}, growth=GROWTH_OF_SEARCH)
FREE = Figure()
BOARD = Figure({ALWAYS: 40})
FIRST = "queue"
"""The page that the deep page is compared with."""

ROWS = (
    Row("queue", "queue, first page of all (50 rows)", LIST),
    Row("queue-open", "queue, all open", LIST),
    Row("queue-authority", "queue of an authority", LIST),
    Row("queue-deep", "queue, page 200", Figure(times_first=1.1, queries=8)),
    Row("queue-saved", "saved view with counts", LIST),
    Row("search", "search for a word", SEARCH),
    Row("ticket-20", "report with 20 messages", Figure({ALWAYS: 30}, queries=15)),
    Row("ticket-200", "report with 200 messages", Figure({ALWAYS: 60}, queries=15)),
    Row("file", "file a report (POST)", Figure({ALWAYS: 25})),
    Row("take", "take (POST)", FREE),
    Row("reply", "reply (POST)", FREE),
    Row("resolve", "reply and resolve (POST)", FREE),
    Row("portal", "portal: Meine Meldungen", LIST),
    Row("portal-large", "portal: all of the largest authority", LIST),
    Row("workstations", "workstations (50 rows)", LIST),
    Row("workstation", "workstation", FREE),
    Row("impact", "what fails with it", FREE),
    Row("home", "portal: start", BOARD),
    Row("dashboard", "dashboard", BOARD),
    Row("sign-in", "sign-in (POST)", Figure(growth=None)),
    Row("csv", "CSV of all reports", Figure({100_000: 3000}, memory=20, growth=None), is_rare=True),
    Row("xlsx", "XLSX of all reports", Figure(memory=20, growth=None), is_rare=True),
)
START_UP = 1500
"""Milliseconds from the start of the process until the first page has come."""
MEMORY, FLAT = 250, 20
"""MiB of all web processes at the end, what they share counted once; and of what is resident since they were warm."""
PAGE_WEIGHT = 150_000
"""Bytes of style sheets, scripts and fonts, compressed, on the first visit outside dashboards."""


def chosen(only: str) -> list[Row]:
    """The rows that are asked for, by key or by what a key begins with; all where nothing is."""
    wanted = [word.strip() for word in only.split(",") if word.strip()]
    return [
        row for row in ROWS if not wanted or any(row.key == word or row.key.startswith(f"{word}-") for word in wanted)
    ]
