"""Whether the application bears its people (`make load`; MINUTES=60 is the soak, SIZE=1000000 another number of reports).

50 agents and 200 contacts do the main job with time to think, over real HTTP with sessions and forms, in threads of this
one process: they wait nearly always, so that the standard library is enough and no tool for load has to be installed.
"""

from __future__ import annotations

import dataclasses
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ksm.demo.server import Child, end
from tools.bench import database, document, servers
from tools.bench.arithmetic import pace, percentile
from tools.bench.client import LONGEST_ANSWER
from tools.bench.table import as_markdown, as_text
from tools.load import record, rush, watch
from tools.load.work import STEPS, Agent, Contact, Person

MINUTES = float(os.environ.get("MINUTES", "5"))
SIZE = int(os.environ.get("SIZE", "10000"))
SHORTEST = 5
AGENTS, CONTACTS = 50, 200
LONGEST = 400
"""Milliseconds within which 95 of 100 answers have to have come."""
NAME = "ksm_load"


def main() -> int:
    """Build, start, let them work, print; 0 when nobody met an error, nearly nobody waited, and a rush was borne."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    with database.alone():
        return load()


def load() -> int:
    """The same, in a checkout where nobody else measures."""
    database.build(SIZE)
    database.copy(database.name_of(SIZE), NAME)
    program = servers.ours(SIZE)
    program = dataclasses.replace(program, environment={**program.environment, "DATABASE_URL": database.url(NAME)})
    servers.collect_static_files(program)
    cookies = people(program)
    before = pace()
    with servers.running(program) as web, worker(program) as background:
        watch.wait_for_jobs(NAME)
        found = record.Record()
        held = let_work(web, background, cookies, found)
        pushed = rush.rush(web.port, cookies["contacts"])
    return tell(found, held, pushed, before)


def people(program: servers.Program) -> dict[str, list[dict[str, str]]]:
    """The cookies of those who are about to come."""
    path = database.FOLDER / "people.json"
    command = [str(program.python), "-m", "tools.load.people", str(AGENTS), str(CONTACTS), str(path)]
    subprocess.run(command, cwd=program.folder, env=servers.variables(program), check=True)
    cookies: dict[str, list[dict[str, str]]] = json.loads(path.read_text())
    path.unlink()
    return cookies


@contextmanager
def worker(program: servers.Program) -> Iterator[int]:
    """The worker beside the web processes; gives its number."""
    command = [str(program.python), "manage.py", "procrastinate", "worker"]
    environment = {**servers.variables(program), "KSM_CONNECTION_MAX_AGE": "0"}
    with (database.FOLDER / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=program.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process.pid
    finally:
        end([Child("worker", process)])


def let_work(
    web: servers.Server, background: int, cookies: dict[str, list[dict[str, str]]], found: record.Record
) -> list[watch.Held]:
    """Everybody until the time is over; what is held at the beginning, in the middle and at the end."""
    random.seed(1)
    is_enough = threading.Event()
    persons: list[Person] = [Agent(web.port, one, found, is_enough) for one in cookies["agents"]]
    persons += [Contact(web.port, one, found, is_enough) for one in cookies["contacts"]]
    threads = [threading.Thread(target=person.work, daemon=True) for person in persons]
    print(f"{AGENTS} agents and {CONTACTS} contacts work for {MINUTES:g} minutes …", flush=True)
    for thread in threads:
        thread.start()
    held = []
    started = time.monotonic()
    try:
        for when, minute in (
            ("everybody is here", min(1, MINUTES / 4)),
            ("in the middle", MINUTES / 2),
            ("at the end", MINUTES),
        ):
            time.sleep(max(0.0, started + 60 * minute - time.monotonic()))
            held.append(watch.look(when, web.child.process.pid, background, NAME))
            print(f"  {when}: {len(found.all()):,} answers, {len(found.errors)} errors", flush=True)
    finally:
        is_enough.set()
        for thread in threads:
            thread.join(LONGEST_ANSWER)
    return held


def tell(found: record.Record, held: list[watch.Held], pushed: rush.Rush, before: float) -> int:
    """The tables and, as the last line, the verdict; what at least five minutes have shown is kept in the documentation."""
    of_rush = [record.line(f"status {status}", times) for status, times in sorted(pushed.taken.items())]
    tables = (
        (record.HEADINGS, found.lines()), (watch.HEADINGS, [one.cells for one in held]), (rush.HEADINGS, of_rush),
    )  # fmt: skip
    for headings, rows in tables:
        print(f"\n{as_text(headings, rows)}")
    for error in found.errors[:10]:
        print(f"\n{error[:600]}")
    times = found.all()
    left_out = [step for step in STEPS if not found.taken[step]]
    tail = percentile(times, 0.95) if times else float("inf")
    missed = [f"{len(found.errors)} errors"] if found.errors else []
    missed += [f"nobody came to: {', '.join(left_out)}"] if left_out else []
    if tail >= LONGEST:
        missed.append(f"95 of 100 answers came within {tail:,.0f} ms instead of {LONGEST}")
    missed += watch.grown(held[1], held[2]) + pushed.missed()
    machine = f"A million additions took {before:.0f} ms before and {pace():.0f} ms after it."
    verdict = f"{'MISSED: ' + '; '.join(missed) if missed else 'Every figure is kept'}."
    if MINUTES >= SHORTEST:
        document.write_load(MINUTES, SIZE, [as_markdown(headings, rows) for headings, rows in tables], verdict)
    print(f"\n{machine}\n{verdict}")
    return int(bool(missed))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nLoad stopped; everything it had started is ended.")
