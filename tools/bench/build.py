"""Builds the database of one size in a process of its own, with a server that gives up safety for speed.

The search then reads all reports at once, by the function by which it follows every change in operation.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg

from ksm import embedded_postgres
from tools.bench import database

TABLES = (
    "customers_contact", "workstations_workstation", "tickets_ticket", "tickets_message", "tickets_attachment",
    "tickets_ticketevent", "tickets_searchentry", "tickets_searchword",
)  # fmt: skip
ENTRIES, WORDS = SEARCHED = ("search_entry_words", "search_word_parts")  # are built when the words are there
AT_ONCE = 20_000
DEMO_REPORTS = 300
HASTE = {"autovacuum": "off", "max_wal_size": "'16GB'", "checkpoint_timeout": "'1h'"}
"""Nothing tidies up behind a table that is still being filled; the server is told so only until it is."""


def main(size: int) -> None:
    """The demo where it is missing, then the rows of the size where they are."""
    embedded_postgres.ensure_running(database.FOLDER, fast=True)
    if database.comment(database.name_of(size)) == database.state_of_rows(size):
        return
    import django

    django.setup()
    if database.comment(database.DEMO) != database.state_of_demo():
        build_demo()
    started = time.perf_counter()
    print(f"Building a database with {size:,} reports …", flush=True)
    name = database.name_of(size)
    database.copy(database.DEMO, name)
    with database.configured(HASTE):
        fill(name, size, started)
    database.note(name, database.state_of_rows(size))
    say("done", started)


def build_demo() -> None:
    """The demo, of which every size is a copy."""
    from django.core.management import call_command
    from django.db import connections

    started = time.perf_counter()
    print("Building the demo around which the reports are …", flush=True)
    call_command("demo", reset=True, data_only=True, tickets=DEMO_REPORTS)
    connections.close_all()
    database.note(database.DEMO, database.state_of_demo())
    say("done", started)


def fill(name: str, size: int, started: float) -> None:
    """All rows, then the indexes, then what the search knows of them."""
    from tools.bench import rows

    with session(name) as connection:
        with asleep(connection) as indexes:
            rows.fill(connection, name, size)
            say("written", started)
        connection.execute("SELECT count_tickets_anew(), count_workstations_anew()")
        connection.execute("ANALYZE; SELECT setval('tickets_ticket_id_seq', (SELECT max(id) FROM tickets_ticket))")
        say("indexed", started)
        let_search_read(name, connection, indexes)
        say("read by the search", started)
        connection.execute("VACUUM (ANALYZE, PARALLEL 2)")


@contextmanager
def session(name: str) -> Iterator[psycopg.Connection[Any]]:
    """The superuser with memory for large sorts."""
    with database.superuser(name) as connection:
        connection.execute(
            "SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'; SET max_parallel_workers_per_gather = 2"
        )
        yield connection


@contextmanager
def asleep(connection: psycopg.Connection[Any]) -> Iterator[dict[str, str]]:
    """No trigger fires, no foreign key is looked up, and no index is kept; all are built anew afterwards, but the given ones."""
    rows = connection.execute(
        """SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename = ANY(%s) AND NOT EXISTS (
            SELECT FROM pg_constraint c WHERE c.conindid = to_regclass(quote_ident(i.indexname)))""",
        [list(TABLES)],
    ).fetchall()
    indexes: dict[str, str] = dict(rows)
    for name in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    connection.execute("SET session_replication_role = replica")
    yield {name: definition for name, definition in indexes.items() if name in SEARCHED}
    connection.execute("SET session_replication_role = DEFAULT")
    for name, definition in indexes.items():
        if name not in SEARCHED:
            connection.execute(definition)


def let_search_read(name: str, connection: psycopg.Connection[Any], indexes: dict[str, str]) -> None:
    """All entries at once, by two sessions; then each word once beside the index over the entries, and the index over the words."""
    row = connection.execute("SELECT max(id) FROM tickets_ticket").fetchone()
    assert row
    parts = [(first, first + AT_ONCE) for first in range(0, row[0] + 1, AT_ONCE)]

    def execute(statement: str, values: tuple[int, ...] = ()) -> None:
        with session(name) as one:
            one.execute(statement, values)

    def read(part: tuple[int, int]) -> None:
        execute(
            "SELECT count(*) FROM search_write(ARRAY(SELECT id FROM tickets_ticket WHERE id >= %s AND id < %s))", part
        )

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(read, parts))
        list(pool.map(execute, [indexes[ENTRIES], "SELECT search_tidy_words()"]))
    connection.execute(indexes[WORDS])


def say(what: str, started: float) -> None:
    print(f"  {what}: {time.perf_counter() - started:,.0f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
