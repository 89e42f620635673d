"""How the database finds an answer, kept by each connection for what is asked again and again (`ui/together.py`)."""

from typing import Any

PREPARED_AFTER = 1
"""So often the same is asked before that."""
MOST_PREPARED = 100
"""On each connection; one takes the database less than half a megabyte. Whoever keeps fewer than people ask for in turn, keeps none."""


def keep_plans(connection: Any, **told: Any) -> None:
    """For every new connection that leads to the database itself.

    Behind PgBouncer the next transaction may run on another one, which knows nothing of what this one kept; there the
    process that answers is not the one that said hello.
    """
    direct = connection.connection
    if direct.prepare_threshold == PREPARED_AFTER:
        return  # it comes out of a pool and is known
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        if cursor.fetchone()[0] == direct.info.backend_pid:
            direct.prepare_threshold, direct.prepared_max = PREPARED_AFTER, MOST_PREPARED
