"""Sessions in the database, as Django keeps them; reading one, which every request does, takes no detour over an object."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

READ = f"SELECT session_data FROM {Session._meta.db_table} WHERE session_key = %s AND expire_date > %s"  # noqa: S608 – the name is not from outside


class SessionStore(DatabaseStore):
    """What `SESSION_ENGINE` names."""

    def load(self) -> dict[str, Any]:
        """What is kept; a key that is unknown or has expired is given up, so that nobody chooses their own."""
        with connection.cursor() as cursor:
            cursor.execute(READ, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        kept: dict[str, Any] = self.decode(row[0])
        return kept
