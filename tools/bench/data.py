"""The database of the bench: the demo, and around it as many reports as are asked for.

Rows come in by COPY and by one statement per table, with triggers and foreign keys asleep and the indexes built
afterwards; the search then reads all reports at once, by the same function that follows every change in operation.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

from tools.bench.texts import Writer

YEARS = 5
AUTHORITIES = 300
PEOPLE = 30_000
OPEN_AMONG_NEWEST = 0.01
"""Of all reports so many are the newest, and most of the open ones are among these."""
IN_FILES = 0.05
AT_ONCE = 20_000
TABLES = (
    "customers_authority", "customers_contact", "workstations_workstation", "tickets_ticket", "tickets_message",
    "tickets_attachment", "tickets_ticketevent", "tickets_searchentry", "tickets_searchword",
)  # fmt: skip
SEARCHED = ("search_entry_words", "search_word_parts")  # are built when the words are there
MOMENTS = (
    "response_warns_at", "response_due_at", "responded_at", "warns_at", "due_at", "paused_at", "workaround_at",
    "resolved_at", "closed_at", "updated_at",
)  # fmt: skip
STILL_TO_COME = ("response_warns_at", "response_due_at", "warns_at", "due_at")  # all others lie in the past
ENDED_ONES = "state IN ('closed', 'cancelled')"

AUTHORITIES_SQL = f"""
INSERT INTO customers_authority (key, name, short_name, kind, ags, ars, street, postcode, city, note, source, certainty,
    is_served_by_mail, is_demo)
SELECT 'bench-' || n, 'Vergleichsgemeinde ' || n, 'Vergleich ' || n, 'other', '', '', '', '', '', '', '', '', true, true
FROM generate_series((SELECT count(*) + 1 FROM customers_authority), {AUTHORITIES}) n"""

# The first authority has most people, the one on place n about n^-0.8 as many.
PEOPLE_SQL = f"""
WITH body AS MATERIALIZED (
    SELECT id, row_number() OVER (ORDER BY key <> 'stadt-schwerin', id) AS place FROM customers_authority
), share AS (SELECT sum(place ^ -0.8) AS total FROM body),
name AS MATERIALIZED (SELECT array_agg(DISTINCT first_name) AS firsts, array_agg(DISTINCT last_name) AS lasts
    FROM customers_contact WHERE first_name <> ''),
person AS (
    INSERT INTO customers_contact (authority_id, first_name, last_name, function, role, email, phone, is_active,
        is_served_by_mail, is_demo)
    SELECT body.id, firsts[1 + floor(random() * cardinality(firsts))], lasts[1 + floor(random() * cardinality(lasts))],
        '', 'reporter', '', '', true, true, true
    FROM body, share, name, generate_series(1, ceil({PEOPLE} * body.place ^ -0.8 / share.total)::int) n
    RETURNING id, authority_id)
INSERT INTO workstations_workstation (inventory_number, name, authority_id, used_by_id, network, state, in_service_on, note, is_demo)
SELECT 'B' || authority_id || '-AP-' || id, 'pc-' || id, authority_id, id, 'administration', 'in_service', '2024-01-02', '', true
FROM person"""


def build(size: int) -> None:
    """A database of that size; one of another size or with other migrations is thrown away first."""
    from django.core.management import call_command
    from django.db import connections

    wanted = state_of_code(size)
    if found() == wanted:
        return
    started = time.perf_counter()
    print(f"Building a database with {size:,} reports …", flush=True)
    connections.close_all()
    call_command("demo", reset=True, data_only=True, tickets=300)
    connections.close_all()
    with owner() as connection:
        with asleep(connection) as indexes:
            fill(connection, size)
            say("written", started)
        connection.execute("ANALYZE; SELECT setval('tickets_ticket_id_seq', (SELECT max(id) FROM tickets_ticket))")
        say("indexed", started)
        let_search_read(connection, indexes)
        say("read by the search", started)
        connection.execute("VACUUM ANALYZE")
        connection.execute(f"COMMENT ON DATABASE ksm IS '{wanted}'")
    say("done", started)


def state_of_code(size: int) -> str:
    """What the database was built from: the size, the migrations and this folder."""
    from django.conf import settings

    digest = hashlib.sha256(str(size).encode())
    for path in sorted(
        [*settings.BASE_DIR.glob("*/migrations/0*.py"), Path(__file__), Path(__file__).with_name("texts.py")]
    ):
        digest.update(path.name.encode() + path.read_bytes())
    return f"bench {size} {digest.hexdigest()[:16]}"


def found() -> str | None:
    """What the database that is there says it was built from; nothing where building was broken off."""
    with owner() as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    return row[0] if row else None


@contextmanager
def owner() -> Iterator[psycopg.Connection[Any]]:
    """As the superuser of the bench's own server: nobody else can put triggers and foreign keys to sleep."""
    from django.db import connections

    from ksm.embedded_postgres import SUPERUSER

    settings = connections["owner"].settings_dict
    query = settings.get("OPTIONS", {})
    host = settings["HOST"] or query.get("host")
    with psycopg.connect(host=host, user=SUPERUSER, dbname=settings["NAME"], autocommit=True) as connection:
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


def fill(connection: psycopg.Connection[Any], size: int) -> None:
    """Authorities, people and workstations, then the reports with what was written about them."""
    now = datetime.now(tz=UTC)
    connection.execute(f"SELECT setseed(0.5); {AUTHORITIES_SQL}; {PEOPLE_SQL}")
    row = connection.execute("SELECT max(id) FROM tickets_ticket").fetchone()
    assert row
    first = row[0] + 1
    connection.execute("CREATE UNLOGGED TABLE bench_text (n int, subject text, description text)")
    writer = Writer(size)
    with connection.cursor().copy("COPY bench_text FROM STDIN") as copy:
        for n in range(size):
            copy.write_row((n, writer.subject(n), writer.text(45)))
    reports(connection, size, first, now)
    staff = keys(connection, "SELECT user_id FROM accounts_staffmember WHERE user_id IS NOT NULL ORDER BY 1")
    others = keys(connection, "SELECT user_id FROM customers_contact WHERE user_id IS NOT NULL ORDER BY 1")
    random = writer.random
    columns = "ticket_id, kind, author_id, author_is_staff, body, created_at"
    with connection.cursor().copy(f"COPY tickets_message ({columns}) FROM STDIN") as copy:
        for n in range(size):
            at = moment(n, size, now)
            for part in range(random.choice((1, 1, 2, 2, 2, 3, 3))):
                is_note = random.random() < 0.25
                by_staff = is_note or random.random() < 0.7
                author = random.choice(staff if by_staff else others)
                kind = "note" if is_note else "reply"
                copy.write_row((first + n, kind, author, by_staff, writer.text(40), at + timedelta(hours=part + 1)))
    connection.execute("DROP TABLE bench_text")
    columns = "ticket_id, file, name, size, content_type, uploaded_by_id, uploaded_at, scan, malware"
    with connection.cursor().copy(f"COPY tickets_attachment ({columns}) FROM STDIN") as copy:
        for n in range(size):
            if random.random() < IN_FILES:
                row = (
                    first + n,
                    "none",
                    writer.file_name(),
                    1,
                    "image/png",
                    others[0],
                    moment(n, size, now),
                    "unscanned",
                    "",
                )
                copy.write_row(row)


def moment(n: int, size: int, now: datetime) -> datetime:
    """When a report was made: spread evenly, the last one a moment ago."""
    return now - timedelta(days=365 * YEARS * (size - n) / size)


def keys(connection: psycopg.Connection[Any], query: str) -> list[int]:
    return [row[0] for row in connection.execute(query).fetchall()]


def reports(connection: psycopg.Connection[Any], size: int, first: int, now: datetime) -> None:
    """The reports: texts of their own, somebody of some authority, and the course of one of the demo's."""
    from tickets.models import Ticket

    own = {"id", "number", "subject", "description", "authority", "requester", "workstation", "created_at", "wakes_on"}
    columns = [f.column for f in Ticket._meta.concrete_fields if f.name not in own and f.column not in MOMENTS]
    kept = ", ".join(f"t.{column}" for column in columns)
    shifted = ", ".join(
        f"CASE WHEN t.{column} IS NOT NULL THEN least(t.{column} + shift, %(now)s) END"
        if column not in STILL_TO_COME
        else f"t.{column} + shift"
        for column in MOMENTS
    )
    edge = int(size * (1 - OPEN_AMONG_NEWEST))
    connection.execute(
        f"""CREATE TEMPORARY TABLE course AS SELECT row_number() OVER (PARTITION BY is_any ORDER BY t.id) AS place, is_any, t.*
            FROM tickets_ticket t CROSS JOIN (VALUES (true), (false)) side(is_any) WHERE is_any OR {ENDED_ONES};
        CREATE TEMPORARY TABLE person AS SELECT row_number() OVER (ORDER BY c.id) AS place, c.id, c.authority_id,
            w.id AS workstation_id FROM customers_contact c LEFT JOIN (
            SELECT used_by_id, min(id) AS id FROM workstations_workstation GROUP BY used_by_id) w ON w.used_by_id = c.id;
        ANALYZE course, person, bench_text;"""
    )
    counts = connection.execute(
        """SELECT (SELECT count(*) FROM person) AS people, count(*) FILTER (WHERE is_any) AS courses,
            count(*) FILTER (WHERE NOT is_any) AS ended FROM course"""
    ).fetchone()
    assert counts
    connection.execute(
        f"""INSERT INTO tickets_ticket (id, number, subject, description, authority_id, requester_id, workstation_id, created_at,
            wakes_on, {", ".join(columns)}, {", ".join(MOMENTS)})
        SELECT %(first)s + r.n, to_char(r.at, 'YY') || '-' || (1000000 + r.n), r.subject, r.description, p.authority_id, p.id,
            p.workstation_id, r.at, (t.wakes_on + shift)::date, {kept}, {shifted}
        FROM (SELECT n, subject, description, n >= %(edge)s AS is_new, 1 + floor(random() * %(people)s)::bigint AS of_person,
                1 + floor(random() * CASE WHEN n >= %(edge)s THEN %(courses)s ELSE %(ended)s END)::bigint AS of_course,
                %(now)s - make_interval(secs => 86400.0 * 365 * %(years)s * (%(size)s - n) / %(size)s) AS at FROM bench_text) r
        JOIN person p ON p.place = r.of_person JOIN course t ON t.is_any = r.is_new AND t.place = r.of_course
        CROSS JOIN LATERAL (SELECT r.at - t.created_at) s(shift)""",
        {"first": first, "size": size, "now": now, "years": YEARS, "edge": edge}
        | dict(zip(("people", "courses", "ended"), counts, strict=True)),
    )


def let_search_read(connection: psycopg.Connection[Any], indexes: dict[str, str]) -> None:
    """All entries at once, by two sessions; then each word once, and the indexes over both."""
    row = connection.execute("SELECT max(id) FROM tickets_ticket").fetchone()
    assert row
    parts = [(first, first + AT_ONCE) for first in range(0, row[0] + 1, AT_ONCE)]

    def read(part: tuple[int, int]) -> None:
        with owner() as session:
            session.execute(
                "SELECT search_refresh(ARRAY(SELECT id FROM tickets_ticket WHERE id >= %s AND id < %s))", part
            )

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(read, parts))
    connection.execute("SELECT search_tidy_words()")
    for definition in indexes.values():
        connection.execute(definition)


def say(what: str, started: float) -> None:
    print(f"  {what}: {time.perf_counter() - started:,.0f} s", flush=True)
