"""Which reports somebody opened last: the order of their marks, for nobody else."""

from django.db import transaction

from accounts.models import User
from tickets.actions.reading import see
from tickets.models import Ticket, TicketRead


@transaction.atomic
def open_report(*, ticket: Ticket, by: User) -> None:
    """Remember that a person has just opened a report; its mark is made anew.

    So the marks lie in the order in which reports were opened, and no time is kept that would tell when somebody worked.
    """
    TicketRead.objects.visible_to(by).filter(ticket=ticket).delete()
    see(tickets=[ticket], by=by)
