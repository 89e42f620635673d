"""Which statements a page sends: the database itself writes them down for a moment, so that no application is changed."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

LINE = re.compile(
    r"^bench (?P<role>\S+) LOG: +duration: (?P<ms>[\d.]+) ms +(?:statement|execute [^:]*): (?P<sql>.*)", re.MULTILINE
)
NO_QUERY = re.compile(r"^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|CLOSE)\b", re.IGNORECASE)
"""Marks of transactions and cursors: no question is asked."""
SETTINGS = {"log_line_prefix": "'bench %u '", "log_min_duration_statement": "0"}


@dataclass(frozen=True)
class Statement:
    """One statement and how long the database took."""

    role: str
    ms: float
    sql: str

    @property
    def is_query(self) -> bool:
        return not NO_QUERY.match(self.sql)


class Log:
    """The log of the server, which is only written while somebody listens."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        row = connection.execute("SHOW data_directory").fetchone()
        assert row
        self.path = Path(row[0]).parent / "server.log"

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Every statement is written down, of all sessions."""
        try:
            self._set({name: f"= {value}" for name, value in SETTINGS.items()})
            yield
        finally:
            self.silence()

    def silence(self) -> None:
        """As the server was; also after a run that was killed while it listened."""
        self._set(dict.fromkeys(SETTINGS))

    def _set(self, settings: dict[str, str | None]) -> None:
        for name, value in settings.items():
            self.connection.execute(f"ALTER SYSTEM {f'SET {name} {value}' if value else f'RESET {name}'}")
        self.connection.execute("SELECT pg_reload_conf()")
        time.sleep(0.3)  # until every session has heard of it

    def position(self) -> int:
        return self.path.stat().st_size

    def between(self, begin: int, end: int) -> list[Statement]:
        """What was written from one place to another, but for what the bench itself asked."""
        with self.path.open("rb") as file:
            file.seek(begin)
            text = file.read(end - begin).decode(errors="replace")
        found = (Statement(match["role"], float(match["ms"]), match["sql"]) for match in LINE.finditer(text))
        return [one for one in found if one.role != "postgres"]
