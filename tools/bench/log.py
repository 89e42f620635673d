"""Which statements a page sends: the database itself writes them down for a moment, so that no application is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tools.bench import database

WATCHED = "bench-"
"""What the sessions of our servers are named after, so that no other is counted."""
LINE = re.compile(
    r"^(?P<server>bench-\S+) LOG: +duration: (?P<ms>[\d.]+) ms +(?P<step>statement|parse|bind|execute)[^:]*: (?P<sql>.*)",
    re.MULTILINE,
)
NO_QUERY = re.compile(r"^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|CLOSE)\b", re.IGNORECASE)
"""Marks of transactions and cursors: no question is asked."""
SETTINGS = {"log_line_prefix": "'%a '", "log_min_duration_statement": "0"}


@dataclass(frozen=True)
class Statement:
    """One statement and how long the database took."""

    server: str
    ms: float
    sql: str
    step: str = "statement"

    @classmethod
    def of(cls, match: re.Match[str]) -> Statement:
        """As the server wrote it down."""
        return cls(match["server"], float(match["ms"]), match["sql"], match["step"])

    @property
    def is_query(self) -> bool:
        """Whether it asks something; what comes before values are put in takes its time only."""
        return self.step not in {"parse", "bind"} and not NO_QUERY.match(self.sql)


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
        with database.configured(SETTINGS):
            yield

    def position(self) -> int:
        return self.path.stat().st_size

    def between(self, begin: int, end: int) -> list[Statement]:
        """What the servers of the bench asked from one place to another; whoever else is at the database is left out."""
        with self.path.open("rb") as file:
            file.seek(begin)
            text = file.read(end - begin).decode(errors="replace")
        return [Statement.of(match) for match in LINE.finditer(text)]
