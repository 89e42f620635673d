"""The server of the bench and its databases: the demo once, and a copy of it for each size with the reports around it.

What a database was built from stands in its comment, so that it is kept from run to run and built anew when migrations,
the demo or the generator change. Built is without safety against a power failure, measured is with it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
from psycopg import sql

from ksm import embedded_postgres
from ksm.demo.server import Child, end

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "var" / "bench"
DEMO = embedded_postgres.DATABASE
"""The database of the demo, of which all others are copies."""
ROWS = ("build.py", "rows.py", "stock.py", "texts.py")
"""What the rows of a size depend on besides the demo."""


def name_of(size: int) -> str:
    return f"ksm_bench_{size}"


def build(size: int) -> None:
    """Have the database of that size, and the server as it is to be measured: another process builds, quickly and unsafely."""
    environment = os.environ | {"KSM_VAR_DIR": str(FOLDER), "KSM_POSTGRES_FAST": "true", "KSM_LOG_LEVEL": "ERROR"}
    environment |= {"DJANGO_SETTINGS_MODULE": "ksm.settings"}
    command = [sys.executable, "-m", "tools.bench.build", str(size)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, start_new_session=True
    )  # Ctrl-C is for us, who end it
    try:
        if code := process.wait():
            raise subprocess.CalledProcessError(code, command)
        os.sync()
    finally:
        end([Child("build", process)])
        embedded_postgres.ensure_running(FOLDER)  # then it is ended with us, also when building was broken off
    with configured({}):
        pass  # as it comes, whatever a run that was killed had told it


@contextmanager
def alone() -> Iterator[None]:
    """Nobody else measures in this checkout until the block is left, since two at once would measure each other."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit("Another bench or load runs in this checkout; two at once would measure each other.")
        yield


def url(name: str, role: str = embedded_postgres.ROLE) -> str:
    """The address of a database for a role."""
    parts = urlsplit(embedded_postgres.owner_url(FOLDER))
    return f"postgresql://{role}@/{name}?{parts.query}"


def socket_folder() -> str:
    """Where the server listens."""
    return parse_qs(urlsplit(embedded_postgres.owner_url(FOLDER)).query)["host"][0]


@contextmanager
def superuser(name: str) -> Iterator[psycopg.Connection[Any]]:
    """As the superuser of the bench's own server: nobody else can put triggers and foreign keys to sleep."""
    with psycopg.connect(url(name, embedded_postgres.SUPERUSER), autocommit=True) as connection:
        yield connection


@contextmanager
def configured(settings: dict[str, str]) -> Iterator[None]:
    """The server with other settings for a while; what a run that was killed left behind goes first."""
    with superuser("postgres") as connection:
        try:
            _configure(connection, settings)
            yield
        finally:
            _configure(connection, {})


def _configure(connection: psycopg.Connection[Any], settings: dict[str, str]) -> None:
    connection.execute("ALTER SYSTEM RESET ALL")
    for name, value in settings.items():
        connection.execute(f"ALTER SYSTEM SET {name} = {value}")
    connection.execute("SELECT pg_reload_conf()")
    time.sleep(0.3)  # until every session has heard of it


def comment(name: str) -> str | None:
    """What a database says it was built from; nothing where it is missing or building was broken off."""
    with superuser("postgres") as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
    return row[0] if row else None


def note(name: str, state: str) -> None:
    """Say what a database was built from, once it is complete."""
    with superuser("postgres") as connection:
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(state)))


def copy(source: str, name: str) -> None:
    """A new database like another one, in place of one that may be there."""
    with superuser("postgres") as connection:
        _make_anew(connection, name, embedded_postgres.OWNER, sql.SQL("TEMPLATE {}").format(sql.Identifier(source)))


def create(name: str, role: str) -> None:
    """A new, empty database of a role that is made if need be."""
    with superuser("postgres") as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        _make_anew(connection, name, role, sql.SQL(""))


def _make_anew(connection: psycopg.Connection[Any], name: str, owner: str, like: sql.Composable) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    statement = sql.SQL("CREATE DATABASE {} OWNER {} {}")
    connection.execute(statement.format(sql.Identifier(name), sql.Identifier(owner), like))


def state_of_demo() -> str:
    """What the demo was built from: migrations, rights and rules of the database, seeds, and the code that makes it up."""
    patterns = ("*/migrations/0*.py", "accounts/roles.py", "ksm/isolation/*.*", "ksm/demo/**/*.py", "seeds/**/*.*")
    paths = [path for pattern in patterns for path in ROOT.glob(pattern)]
    return f"demo {fingerprint(paths)}"


def state_of_rows(size: int) -> str:
    """What a size was built from: the demo, and the code of its rows."""
    return f"bench {size} {state_of_demo()} {fingerprint([Path(__file__).with_name(name) for name in ROWS])}"


def fingerprint(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]
