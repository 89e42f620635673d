"""One run over the pages: start everything side by side, ask, end everything, and say what was found."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

from tools.bench import bare, database, helpdesk, servers, weight
from tools.bench.checks import Check, of_memory, of_start_up
from tools.bench.client import Client
from tools.bench.figures import ROWS, Row
from tools.bench.log import Log
from tools.bench.measure import HELPDESK, OURS, PASSES, Ask, Measured, count, one_pass, rare
from tools.bench.ours import STAFF, Ours

STARTS = 3
HEAVIEST_TWICE = 200_000
"""Up to so many reports files of everything are made twice."""


@dataclass
class Findings:
    """What one run has found."""

    measured: Measured = field(default_factory=Measured)
    checks: list[Check] = field(default_factory=list)


def run(size: int, rows: list[Row]) -> Findings:
    """Measure the given rows; all servers are ended when it is over, in whichever way."""
    found = Findings()
    with contextlib.ExitStack() as stack:
        connection = stack.enter_context(database.superuser(database.name_of(size)))
        log = Log(connection)
        log.silence()
        program = servers.ours(size)
        servers.collect_static_files(program)
        running = {OURS: stack.enter_context(servers.running(program))}
        ours = stack.enter_context(contextlib.closing(Ours(running[OURS], connection, log)))
        reference = stack.enter_context(bare_view(size, log))
        columns = {OURS: ours.pages()}
        try:
            running[HELPDESK], columns[HELPDESK] = stack.enter_context(helpdesk.running(size, log))
        except helpdesk.NotHereError as error:
            say(str(error))
        say("counting the statements of every page")
        count(found.measured, rows, columns, log)
        warm = {name: server.memory() for name, server in running.items()}
        for number in range(PASSES):
            say(f"pass {number + 1} of {PASSES}")
            one_pass(found.measured, rows, columns, reference)
        found.checks += [of_memory(name, warm[name], server.memory()) for name, server in running.items()]
        for _ in range(2 if size <= HEAVIEST_TWICE else 1):
            say("files of everything")
            rare(found.measured, rows, columns, running[OURS].memory)
        found.checks += weight.weigh(ours.client(STAFF), ["/tickets/"]) if rows == list(ROWS) else []
    if rows == list(ROWS):
        say("starting anew")
        found.checks.append(of_start_up([started_in(program) for _ in range(STARTS)]))
    return found


@contextlib.contextmanager
def bare_view(size: int, log: Log) -> Iterator[Ask]:
    """The bare view on the same rows, signed in."""
    bare.prepare(size)
    program = servers.Program("bare", "tools.bench.bare", "/login/", bare.environment(size))
    subprocess.run(
        [program.python, "-m", "tools.bench.bare"], cwd=program.folder, env=servers.variables(program), check=True
    )
    with servers.running(program) as server, contextlib.closing(Client(server.port, log=log.position)) as client:
        client.sign_in("/login/", ("username", "password"), bare.ACCOUNT, bare.PASSWORD)
        yield lambda: client.get("/")


def started_in(program: servers.Program) -> float:
    """Milliseconds from the start of the process to the first page."""
    with servers.running(program) as server:
        return server.started_in * 1000


def say(what: str) -> None:
    print(f"  {what} …", flush=True)
