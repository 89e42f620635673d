"""How a case ends: completed, declined or withdrawn; a „no“ is kept with its reasons and a day to ask again."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from customers.models import AuthorityRole
from history.validity import valid_on
from takeovers.actions.steps import Kind, lock, record, require_staff
from takeovers.models import CaseKind, TakeoverCase
from takeovers.standing import Standing

OUTCOMES = {
    TakeoverCase.State.DECLINED: AuthorityRole.Outcome.DECLINED,
    TakeoverCase.State.WITHDRAWN: AuthorityRole.Outcome.WITHDRAWN,
}


@transaction.atomic
def end_without(
    *,
    case: TakeoverCase,
    state: TakeoverCase.State,
    on: date,
    reasons: Sequence[str],
    reason: str,
    follow_up_on: date | None,
    by: User,
    now: datetime,
) -> TakeoverCase:
    """The authority says no, or takes its wish back. What it told stays, and one may ask again one day."""
    require_staff(by)
    current = lock(case)
    if state not in TakeoverCase.ENDED_WITHOUT:
        raise ValidationError({"state": "Bitte wählen Sie, wie das Vorhaben endet."})
    if follow_up_on and follow_up_on <= on:
        raise ValidationError({"follow_up_on": "Die Wiedervorlage liegt nicht nach dem Ende."})
    current.state, current.ended_on, current.follow_up_on = state, on, follow_up_on
    current.reasons, current.reason = list(reasons), reason
    current.full_clean()
    current.save(update_fields=["state", "ended_on", "follow_up_on", "reasons", "reason"])
    if current.kind == CaseKind.JOINING:
        _end_interest(current, on)
    why = ". ".join(filter(None, [current.reasons_in_words, reason]))
    record(current, Kind.ENDED, f"{current.get_state_display()}: {why}", by=by, now=now)
    return current


@transaction.atomic
def complete(*, case: TakeoverCase, on: date, by: User, now: datetime) -> TakeoverCase:
    """Everything is done: the case is closed."""
    require_staff(by)
    current = lock(case)
    standing = Standing(current, timezone.localdate(now))
    if not standing.is_settled:
        left = [task.title for task in standing.tasks if not task.is_settled]
        more = f" und {len(left) - 3} weitere" if len(left) > 3 else ""
        raise ValidationError(f"Es ist noch offen: {'; '.join(left[:3])}{more}.")
    current.state, current.ended_on = TakeoverCase.State.COMPLETED, on
    current.full_clean()
    current.save(update_fields=["state", "ended_on"])
    record(current, Kind.ENDED, str(current.get_state_display()), by=by, now=now)
    return current


@transaction.atomic
def write_note(*, case: TakeoverCase, text: str, is_shared: bool, by: User, now: datetime) -> None:
    """Write something into the timeline, for both sides or for the service alone."""
    require_staff(by)
    current = lock(case, must_be_open=False)
    if not text.strip():
        raise ValidationError({"text": "Bitte schreiben Sie einen Text."})
    record(current, Kind.NOTE, text.strip(), by=by, now=now, is_shared=is_shared)


def _end_interest(case: TakeoverCase, on: date) -> None:
    """The authority's role as a prospect ends with the answer."""
    role = AuthorityRole.objects.select_for_update().filter(
        valid_on(on), authority=case.authority_id, role=AuthorityRole.Role.PROSPECT
    ).first()  # fmt: skip
    if role is None:
        return
    role.outcome, role.valid_until, role.reason = OUTCOMES[TakeoverCase.State(case.state)], on, case.reason
    role.save(update_fields=["outcome", "valid_until", "reason"])
