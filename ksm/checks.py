"""What must be true of the database before the application works with it."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

OLDEST_POSTGRESQL = 150000


@register(Tags.database)
def check_database(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """An ordinary role on PostgreSQL 15 or newer: a superuser would pass by every rule the database keeps."""
    problems: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_setting('is_superuser'), current_setting('server_version_num')::int")
            is_superuser, version = cursor.fetchone()
        if is_superuser == "on":
            problems.append(
                Error(
                    "The database role of the application is a superuser.",
                    hint="Name an ordinary role in DATABASE_URL; docs/operations.md says how to create it.",
                    id="ksm.E001",
                )
            )
        if version < OLDEST_POSTGRESQL:
            problems.append(Error("PostgreSQL 15 or newer is needed.", id="ksm.E002"))
    return problems
