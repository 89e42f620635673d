"""The servers that are measured side by side: each gunicorn with two web processes, started and ended by the bench."""

from __future__ import annotations

import contextlib
import http.client
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ksm.demo.server import Child, end
from tools.bench import database, environments
from tools.bench.client import ADDRESS, HOST, LONGEST_ANSWER, Mark
from tools.bench.log import WATCHED, Log

PROCESSES, THREADS = 2, 4
LONGEST_START = 120
NOT_KEPT = "PYTHONDONTWRITEBYTECODE"
"""In operation programs are compiled once, when they are installed; a start that compiles them says nothing about that."""


@dataclass(frozen=True)
class Program:
    """How a server is started: with which Python, in which folder, with which variables, and the page that shows it answers."""

    name: str
    module: str
    first_page: str
    environment: Mapping[str, str]
    python: Path
    folder: Path = database.ROOT


@dataclass(frozen=True)
class Memory:
    """MiB of several processes: what the machine gives for them, and what it would be if they shared nothing.

    Web processes come off from one that has loaded the application, and go on sharing its pages. Added up as resident,
    these would be told once for each process, which is more than any machine ever gives.
    """

    taken: float
    resident: float


@dataclass
class Server:
    """A program that runs."""

    program: Program
    child: Child
    port: int
    started_in: float

    def mark(self, log: Log) -> Mark:
        """For clients: how far the log of the database is, and how much processor time all processes have taken."""
        return lambda: (log.position(), sum(processor_time(pid) for pid in self.processes))

    @cached_property
    def processes(self) -> list[int]:
        """All of them, looked up once, since it takes longer than a page."""
        return processes_of(self.child.process.pid)

    def memory(self) -> Memory:
        """What all its processes take together."""
        return Memory(sum(taken(pid) for pid in self.processes), self.resident())

    def resident(self) -> float:
        """The same in MiB with what they share counted in each: quickly read, for looking at it often."""
        return sum(resident(pid) for pid in self.processes)


def ours(size: int) -> Program:
    """The application in production settings; a proxy that speaks HTTPS is assumed in front of it."""
    name = database.name_of(size)
    environment = {
        "KSM_VAR_DIR": str(database.FOLDER),
        "KSM_DEMO": "false",
        "DATABASE_URL": f"{database.url(name)}&application_name={WATCHED}ours",
        "KSM_HOSTS": HOST,
        "KSM_BEHIND_PROXY": "true",
        "KSM_REQUIRE_SECOND_FACTOR": "false",  # the accounts of the demo have none
        "KSM_LOG_LEVEL": "WARNING",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DJANGO_SETTINGS_MODULE": "ksm.settings",
    }
    return Program("ours", "ksm.wsgi", "/login/", environment, environments.of_production())


def collect_static_files(program: Program) -> None:
    """Named by content and compressed, as an operation does once for each version."""
    command = [str(program.python), "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]
    subprocess.run(command, cwd=program.folder, env=variables(program), check=True)


def variables(program: Program) -> dict[str, str]:
    """The environment of a program, without variables of the application that stand around it by chance."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KSM_") and name != NOT_KEPT}
    return {**clean, "PYTHONPATH": str(database.ROOT), **program.environment}


@contextlib.contextmanager
def running(program: Program) -> Iterator[Server]:
    """A server on a free port until the block is left, in whichever way."""
    port = free_port()
    log = database.FOLDER / f"{program.name}.log"
    options = (
        f"--workers {PROCESSES} --threads {THREADS} --keep-alive 30 --timeout {LONGEST_ANSWER} --log-level warning"
    )
    command = [str(program.python), "-m", "gunicorn", program.module, "--bind", f"{ADDRESS}:{port}", *options.split()]
    started = time.perf_counter()
    with log.open("ab") as output:
        process = subprocess.Popen(
            [*command, "--no-control-socket"],
            cwd=program.folder,
            env=variables(program),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C is for the bench, which ends it
        )
    child = Child(program.name, process)
    try:
        wait_until_it_answers(child, port, program.first_page, log)
        started_in = time.perf_counter() - started
        wait_until_all_are_there(child)
        yield Server(program, child, port, started_in)
    finally:
        end([child])


def wait_until_it_answers(child: Child, port: int, page: str, log: Path) -> None:
    """Until the first whole page has come."""
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline:
        if child.process.poll() is not None:
            raise RuntimeError(f"{child.name} ended by itself; see {log}")
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(ADDRESS, port, timeout=LONGEST_START)
            connection.request("GET", page, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
            response = connection.getresponse()
            response.read()
            connection.close()
            if response.status == http.client.OK:
                return
        time.sleep(0.01)
    raise RuntimeError(f"{child.name} does not answer; see {log}")


def wait_until_all_are_there(child: Child) -> None:
    """The first page may come before the last web process does, which would be left out of all that is measured."""
    deadline = time.monotonic() + LONGEST_START
    while len(processes_of(child.process.pid)) <= PROCESSES:
        if time.monotonic() > deadline:
            raise RuntimeError(f"{child.name} has fewer than {PROCESSES} web processes")
        time.sleep(0.01)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        port: int = probe.getsockname()[1]
        return port


def processes_of(leader: int) -> list[int]:
    """All processes of the group that a server was started as."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                if os.getpgid(int(folder.name)) == leader:
                    found.append(int(folder.name))
    return found


def taken(pid: int) -> float:
    """Memory of a process in MiB, of each shared page its share."""
    return _mebibytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss:")


def resident(pid: int) -> float:
    """Resident memory of a process in MiB, shared pages as if they were its own."""
    return _mebibytes(Path(f"/proc/{pid}/status"), "VmRSS:")


def _mebibytes(file: Path, name: str) -> float:
    """A line of what Linux tells of a process; 0 when it has just ended."""
    with contextlib.suppress(OSError):
        for line in file.read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) / 1024
    return 0.0


def processor_time(pid: int) -> float:
    """Milliseconds that all threads of a process were on a processor; waiting for one, as on a busy machine, is not part of it."""
    taken = 0
    with contextlib.suppress(OSError, IndexError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            taken += int((task / "schedstat").read_text().split()[0])
    return taken / 1_000_000
