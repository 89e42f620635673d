"""The panel with what has to be done about a report."""

from datetime import datetime
from typing import Any

from accounts.models import User
from tickets.models import ChecklistItem, ChecklistTemplate, Ticket


def context(ticket: Ticket, user: User, now: datetime) -> dict[str, Any]:
    """Points in their lists, how many are done, and the templates that can still be attached.

    The lists of reports that were merged into this one stand here too.
    """
    points = list(
        ChecklistItem.objects.visible_to(user)
        .filter(checklist__ticket__in=Ticket.objects.visible_to(user).merged_keys(ticket))
        .select_related("checklist__ticket", "done_by")
        .order_by("checklist__attached_at", "checklist_id", "position")
    )
    attached = {point.checklist.template_id for point in points}
    templates = ChecklistTemplate.objects.visible_to(user).active() if ticket.is_open else ()
    return {
        "points": points,
        "points_done": sum(point.is_done for point in points),
        "has_open_points": any(not point.is_done for point in points),
        "checklist_templates": [template for template in templates if template.pk not in attached],
    }
