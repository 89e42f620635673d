"""The newest reports that say something, found by the index however many say it."""

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from accounts.models import User

FIND = """
SELECT search_newest(ARRAY(SELECT to_tsquery('simple', one) FROM unnest(%s::text[]) one), %s::tsquery, %s, %s)
"""


def newest(user: "User", queries: list[str], *, most: int) -> list[int]:
    """Keys of the newest reports that match any of some queries in what a person may read, the newest first.

    The queries are written as PostgreSQL does. One query of the database.
    """
    whose = _marks(user)
    if not queries or whose == "":
        return []
    with connection.cursor() as cursor:
        cursor.execute(FIND, [queries, whose, user.is_service_staff, most])
        return [key for (key,) in cursor.fetchall()]


def _marks(user: "User") -> str | None:
    """The marks of the authorities and contacts whose reports a person sees; nothing for staff, who see all."""
    access = user.access
    if access.is_staff:
        return None
    marks = [f"'§a{key}'" for key in access.whole_authorities] + [f"'§p{key}'" for key in access.contacts]
    return " | ".join(marks)
