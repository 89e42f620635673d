"""A new report that begins with a template."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from tickets.actions.checklists import attach_checklist
from tickets.actions.opening import open_ticket
from tickets.models import Ticket, TicketTemplate


@transaction.atomic
def open_from_template(*, template: TicketTemplate | None, by: User, now: datetime, **facts: Any) -> Ticket:
    """Open a report as `open_ticket` does, with the checklist of the template it began with."""
    ticket = open_ticket(by=by, now=now, **facts)
    if template and template.checklist and template.checklist.is_active:
        attach_checklist(ticket=ticket, template=template.checklist, by=by, now=now)
    return ticket
