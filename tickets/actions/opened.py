"""Which reports somebody opened last: the order of their marks, for nobody else."""

from django.db import connection

from accounts.models import User
from tickets.models import Ticket, TicketRead

MARK_ANEW = f"""
INSERT INTO {TicketRead._meta.db_table} AS mark (user_id, ticket_id, seen_version) VALUES (%s, %s, %s)
ON CONFLICT (user_id, ticket_id) DO UPDATE SET id = excluded.id, seen_version = excluded.seen_version
"""  # noqa: S608 – the name is our own


def open_report(*, ticket: Ticket, by: User) -> None:
    """Remember that a person has just opened a report; its mark is made anew.

    So the marks lie in the order in which reports were opened, and no time is kept that would tell when somebody worked.
    """
    with connection.cursor() as cursor:
        cursor.execute(MARK_ANEW, [by.pk, ticket.pk, ticket.version])
