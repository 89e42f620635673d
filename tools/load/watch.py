"""What the application holds while it works: memory of its processes, connections of the database."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

from tools.bench import database
from tools.bench.servers import processes_of, resident

MOST_MORE_MEMORY = 0.05
"""By so much of what is held in the middle the processes may have grown at the end."""
LONGEST_REST = 300
"""Seconds that the worker gets before people come."""
HEADINGS = ("", "web MiB", "worker MiB", "connections", "web processor s", "load of the machine")


@dataclass(frozen=True)
class Held:
    """At one moment."""

    when: str
    web: float
    worker: float
    connections: int
    processor: float
    load: float

    @property
    def cells(self) -> tuple[str, ...]:
        numbers = (
            f"{self.web:,.0f}",
            f"{self.worker:,.0f}",
            str(self.connections),
            f"{self.processor:,.1f}",
            f"{self.load:.1f}",
        )
        return (self.when, *numbers)


def look(when: str, web: int, worker: int, name: str) -> Held:
    """Resident memory of both groups of processes (what they share is counted in each), and sessions in the database."""
    with database.superuser("postgres") as connection:
        row = connection.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [name]).fetchone()
    assert row
    return Held(
        when, memory_of(web), memory_of(worker), row[0], sum(map(processor, processes_of(web))), os.getloadavg()[0]
    )


def processor(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    with contextlib.suppress(OSError):
        user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    return 0.0


def wait_for_jobs(name: str) -> None:
    """Until the worker has done what making the people has left to it."""
    ends_at = time.monotonic() + LONGEST_REST
    with database.superuser(name) as connection:
        while time.monotonic() < ends_at:
            if not connection.execute(
                "SELECT FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND scheduled_at IS NULL"
            ).fetchone():
                return
            time.sleep(1)


def memory_of(leader: int) -> float:
    return sum(map(resident, processes_of(leader)))


def grown(middle: Held, end: Held) -> list[str]:
    """What did not stay flat, in words."""
    missed = []
    for what, before, after in (("web", middle.web, end.web), ("worker", middle.worker, end.worker)):
        if after > before * (1 + MOST_MORE_MEMORY):
            missed.append(f"memory of {what} grew from {before:,.0f} to {after:,.0f} MiB")
    if end.connections > middle.connections + 1:
        missed.append(f"connections grew from {middle.connections} to {end.connections}")
    return missed
