"""A change is laid before somebody else, who approves or rejects it; what that means for the authorities follows at once."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from changes.actions.planning import compute, freeze
from changes.actions.publishing import publish
from changes.actions.steps import MAY_APPROVE, bring, hold, refuse_unseen, said, store
from changes.conflicts import Planning
from changes.lifecycle import Kind, State
from changes.models import Change

OWN_PLAN = "Über eine Änderung entscheidet jemand anderes als die Person, die sie plant oder vorgelegt hat."


@transaction.atomic
def submit_change(
    *, change: Change, conflict_reason: str = "", by: User, now: datetime, version: int | None = None
) -> Change:
    """Lay it before those who approve; where something stands against its time, only with a reason."""
    row = hold(change, by)
    refuse_unseen(row, version)
    bring(row, State.AWAITING)
    if row.kind != Kind.EMERGENCY and row.starts_at <= now:
        raise ValidationError(
            "Der Beginn liegt in der Vergangenheit. Bitte wählen Sie zuerst über „Angaben ändern“ einen späteren."
        )
    if not row.applications.exists() and not row.items.exists():
        raise ValidationError(
            "Bitte nennen Sie zuerst das Fachverfahren oder die Infrastruktur, an der gearbeitet wird."
        )
    compute(row, by)
    row.conflict_reason = conflict_reason.strip()
    if Planning.of(row, now=now).conflicts():
        said(
            row.conflict_reason,
            "conflict_reason",
            "Bitte begründen Sie, warum die Änderung trotzdem zu dieser Zeit sein soll.",
        )
    row.submitted_by = by
    return store(row)


@transaction.atomic
def withdraw_change(*, change: Change, by: User) -> Change:
    """Take it back before anybody has decided, to write it anew."""
    row = hold(change, by)
    if row.state != State.AWAITING:
        raise ValidationError("Nur was zur Freigabe vorliegt, wird zurückgezogen.", code="state")
    bring(row, State.PLANNED)
    row.submitted_by = None
    return store(row)


@transaction.atomic
def approve_change(*, change: Change, note: str = "", by: User, now: datetime, version: int | None = None) -> Change:
    """Somebody else agrees: whom it affects is kept, the authorities read of it, contacts are told.

    An emergency that has begun already is approved afterwards, with a reason.
    """
    row = hold(change, by, right=MAY_APPROVE)
    _require_somebody_else(row, by)
    refuse_unseen(row, version)
    if row.lacks_approval:
        row.decision_note = said(
            note, "note", "Bitte begründen Sie, warum die Änderung ohne Freigabe begonnen werden musste."
        )
    else:
        bring(row, State.APPROVED)
        if row.ends_at <= now:
            raise ValidationError(
                "Die Zeit dieser Änderung ist schon vorbei. Bitte lehnen Sie sie ab, damit sie neu geplant wird."
            )
        row.decision_note = note.strip()
        freeze(change=row, by=by, now=now)
        publish(row, now=now)
    row.decided_by, row.decided_at = by, now
    return store(row)


@transaction.atomic
def reject_change(*, change: Change, reason: str, by: User, now: datetime, version: int | None = None) -> Change:
    """Somebody else does not agree, and says why."""
    row = hold(change, by, right=MAY_APPROVE)
    _require_somebody_else(row, by)
    refuse_unseen(row, version)
    bring(row, State.REJECTED)
    row.decision_note = said(reason, "reason", "Bitte schreiben Sie, warum die Änderung so nicht geht.")
    row.decided_by, row.decided_at = by, now
    return store(row)


def _require_somebody_else(change: Change, by: User) -> None:
    if by.pk in (change.planned_by_id, change.submitted_by_id):
        raise PermissionDenied(OWN_PLAN)
