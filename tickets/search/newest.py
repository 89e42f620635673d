"""The newest reports that say something, found by the index however many say it."""

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from accounts.models import User
    from tickets.search.words import Queries

FIND = """
SELECT search_newest(ARRAY(SELECT to_tsquery('simple', one) FROM unnest(%s::text[]) one),
    %s::bigint[], %s::bigint[], %s::bigint[], %s, %s)
"""


def newest(user: "User", queries: "Queries", *, most: int, authority: int | None = None) -> list[int]:
    """Keys of the newest reports that match all of some queries in what a person may read, the newest first.

    `authority` narrows to the reports of one. One query of the database.
    """
    access = user.access
    authorities: list[int] | None = None if access.is_staff else list(access.whole_authorities)
    persons: list[int] | None = None if access.is_staff else list(access.contacts)
    if authority is not None and access.is_staff:
        authorities = [authority]
    elif authorities is not None and set(access.authorities) <= set(authorities):
        persons = []  # what is one's own is among what is one's authorities'
    if not queries.texts or not (access.is_staff or authorities or persons):
        return []
    with connection.cursor() as cursor:
        known = [often for often in queries.often if often]
        cursor.execute(FIND, [queries.texts, known, authorities, persons, user.is_service_staff, most])
        return [key for (key,) in cursor.fetchall()]
