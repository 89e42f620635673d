"""What has to be done about a report: lists are attached by rule or by hand, points are ticked off and added."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max

from accounts.models import User
from tickets.actions.steps import lock, one_line, require_staff
from tickets.models import Checklist, ChecklistItem, ChecklistTemplate, Ticket
from tickets.querysets import ChecklistTemplateQuerySet
from ui.together import Together

OWN_POINTS = "Eigene Punkte"
MOST_POINTS = 100
ATTACH = f"""
WITH attached AS (
    INSERT INTO {Checklist._meta.db_table} (ticket_id, template_id, title, attached_at)
    SELECT %s, list.template, list.title, %s
    FROM unnest(%s::bigint[], %s::text[]) WITH ORDINALITY AS list(template, title, place) ORDER BY list.place
    RETURNING id, template_id
)
INSERT INTO {ChecklistItem._meta.db_table} (checklist_id, text, position)
SELECT attached.id, point.text, point.position
FROM unnest(%s::bigint[], %s::text[], %s::smallint[]) AS point(template, text, position)
JOIN attached ON attached.template_id = point.template
ORDER BY attached.id, point.position
"""  # noqa: S608 – the names are our own
"""Lists and their points at once: nearly every report that is filed gets one."""


def attach_by_rule(*, ticket: Ticket, now: datetime) -> None:
    """Attach the lists whose rule names category or kind of a report; what is there already stays as it is.

    Only in a scope that reaches lists: of these an authority sees nothing, so for what it opens a job does it.
    """
    _attach(ticket, _by_rule(ticket), now)


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
    _attach(ticket, templates.missing_at(ticket.pk), now)


def _by_rule(ticket: Ticket) -> Iterable[ChecklistTemplate]:
    """What is missing of the lists whose rule fits; put into SQL once for each kind of report."""
    kind = ticket.kind
    return Together().objects(
        ChecklistTemplate,
        lambda category, report: ChecklistTemplate.objects.for_report(category, kind).missing_at(report),
        "title",
        "points",
        words=("checklists by rule", kind),
        given=[ticket.category_id, ticket.pk],
    )


def _attach(ticket: Ticket, missing: Iterable[ChecklistTemplate], now: datetime) -> None:
    templates = list(missing)
    if not templates:
        return
    points = [
        (template.pk, text, position)
        for template in templates
        for position, text in enumerate(template.texts[:MOST_POINTS])
    ]
    lists = [row.pk for row in templates], [row.title for row in templates]
    lines = [pk for pk, _, _ in points], [text for _, text, _ in points], [position for _, _, position in points]
    with connection.cursor() as cursor:
        cursor.execute(ATTACH, [ticket.pk, now, *lists, *lines])
