"""One run over the pages: start everything side by side, ask, end everything, and say what was found."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

from tools.bench import bare, database, environments, helpdesk, servers, weight
from tools.bench.checks import Check, of_a_file, of_memory, of_start_up, of_the_bare_view
from tools.bench.client import Client
from tools.bench.figures import FIRST, ROWS, Row
from tools.bench.log import Log
from tools.bench.measure import BARE, HELPDESK, OURS, PASSES, Ask, Measured, count, one_pass, rare
from tools.bench.ours import STAFF, Ours

STARTS = 3
"""So many before all else and as many at the end: what disturbs the one need not disturb the other."""
HEAVIEST_TWICE = 200_000
"""Up to so many reports files of everything are made twice: what nobody has read for a while comes from the disk first."""


@dataclass
class Findings:
    """What one run has found."""

    measured: Measured = field(default_factory=Measured)
    checks: list[Check] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    """What does not keep to its figure: keys of pages, and words of other checks."""


def run(size: int, rows: list[Row]) -> Findings:
    """Measure the given rows; all servers are ended when it is over, in whichever way."""
    found, is_whole = Findings(), rows == list(ROWS)
    with contextlib.ExitStack() as stack:
        connection = stack.enter_context(database.superuser(database.name_of(size)))
        log = Log(connection)
        program = servers.ours(size)
        servers.collect_static_files(program)
        starts = [started_in(program) for _ in range(STARTS)] if is_whole else []
        running = {OURS: stack.enter_context(servers.running(program))}
        ours = stack.enter_context(contextlib.closing(Ours(running[OURS], connection, log)))
        running[BARE], reference = stack.enter_context(bare_view(size, log))
        columns = {OURS: ours.pages()}
        try:
            running[HELPDESK], columns[HELPDESK] = stack.enter_context(helpdesk.running(size, log))
        except environments.NotHereError as error:
            say(str(error))
        say("counting the statements of every page")
        count(found.measured, rows, columns, log)
        # The database plans anew the first times that a connection asks it something.
        say("one pass that does not count")
        one_pass(Measured(), rows, columns, reference)
        warm = {name: server.memory() for name, server in running.items()}
        for number in range(PASSES):
            say(f"pass {number + 1} of {PASSES}")
            one_pass(found.measured, rows, columns, reference)
        cell = found.measured.cell(BARE, FIRST)
        if cell.timing:
            found.checks.append(of_the_bare_view(cell.timing.median, cell.on_processor))
        for _ in range(2 if size <= HEAVIEST_TWICE else 1):
            say("files of everything")
            rare(found.measured, rows, columns, running[OURS].resident)
        found.checks += files_of_everything(found.measured, rows)
        found.checks += [of_memory(name, warm[name], server.memory()) for name, server in running.items()]
        found.checks += weight.weigh(ours.client(STAFF), ["/tickets/"]) if is_whole else []
    if is_whole:
        say("starting anew")
        found.checks.append(of_start_up(starts + [started_in(program) for _ in range(STARTS)]))
    return found


@contextlib.contextmanager
def bare_view(size: int, log: Log) -> Iterator[tuple[servers.Server, Ask]]:
    """The bare view on the same rows, signed in."""
    bare.prepare(size)
    program = servers.Program(
        "bare", "tools.bench.bare", "/login/", bare.environment(size), environments.of_production()
    )
    subprocess.run(
        [program.python, "-m", "tools.bench.bare"], cwd=program.folder, env=servers.variables(program), check=True
    )
    with servers.running(program) as server, contextlib.closing(Client(server.port, mark=server.mark(log))) as client:
        client.sign_in("/login/", ("username", "password"), bare.ACCOUNT, bare.PASSWORD)
        yield server, lambda: client.get("/")


def files_of_everything(measured: Measured, rows: list[Row]) -> Iterator[Check]:
    """How the heavy rows came."""
    for row in rows:
        cell = measured.cell(OURS, row.key)
        if row.is_rare and cell.timing and cell.memory is not None:
            yield of_a_file(row.words, cell.first_byte, cell.timing.median, cell.memory)


def started_in(program: servers.Program) -> tuple[float, float]:
    """Milliseconds from the start of the process to the first page, and how much of it one process was on a processor."""
    with servers.running(program) as server:
        return server.started_in * 1000, max(servers.processor_time(pid) for pid in server.processes)


def say(what: str) -> None:
    print(f"  {what} …", flush=True)
