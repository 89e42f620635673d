"""The server of the bench and its databases: the demo once, and a copy of it for each size with the reports around it.

What a database was built from stands in its comment, so that it is kept from run to run and built anew when migrations,
the demo or the generator change. Built is without safety against a power failure, measured is with it.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
from psycopg import sql

from ksm import embedded_postgres

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
    FOLDER.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"KSM_VAR_DIR": str(FOLDER), "KSM_POSTGRES_FAST": "true", "KSM_LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "tools.bench.build", str(size)]
    subprocess.run(command, cwd=ROOT, env=environment | {"DJANGO_SETTINGS_MODULE": "ksm.settings"}, check=True)
    os.sync()
    embedded_postgres.ensure_running(FOLDER)


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
    """What the demo was built from: migrations, seeds, and the code that makes it up."""
    paths = [*ROOT.glob("*/migrations/0*.py"), *ROOT.glob("ksm/demo/**/*.py"), *ROOT.glob("seeds/**/*.*")]
    return f"demo {fingerprint(paths)}"


def state_of_rows(size: int) -> str:
    """What a size was built from: the demo, and the code of its rows."""
    return f"bench {size} {state_of_demo()} {fingerprint([Path(__file__).with_name(name) for name in ROWS])}"


def fingerprint(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]
