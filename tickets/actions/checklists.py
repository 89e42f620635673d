"""What has to be done about a report: lists are attached by rule or by hand, points are ticked off and added."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.scope import as_job
from tickets.actions.steps import lock, one_line, require_staff
from tickets.models import Checklist, ChecklistItem, ChecklistTemplate, Ticket
from tickets.querysets import ChecklistTemplateQuerySet

OWN_POINTS = "Eigene Punkte"
MOST_POINTS = 100


def attach_by_rule(*, ticket: Ticket, now: datetime) -> None:
    """Attach the lists whose rule names category or kind of a report; what is there already stays as it is.

    The system does it, also for reports that an authority opens: of lists an authority sees nothing.
    """
    with as_job("Checklisten anhängen"):
        attach_templates(ticket=ticket, templates=ChecklistTemplate.objects.for_report(ticket), now=now)


@transaction.atomic
def attach_checklist(*, ticket: Ticket, template: ChecklistTemplate, by: User, now: datetime) -> None:
    """Attach a list by hand; a list that is there already stays as it is."""
    require_staff(by)
    attach_templates(ticket=lock(ticket), templates=ChecklistTemplate.objects.filter(pk=template.pk), now=now)


@transaction.atomic
def add_point(*, ticket: Ticket, text: str, by: User, now: datetime) -> ChecklistItem:
    """Add a point of one's own to a report."""
    require_staff(by)
    current = lock(ticket)
    text = one_line(text)
    if not text:
        raise ValidationError({"text": "Bitte schreiben Sie, was zu tun ist."})
    own, _ = Checklist.objects.get_or_create(
        ticket=current, template=None, defaults={"title": OWN_POINTS, "attached_at": now}
    )
    last = own.items.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    if position >= MOST_POINTS:
        raise ValidationError("Mehr Punkte nimmt diese Liste nicht auf.")
    return own.items.create(text=text[:200], position=position)


@transaction.atomic
def tick(*, item: ChecklistItem, is_done: bool, by: User, now: datetime) -> ChecklistItem:
    """Tick a point off or open it again; who ticked it off first stays."""
    require_staff(by)
    current = ChecklistItem.objects.select_for_update().get(pk=item.pk)
    if current.is_done != is_done:
        current.done_at, current.done_by = (now, by) if is_done else (None, None)
        current.save(update_fields=["done_at", "done_by"])
    return current


def attach_templates(*, ticket: Ticket, templates: ChecklistTemplateQuerySet, now: datetime) -> None:
    """Copy the points of templates to a locked or new report; a template that is there already is passed over."""
    missing = list(templates.missing_at(ticket))
    lists = Checklist.objects.bulk_create(
        Checklist(ticket=ticket, template=template, title=template.title, attached_at=now) for template in missing
    )
    ChecklistItem.objects.bulk_create(
        ChecklistItem(checklist=checklist, text=text, position=position)
        for checklist, template in zip(lists, missing, strict=True)
        for position, text in enumerate(template.texts[:MOST_POINTS])
    )
