"""How far a job has come, told to those who wait while its transaction is still open."""

import contextlib
import time
from collections.abc import Iterator

from django.db import DatabaseError, connections

from accounts.scope import JOB

EVERY = 0.5
"""Seconds between two words."""
SETTINGS = "SELECT set_config('role', %s, false), set_config('lock_timeout', '200', false)"
WORD = "UPDATE imports_import SET rows_done = %s, rows_all = %s WHERE id = %s"


class Progress:
    """Writes the number of rows through a connection of its own: what the job itself writes is seen only at its end.

    So the job must not touch the row of its import before it is done. A word that cannot be written is left out.
    """

    def __init__(self, run: int) -> None:
        self.run = run
        self.told_at = time.monotonic()
        self.total = self.offset = 0
        self.connection = connections.create_connection("default")

    def more(self, rows: int) -> None:
        """So many rows are to be gone through in one more pass."""
        self.offset, self.total = self.total, self.total + rows

    def __call__(self, done: int) -> None:
        """So many rows are done."""
        if time.monotonic() - self.told_at < EVERY:
            return
        self.told_at = time.monotonic()
        with contextlib.suppress(DatabaseError), self.connection.cursor() as cursor:
            cursor.execute(SETTINGS, [JOB])
            cursor.execute(WORD, [self.offset + done, self.total, self.run])


@contextlib.contextmanager
def told(run: int) -> Iterator[Progress]:
    """The progress of one import, as long as its job runs."""
    progress = Progress(run)
    try:
        yield progress
    finally:
        progress.connection.close()
