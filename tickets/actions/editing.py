"""Correcting the facts of a report: who reported, about which workstation and Fachverfahren, in which words."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import SpecialistApplication
from customers.models import Contact
from history.versions import as_seen
from tickets.actions.checklists import attach_by_rule
from tickets.actions.opening import check_belongings
from tickets.actions.steps import lock, one_line, record, refuse_before_approval, require_staff, save
from tickets.deadlines import agreement_of, figures, set_deadlines
from tickets.lifecycle import OPEN
from tickets.models import Ticket, TicketEvent
from workstations.models import Workstation

FACTS = {
    "subject": "Betreff",
    "kind": "Art",
    "requester_id": "Ansprechperson",
    "workstation_id": "IT-Arbeitsplatz",
    "application_id": "Fachverfahren",
}
"""What is edited here, by its column, in the words of the timeline."""


@transaction.atomic
def edit_facts(
    *,
    ticket: Ticket,
    by: User,
    subject: str,
    kind: Ticket.Kind,
    requester: Contact,
    workstation: Workstation | None,
    application: SpecialistApplication | None,
    now: datetime,
    version: int | None = None,
) -> Ticket:
    """Correct what a report is about; only the fields that differ from what the person saw are touched.

    So two people who correct different fields both get through; in the same field the second is told of the first.
    """
    require_staff(by)
    wanted = {
        "subject": one_line(subject),
        "kind": kind,
        "requester_id": requester.pk,
        "workstation_id": workstation.pk if workstation else None,
        "application_id": application.pk if application else None,
    }
    current = lock(ticket)
    seen = current if version in (None, current.version) else as_seen(current, version or 0)
    touched = [name for name in FACTS if seen is None or getattr(seen, name) != wanted[name]]
    current = lock(ticket, version=version, touches=touched)
    refuse_before_approval(current)
    if current.state not in OPEN:
        raise ValidationError("Diese Meldung ist schon gelöst. Öffnen Sie sie wieder, um etwas zu ändern.", code="done")
    changed = [name for name in touched if getattr(current, name) != wanted[name]]
    if not changed:
        return current
    before = {name: _in_words(current, name) for name in changed}
    is_other_kind, agreement = "kind" in changed, agreement_of(current)
    agreed = figures(current, agreement)
    for name in changed:
        setattr(current, name, wanted[name])
    check_belongings(
        current.requester,
        current.workstation if "workstation_id" in changed else None,
        current.application if "application_id" in changed else None,
        today=timezone.localdate(now),
    )
    current.clean_fields(exclude=["authority", "requester", "category", "team", "workstation", "application"])
    current.clean()
    if is_other_kind and agreement:
        set_deadlines(current, agreement)
    due = ("response_due_at", "due_at") if is_other_kind else ()
    save(current, now=now, fields=(*(name.removesuffix("_id") for name in changed), *due))
    if is_other_kind:
        attach_by_rule(ticket=current, now=now)
    is_due_otherwise = is_other_kind and agreed != figures(current, agreement)
    moved = f"; Frist vorher {agreed}; jetzt {figures(current, agreement)}" if is_due_otherwise else ""
    for name in changed:
        record(
            current, TicketEvent.Kind.EDITED, by=by, now=now,
            before=before[name][:160], after=f"{FACTS[name]}: {_in_words(current, name)}"[:160],
            reason=f"vorher: {before[name]}{moved if name == 'kind' else ''}"[:300],
        )  # fmt: skip
    return current


def _in_words(ticket: Ticket, name: str) -> str:
    if name == "kind":
        return str(ticket.get_kind_display())
    return str(getattr(ticket, name.removesuffix("_id")) or "keine Angabe")
