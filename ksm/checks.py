"""What must be true of the database before the application works with it."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

OLDEST_POSTGRESQL = 150000
POWERS = """
SELECT current_setting('is_superuser') = 'on', rolbypassrls,
    EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid AND relkind IN ('r', 'p')),
    EXISTS (SELECT FROM pg_roles owner WHERE owner.rolname = 'ksm_owner' AND pg_has_role(pg_roles.oid, owner.oid, 'MEMBER'))
FROM pg_roles WHERE rolname = current_user
"""


def problem_of_role(connection: BaseDatabaseWrapper) -> str:
    """Why the role could pass by the rules that the database keeps, or an empty string."""
    with connection.cursor() as cursor:
        cursor.execute(POWERS)
        is_superuser, passes_by, owns_tables, is_owner = cursor.fetchone()
    if is_superuser:
        return "the database role is a superuser"
    if passes_by:
        return "the database role bypasses row-level security"
    return "the database role owns the tables" if owns_tables or is_owner else ""


@register(Tags.database)
def check_database(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """An ordinary role that owns nothing, on PostgreSQL 15 or newer; only migrations work as the owner of the tables."""
    problems: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        problem = problem_of_role(connection)
        if problem and not (alias == "owner" and problem.endswith("owns the tables")):
            hint = "Name the role ksm in DATABASE_URL; docs/operations.md says how to create it."
            problems.append(Error(f"{problem.capitalize()}.", hint=hint, id="ksm.E001"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version_num')::int")
            (version,) = cursor.fetchone()
        if version < OLDEST_POSTGRESQL:
            problems.append(Error("PostgreSQL 15 or newer is needed.", id="ksm.E002"))
    return problems
