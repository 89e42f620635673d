"""The rows of a size: as many reports as are asked for, with what was written and done about them.

Rows come in by COPY and by one statement per table, while triggers and foreign keys sleep and no index is kept.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from typing import Any

import psycopg

from tools.bench import database, stock
from tools.bench.texts import Writer

YEARS = 5
OPEN_AMONG_NEWEST = 0.01
"""Of all reports so many are the newest, and most of the open ones are among these."""
IN_FILES = 0.05
LONG = (20, 200)
"""So many messages two of the newest reports have."""
MOMENTS = (
    "response_warns_at", "response_due_at", "responded_at", "warns_at", "due_at", "paused_at", "workaround_at",
    "resolved_at", "closed_at", "updated_at",
)  # fmt: skip
STILL_TO_COME = ("response_warns_at", "response_due_at", "warns_at", "due_at")  # all others lie in the past
ENDED_ONES = "state IN ('closed', 'cancelled')"
EVENTS_SQL = """
WITH staff AS (SELECT array_agg(user_id ORDER BY user_id) AS keys FROM accounts_staffmember WHERE user_id IS NOT NULL)
INSERT INTO tickets_ticketevent (ticket_id, kind, by_id, at, before, after, reason, is_public)
SELECT t.id, step.kind, keys[1 + t.id %% cardinality(keys)], step.at, '', '', '', step.kind <> 'taken'
FROM tickets_ticket t CROSS JOIN staff CROSS JOIN LATERAL (VALUES ('opened', t.created_at), ('taken', t.responded_at),
    ('resolved', t.resolved_at), ('closed', t.closed_at)) step(kind, at)
WHERE t.id >= %(first)s AND step.at IS NOT NULL ORDER BY t.id, step.at"""


def fill(connection: psycopg.Connection[Any], name: str, size: int) -> None:
    """People and workstations, then the reports and, by another process meanwhile, what was written about them."""
    now = datetime.now(tz=UTC)
    connection.execute(f"SELECT setseed(0.5); {stock.PEOPLE_SQL}")
    row = connection.execute("SELECT max(id) FROM tickets_ticket").fetchone()
    assert row
    first = row[0] + 1
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        written = other.submit(written_about, name, size, first, now)
        texts_and_reports(connection, size, first, now)
        written.result()
    connection.execute(EVENTS_SQL, {"first": first})


def texts_and_reports(connection: psycopg.Connection[Any], size: int, first: int, now: datetime) -> None:
    """What the reports say, then the reports."""
    connection.execute("CREATE UNLOGGED TABLE bench_text (n int, subject text, description text)")
    writer = Writer(size)
    with connection.cursor().copy("COPY bench_text FROM STDIN") as copy:
        for n in range(size):
            copy.write_row((n, writer.subject(n), writer.text(45)))
    reports(connection, size, first, now)
    connection.execute("DROP TABLE bench_text")


def written_about(name: str, size: int, first: int, now: datetime) -> None:
    """Messages and files of the reports, in a process of its own."""
    with database.superuser(name) as connection:
        connection.execute("SET session_replication_role = replica")
        writer = Writer(size + 1)
        messages(connection, writer, size, first, now)
        attachments(connection, writer, size, first, now)


def messages(connection: psycopg.Connection[Any], writer: Writer, size: int, first: int, now: datetime) -> None:
    """One to three about each report; about two of the newest, 20 and 200."""
    staff = keys(connection, "SELECT user_id FROM accounts_staffmember WHERE user_id IS NOT NULL ORDER BY 1")
    others = keys(connection, "SELECT user_id FROM customers_contact WHERE user_id IS NOT NULL ORDER BY 1")
    random = writer.random
    long_ones = {size - 20 - place: count for place, count in enumerate(LONG)}
    columns = "ticket_id, kind, author_id, author_is_staff, body, created_at"
    with connection.cursor().copy(f"COPY tickets_message ({columns}) FROM STDIN") as copy:
        for n in range(size):
            at = moment(n, size, now)
            count = long_ones.get(n)
            apart = timedelta(hours=1) if count is None else timedelta(seconds=10)
            for part in range(count or random.choice((1, 1, 2, 2, 2, 3, 3))):
                is_note = random.random() < 0.25
                by_staff = is_note or random.random() < 0.7
                author = random.choice(staff if by_staff else others)
                kind = "note" if is_note else "reply"
                copy.write_row((first + n, kind, author, by_staff, writer.text(40), at + apart * (part + 1)))


def attachments(connection: psycopg.Connection[Any], writer: Writer, size: int, first: int, now: datetime) -> None:
    """Files that are known by name; none lies on the disk."""
    row = connection.execute("SELECT min(user_id) FROM customers_contact").fetchone()
    assert row
    columns = "ticket_id, file, name, size, content_type, uploaded_by_id, uploaded_at, scan, malware"
    with connection.cursor().copy(f"COPY tickets_attachment ({columns}) FROM STDIN") as copy:
        for n in range(size):
            if writer.random.random() < IN_FILES:
                name, at = writer.file_name(), moment(n, size, now)
                copy.write_row((first + n, "none", name, 1, "image/png", row[0], at, "unscanned", ""))


def moment(n: int, size: int, now: datetime) -> datetime:
    """When a report was made: spread evenly, the last one a moment ago."""
    return now - timedelta(days=365 * YEARS * (size - n) / size)


def keys(connection: psycopg.Connection[Any], query: str) -> list[int]:
    return [row[0] for row in connection.execute(query).fetchall()]


def reports(connection: psycopg.Connection[Any], size: int, first: int, now: datetime) -> None:
    """The reports: texts of their own, somebody of some authority, and the course of one of the demo's."""
    from tickets.models import Ticket

    own = {"id", "number", "subject", "description", "authority", "requester", "workstation", "created_at", "wakes_on"}
    columns = [str(f.column) for f in Ticket._meta.concrete_fields if f.name not in own and f.column not in MOMENTS]
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
