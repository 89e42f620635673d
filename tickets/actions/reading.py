"""What one person has read: their own marks, for nobody else."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import OuterRef, Q, Subquery

from accounts.models import User
from tickets.models import Ticket, TicketRead

SEE = f"""
INSERT INTO {TicketRead._meta.db_table} (user_id, ticket_id, seen_version)
SELECT %s, ticket, version FROM unnest(%s::bigint[], %s::integer[]) AS seen(ticket, version)
ON CONFLICT (user_id, ticket_id) DO UPDATE SET seen_version = excluded.seen_version
"""  # noqa: S608 – the name is our own


def see(*, tickets: Sequence[Ticket], by: User) -> None:
    """Remember that a person of the service has these reports before them as they stand."""
    keys, versions = [ticket.pk for ticket in tickets], [ticket.version for ticket in tickets]
    with connection.cursor() as cursor:
        cursor.execute(SEE, [by.pk, keys, versions])


def keep_read(*, tickets: Sequence[Ticket], by: User) -> None:
    """A change of one's own makes nothing unread that one had read; `tickets` are as they were before it."""
    read = [Q(ticket=ticket.pk, seen_version__gte=ticket.version) for ticket in tickets]
    if read:
        today = Ticket.objects.filter(pk=OuterRef("ticket")).values("version")
        TicketRead.objects.visible_to(by).filter(reduce(or_, read)).update(seen_version=Subquery(today))


def mark_unread(*, ticket: Ticket, by: User) -> None:
    """Forget that a person has read a report, so that it stands out in the queue again."""
    TicketRead.objects.visible_to(by).filter(ticket=ticket).delete()
