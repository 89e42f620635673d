"""A change is carried out: begun, finished or rolled back; or moved or called off before."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.updating import set_version
from changes.actions.planning import freeze
from changes.actions.publishing import moved, over, publish, withdrawn
from changes.actions.steps import MAY_APPROVE, bring, hold, said, store
from changes.conflicts import Planning
from changes.lifecycle import Kind, State
from changes.models import Change

QUARTER = timedelta(minutes=15)
"""So much before its time a change begins without anybody being surprised."""


def is_early(change: Change, now: datetime) -> bool:
    """Whether its window is still to come."""
    return change.starts_at > now + QUARTER


@transaction.atomic
def start_change(*, change: Change, by: User, now: datetime, is_meant_early: bool = False) -> Change:
    """The work begins; from now on the Fachverfahren stand as was expected. An emergency may begin without approval.

    Before the time that the authorities were told only an emergency begins, or what is expressly meant to.
    """
    row = hold(change, by)
    bring(row, State.RUNNING)
    if is_early(row, now) and row.kind != Kind.EMERGENCY and not is_meant_early:
        words = f"Das Fenster beginnt erst am {timezone.localtime(row.starts_at):%d.%m.%Y, %H:%M} Uhr. Bitte bestätigen Sie, dass Sie schon jetzt beginnen."
        raise ValidationError({"is_meant_early": words})
    row.started_at = now
    if row.published_at is None:
        freeze(change=row, by=by, now=now)
        publish(row, now=now)
    return store(row)


@transaction.atomic
def finish_change(*, change: Change, result: str, by: User, now: datetime) -> Change:
    """The work is done; what was updated runs in the new version."""
    row = hold(change, by)
    bring(row, State.DONE)
    _end(row, result, now)
    if row.target_version:
        set_version(applications=row.applications.all(), version=row.target_version, by=by)
    return store(row)


@transaction.atomic
def roll_back_change(*, change: Change, result: str, by: User, now: datetime) -> Change:
    """The work failed, and everything is as it was before."""
    row = hold(change, by)
    bring(row, State.ROLLED_BACK)
    _end(row, result, now)
    return store(row)


def moves_anywhere(change: Change, user: User) -> bool:
    """Whether this person moves it also to where something stands against it: who approves and did not plan it."""
    return user.has_perm(MAY_APPROVE) and user.pk not in (change.planned_by_id, change.submitted_by_id)


@transaction.atomic
def move_change(
    *, change: Change, starts_at: datetime, ends_at: datetime, conflict_reason: str = "", by: User, now: datetime
) -> Change:
    """Another time for what is approved; the authorities and contacts are told.

    The approval of the work stays. Where something stands against the new time, only somebody moves it who may approve
    and who did not plan it.
    """
    row = hold(change, by)
    if row.state != State.APPROVED:
        raise ValidationError("Verschoben wird, was freigegeben ist und noch nicht begonnen hat.", code="state")
    if starts_at <= now:
        raise ValidationError({"starts_at": "Dieser Zeitpunkt liegt in der Vergangenheit."})
    if (starts_at, ends_at) == (row.starts_at, row.ends_at):
        raise ValidationError({"starts_at": "Das ist die bisherige Zeit."})
    row.starts_at, row.ends_at = starts_at, ends_at
    row.full_clean(exclude=["number"])
    row.conflict_reason = conflict_reason.strip()
    if Planning.of(row, now=now).conflicts():
        if not moves_anywhere(row, by):
            words = "In dieser Zeit steht etwas dagegen. Dorthin verschiebt nur, wer Änderungen freigibt und diese nicht geplant hat."
            raise ValidationError({"starts_at": words})
        said(
            row.conflict_reason,
            "conflict_reason",
            "Bitte begründen Sie, warum die Änderung trotzdem zu dieser Zeit sein soll.",
        )
    moved(row, now=now)
    return store(row)


@transaction.atomic
def cancel_change(*, change: Change, reason: str, by: User, now: datetime) -> Change:
    """It does not take place; whoever was told of it is told so."""
    row = hold(change, by)
    bring(row, State.CANCELLED)
    row.result = said(reason, "reason", "Bitte schreiben Sie, warum die Änderung nicht stattfindet.")
    row.finished_at = now
    withdrawn(row, now=now)
    return store(row)


def _end(row: Change, result: str, now: datetime) -> None:
    row.result = said(result, "result", "Bitte schreiben Sie, was das Ergebnis ist.")
    row.finished_at = now
    over(row, now=now)
