"""docs/performance.md: one section for each size, of which every full run writes its own anew."""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from tools.bench import database, table
from tools.bench.arithmetic import pace
from tools.bench.checks import HEADINGS, Check
from tools.bench.measure import PASSES, ROUNDS
from tools.bench.table import Line

FILE = database.ROOT / "docs" / "performance.md"
SECTION = re.compile(r"^## With ([\d,]+) reports\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def write(size: int, lines: list[Line], checks: list[Check], verdict: str) -> None:
    """Put the section of this size in place of its last one; sizes stand in order, below all that is written by hand."""
    text = FILE.read_text(encoding="utf-8")
    sections = {int(found[1].replace(",", "")): found[0].rstrip() for found in SECTION.finditer(text)}
    sections[size] = section(size, lines, checks, verdict)
    by_hand = SECTION.sub("", text).rstrip()
    FILE.write_text("\n\n".join([by_hand, *(sections[known] for known in sorted(sections))]) + "\n", encoding="utf-8")


def section(size: int, lines: list[Line], checks: list[Check], verdict: str) -> str:
    return f"""## With {size:,} reports
{machine(size)}

{table.as_markdown(table.HEADINGS, [one.cells for one in lines])}

{table.as_markdown(HEADINGS, [one.cells for one in checks])}

{verdict}"""


def machine(size: int) -> str:
    """When and on what it was measured, without a name."""
    with database.superuser(database.name_of(size)) as connection:
        version = psycopg.pq.version_pretty(connection.info.server_version)
    return (
        f"{datetime.now(tz=UTC):%Y-%m-%d}, {os.cpu_count()} cores, {memory():.0f} GiB of memory, {platform.machine()}, "
        f"Python {platform.python_version()}, PostgreSQL {version}; {PASSES} passes of up to {ROUNDS} requests. "
        f"Load at the end {os.getloadavg()[1]:.1f}; a million additions took {pace():.0f} ms."
    )


def memory() -> float:
    """GiB of the machine."""
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemTotal:"):
            return int(line.split()[1]) / 1024**2
    return 0.0
