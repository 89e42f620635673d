"""Who coordinates the IT of an authority, and so approves what its people order."""

from datetime import date

from django.db import connection


def coordinators_of(authority: int, day: date) -> list[int]:
    """The keys of the accounts that coordinate an authority on a day, there or at its Amt; whoever asks may know them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coordinators_of(%s, %s)", [authority, day])
        found: list[int] = cursor.fetchone()[0]
    return found
