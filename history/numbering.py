"""Numbers that go up by one within a year, for rows that people name by a number."""

from django.db import connection, models


def next_of_year(counter: type[models.Model], year: int) -> int:
    """The next number of a year from a table of counters (`year`, `last`); two at the same moment never get the same.

    The row of the year stays locked until the transaction ends, so that none is left out.
    """
    table = connection.ops.quote_name(counter._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (year, last) VALUES (%s, 1) ON CONFLICT (year) DO UPDATE SET last = {table}.last + 1 RETURNING last",  # noqa: S608 – the name is our own
            [year],
        )
        last: int = cursor.fetchone()[0]
    return last
