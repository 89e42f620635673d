"""The panel with what has to be done about a report."""

from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from tickets.models import ChecklistItem, ChecklistTemplate, Ticket
from ui.together import Together

OF_POINT = [
    "text", "done_at", "checklist_id", "checklist__title", "checklist__template_id", "checklist__ticket_id",
    "checklist__ticket__number",
]  # fmt: skip


def context(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    """Points in their lists, how many are done, and the templates that can still be attached.

    The lists of reports that were merged into this one stand here too.
    """
    keys = [ticket.pk, *ticket.absorbed]  # type: ignore[attr-defined]  # from the query

    def items(*reports: int) -> QuerySet[ChecklistItem]:
        rows = ChecklistItem.objects.visible_to(user).filter(checklist__ticket__in=reports)
        return rows.order_by("checklist__attached_at", "checklist_id", "position")

    points = page.objects(ChecklistItem, items, *OF_POINT, words=("points", user.reach), given=keys)
    templates = page.objects(
        ChecklistTemplate, lambda: ChecklistTemplate.objects.visible_to(user).active(), "title",
        words=("checklists on offer", user.reach),
    ) if ticket.is_open else []  # fmt: skip

    def attachable() -> list[ChecklistTemplate]:
        attached = {point.checklist.template_id for point in points}
        return [template for template in templates if template.pk not in attached]

    return {
        "points": lambda: points.made,
        "points_done": lambda: sum(point.is_done for point in points),
        "has_open_points": lambda: any(not point.is_done for point in points),
        "checklist_templates": cache(attachable),
    }
