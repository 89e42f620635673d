"""Keeping the counts of workstations short."""

from django.db import connection


def fold_tallies() -> int:
    """Make one row of what was counted in many; return how many rows fewer there are. What they add up to stays."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT fold_workstation_tallies()")
        fewer: int = cursor.fetchone()[0]
    return fewer
