"""docs/performance.md: one section for each size and for the load, of which every full run writes its own anew."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from tools.bench import database, table
from tools.bench.arithmetic import pace
from tools.bench.checks import HEADINGS, Check
from tools.bench.measure import PASSES, ROUNDS
from tools.bench.table import Found, Line

FILE = database.ROOT / "docs" / "performance.md"
SIDE_BY_SIDE = "All sizes side by side"
KINDS = (SIDE_BY_SIDE, r"With [\d,]+ reports", r"Without servers, with [\d,]+ reports", r"Under load for \d+ minutes")
"""Titles of sections, in their order."""
SECTION = re.compile(rf"^## ({'|'.join(KINDS)})\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def write(size: int, lines: list[Line], checks: list[Check], verdict: str) -> None:
    """What all pages of a size have shown; without pages it is what the parts that need no server have."""
    title = f"{'With' if lines else 'Without servers, with'} {size:,} reports"
    tables = [table.as_markdown(table.HEADINGS, [one.cells for one in lines])] if lines else []
    tables.append(table.as_markdown(HEADINGS, [one.cells for one in checks]))
    found = f"{machine(size)}; {PASSES} passes of up to {ROUNDS} requests. {mood()}"
    put(title, "\n\n".join([f"## {title}\n{found}", *tables, verdict]))


def write_load(minutes: float, size: int, tables: list[str], verdict: str) -> None:
    """What people at work have met."""
    title = f"Under load for {minutes:.0f} minutes"
    found = f"{machine(size)}; around {size:,} reports. {mood()}"
    put(title, "\n\n".join([f"## {title}\n{found}", *tables, verdict]))


def write_side_by_side(found: Mapping[int, Mapping[str, Found]]) -> None:
    """What the last runs of all sizes on the same machine have shown, in milliseconds."""
    words = "Medians in milliseconds, and how many times the bare view's each is, from the last whole run of each size."
    put(SIDE_BY_SIDE, f"## {SIDE_BY_SIDE}\n{words}\n\n{table.as_markdown(*table.side_by_side(found))}")


def put(title: str, section: str, file: Path = FILE) -> None:
    """In place of the last one of this title; below all that is written by hand, sizes in order."""
    text = file.read_text(encoding="utf-8")
    sections = {found[1]: found[0].rstrip() for found in SECTION.finditer(text)} | {title: section}
    by_hand = SECTION.sub("", text).rstrip()
    ordered = [sections[known] for known in sorted(sections, key=place)]
    file.write_text("\n\n".join([by_hand, *ordered]) + "\n", encoding="utf-8")


def place(title: str) -> tuple[int, int]:
    """By what was measured, then small before large."""
    kind = next(place for place, kind in enumerate(KINDS) if re.fullmatch(kind, title))
    return kind, int(re.sub(r"\D", "", title) or 0)


def machine(size: int) -> str:
    """When and on what it was measured, without a name."""
    with database.superuser(database.name_of(size)) as connection:
        version = psycopg.pq.version_pretty(connection.info.server_version)
    return (
        f"{datetime.now(tz=UTC):%Y-%m-%d}, {os.cpu_count()} cores, {memory():.0f} GiB of memory, {platform.machine()}, "
        f"Python {platform.python_version()}, PostgreSQL {version}"
    )


def mood() -> str:
    """How busy the machine was, and how quick."""
    return f"Load at the end {os.getloadavg()[1]:.1f}; a million additions took {pace():.0f} ms."


def memory() -> float:
    """GiB of the machine."""
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemTotal:"):
            return int(line.split()[1]) / 1024**2
    return 0.0
