"""What an operation on two machines consists of, with real programs: a primary and its standby, a proxy, a supervisor."""

import contextlib
import http.client
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.rows import TupleRow

from ksm.embedded_postgres import ROLES
from tests.identity_peers import free_port, missing, running

LONGEST_START = 60
HAPROXY = settings.BASE_DIR / "docs" / "haproxy.cfg"


@dataclass
class Server:
    """One PostgreSQL; its programs and its account are those of the server that the tests run on."""

    folder: Path
    programs: Path
    account: int
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    def run(self, program: str, *arguments: str | Path, given: bytes | None = None) -> bytes:
        """One of PostgreSQL's programs to its end; gives what it said."""
        done = subprocess.run(
            [self.programs / program, *arguments],
            cwd=self.folder.parent,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            input=given,
            capture_output=True,
            check=False,
            **self._as_its_account(),
        )
        assert done.returncode == 0, done.stderr.decode()
        said: bytes = done.stdout
        return said

    def start(self) -> None:
        """Let it run until it is killed; only processes die here, never the machine, so nothing need reach the disk."""
        given = {
            "port": str(self.port), "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off",
            "max_connections": "50", "hot_standby": "on", "max_locks_per_transaction": "256",
        }  # fmt: skip
        options = [part for name, value in given.items() for part in ("-c", f"{name}={value}")]
        with (self.folder.parent / f"{self.folder.name}.log").open("wb") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder, *options],
                cwd=self.folder.parent,
                stdout=log,
                stderr=log,
                **self._as_its_account(),
            )
        ends_at = time.monotonic() + LONGEST_START
        while time.monotonic() < ends_at and self.process.poll() is None:
            with contextlib.suppress(psycopg.OperationalError), self.connected("postgres"):
                return
            time.sleep(0.1)
        raise AssertionError((self.folder.parent / f"{self.folder.name}.log").read_text()[-2000:])

    def connected(self, database: str = "ksm") -> "psycopg.Connection[TupleRow]":
        """A session of the superuser."""
        return psycopg.connect(host="127.0.0.1", port=self.port, user="postgres", dbname=database, autocommit=True)

    def fall_silent(self) -> None:
        """From now on nothing of what happens here reaches the standby."""
        with self.connected() as session:
            row = session.execute("SELECT pid FROM pg_stat_replication").fetchone()
        assert row, "nobody follows"
        os.kill(row[0], signal.SIGSTOP)

    def promote(self) -> None:
        """Become the primary, as whoever watches over both decides once the other one is gone."""
        self.run("pg_ctl", "-D", self.folder, "-w", "-s", "promote")

    def kill(self) -> None:
        """All of its processes at once, as when the machine loses its power."""
        if self.process is None or self.process.poll() is not None:
            return
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for pid in (self.process.pid, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def _as_its_account(self) -> dict[str, Any]:
        if os.geteuid():
            return {}
        return {"user": self.account, "group": self.account, "extra_groups": []}


@contextlib.contextmanager
def primary_and_standby(folder: Path) -> "Iterator[tuple[Server, Server]]":
    """A copy of the test's database, and a standby without which the primary acknowledges nothing."""
    programs, account = _of_the_tests_server()
    folder.chmod(0o711)
    primary, standby = (Server(folder / name, programs, account) for name in ("primary", "standby"))
    for server in (primary, standby):
        server.folder.mkdir(mode=0o700)
        os.chown(server.folder, account, account if not os.geteuid() else -1)
    try:
        primary.run("initdb", "-D", primary.folder, "-U", "postgres", "--auth=trust", "--encoding=UTF8",
                    "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        primary.start()
        _copy_database_to(primary)
        source = f"host=127.0.0.1 port={primary.port} user=postgres application_name=standby"
        standby.run("pg_basebackup", "-D", standby.folder, "-d", source, "-R", "-c", "fast", "--no-sync")
        standby.start()
        with primary.connected() as session:
            session.execute("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
            session.execute("SELECT pg_reload_conf()")
            _wait_until_in_step(session)
        yield primary, standby
    finally:
        primary.kill()
        standby.kill()


def _of_the_tests_server() -> tuple[Path, int]:
    """Where the programs of the server lie that the tests run on, and the account it runs as."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        process = Path(f"/proc/{cursor.fetchone()[0]}")
    try:
        return (process / "exe").readlink().parent, process.stat().st_uid
    except OSError:
        missing("a PostgreSQL on this machine, to start two more like it")
        raise


def _copy_database_to(server: Server) -> None:
    tests = connection.settings_dict
    host = tests["HOST"] or tests["OPTIONS"]["host"]
    place = ["--host", host, "--username", "postgres", *(["--port", str(tests["PORT"])] if tests["PORT"] else [])]
    dump = server.run("pg_dump", *place, tests["NAME"])
    with server.connected("postgres") as session:
        session.execute(ROLES.read_bytes())
        session.execute("CREATE DATABASE ksm OWNER ksm_owner TEMPLATE template0")
    there = ["--host=127.0.0.1", f"--port={server.port}", "--username=postgres", "--dbname=ksm"]
    server.run("psql", "-q", "-1", "-v", "ON_ERROR_STOP=1", *there, given=dump)


def _wait_until_in_step(session: "psycopg.Connection[TupleRow]") -> None:
    ends_at = time.monotonic() + LONGEST_START
    while session.execute("SELECT FROM pg_stat_replication WHERE sync_state = 'sync'").fetchone() is None:
        assert time.monotonic() < ends_at, "the standby does not follow"
        time.sleep(0.1)


@contextlib.contextmanager
def haproxy(folder: Path, machines: Sequence[str]) -> Iterator[int]:
    """The proxy as docs/haproxy.cfg sets it up, in front of these two; gives its port."""
    program = shutil.which("haproxy") or shutil.which("haproxy", path="/usr/sbin")
    if program is None:
        missing("the Debian package haproxy")
    port = free_port()
    text = HAPROXY.read_text().replace(":443 ssl crt /etc/haproxy/intranet.pem", f"127.0.0.1:{port}")
    for documented, machine in zip(("192.0.2.11:8000", "192.0.2.12:8000"), machines, strict=True):
        assert text.count(documented) == 2
        text = text.replace(documented, machine)
    (folder / "haproxy.cfg").write_text(text.replace("intranet.example", "localhost"))
    with running([str(program), "-db", "-f", str(folder / "haproxy.cfg")], port, folder):
        yield port


class Supervisor:
    """Starts programs anew whenever they end, as systemd or a container platform does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.commands: dict[str, tuple[list[str], Mapping[str, str]]] = {}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.starts: dict[str, int] = {}
        self._is_over = threading.Event()
        self._watch = threading.Thread(target=self._keep_running)

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._is_over.set()
        self._watch.join()
        for name in self.processes:
            self.kill(name)

    def keep(self, name: str, command: list[str], environment: Mapping[str, str]) -> None:
        """Start this program, and again whenever it has ended."""
        self.commands[name] = command, environment
        self._start(name)

    def kill(self, name: str) -> None:
        """The program and all that it has started, in one blow."""
        process = self.processes[name]  # the watch may put another in its place at once
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def log(self, name: str) -> str:
        """What it has said in all of its lives."""
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def _start(self, name: str) -> None:
        command, environment = self.commands[name]
        self.starts[name] = self.starts.get(name, 0) + 1
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def _keep_running(self) -> None:
        while not self._is_over.wait(0.5):
            for name, process in list(self.processes.items()):
                if process.poll() is not None:
                    self._start(name)


def wait_for(host: str, port: int) -> None:
    """Until the web process there answers."""
    ends_at = time.monotonic() + LONGEST_START
    said = b"nothing"
    while time.monotonic() < ends_at:
        line = http.client.HTTPConnection(host, port, timeout=LONGEST_START)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(line):
            line.request("GET", "/health/ready", headers={"Host": "localhost"})
            said = line.getresponse().read()
        if said == b"ready\n":
            return
        time.sleep(0.2)
    raise AssertionError(f"{host} says {said.decode(errors='replace')}")
