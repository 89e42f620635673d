"""The panel with what has to be done about a report."""

from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from tickets.models import Checklist, ChecklistItem, ChecklistTemplate, Ticket
from ui.together import Together, moment

OF_POINT = [
    "pk", "text", "done_at", "checklist_id", "checklist__title", "checklist__template_id", "checklist__ticket_id",
    "checklist__ticket__number",
]  # fmt: skip


def context(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    """Points in their lists, how many are done, and the templates that can still be attached.

    The lists of reports that were merged into this one stand here too.
    """
    keys = [ticket.pk, *ticket.absorbed]  # type: ignore[attr-defined]  # from the query

    def items(*reports: int) -> QuerySet[ChecklistItem, Any]:
        rows = ChecklistItem.objects.visible_to(user).filter(checklist__ticket__in=reports)
        return rows.order_by("checklist__attached_at", "checklist_id", "position").values(*OF_POINT)

    rows = page.rows(items, words=("points", user.reach), given=keys)
    templates = page.objects(
        ChecklistTemplate, lambda: ChecklistTemplate.objects.visible_to(user).active(), "title",
        words=("checklists on offer", user.reach),
    ) if ticket.is_open else []  # fmt: skip
    points = cache(lambda: [_point(row) for row in rows])

    def attachable() -> list[ChecklistTemplate]:
        attached = {point.checklist.template_id for point in points()}
        return [template for template in templates if template.pk not in attached]

    return {
        "points": points,
        "points_done": lambda: sum(point.is_done for point in points()),
        "has_open_points": lambda: any(not point.is_done for point in points()),
        "checklist_templates": cache(attachable),
    }


def _point(row: dict[str, Any]) -> ChecklistItem:
    checklist = Checklist(
        pk=row["checklist_id"],
        title=row["checklist__title"],
        template_id=row["checklist__template_id"],
        ticket=Ticket(pk=row["checklist__ticket_id"], number=row["checklist__ticket__number"]),
    )
    return ChecklistItem(pk=row["pk"], text=row["text"], done_at=moment(row["done_at"]), checklist=checklist)
