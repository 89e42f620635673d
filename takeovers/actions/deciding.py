"""What councils decided about a case: the authority's own resolutions, and the consent of every carrier."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from contracts.models import Decision
from takeovers.actions.steps import Kind, lock, record, require_staff
from takeovers.models import CaseKind, Consent, TakeoverCase

ANSWERS = {Decision.Outcome.ADOPTED: Consent.Answer.AGREED, Decision.Outcome.REJECTED: Consent.Answer.REFUSED}


@transaction.atomic
def record_resolution(
    *, case: TakeoverCase, is_policy: bool, decision: Decision, by: User, now: datetime
) -> TakeoverCase:
    """Enter what the authority's own council decided: the Grundsatzbeschluss, or the joining (or leaving) itself.

    A decision that was entered before stays on record; the case refers to the newest.
    """
    require_staff(by)
    current = lock(case)
    last = Decision.Kind.LEAVING if current.kind == CaseKind.LEAVING else Decision.Kind.JOINING
    decision.authority_id = current.authority_id
    decision.kind = Decision.Kind.POLICY if is_policy else last
    decision.full_clean()
    decision.save()
    name = "policy_resolution" if is_policy else "resolution"
    setattr(current, name, decision)
    current.save(update_fields=[name])
    record(current, Kind.DECISION, f"{decision}: {decision.get_outcome_display()}", by=by, now=now)
    return current


@transaction.atomic
def record_consent(*, consent: Consent, decision: Decision, by: User, now: datetime) -> Consent:
    """Enter what a carrier's council decided about the joining; „vertagt“ leaves the answer open."""
    require_staff(by)
    case, current = _lock(consent)
    decision.authority_id, decision.kind = current.carrier_id, Decision.Kind.CONSENT
    decision.full_clean()
    decision.save()
    answer = ANSWERS.get(Decision.Outcome(decision.outcome), Consent.Answer.OPEN)
    current.answer, current.decision = answer, decision if answer != Consent.Answer.OPEN else None
    current.save(update_fields=["answer", "decision"])
    text = f"{current.carrier}: {decision.get_outcome_display()}"
    record(case, Kind.CONSENT, text, by=by, now=now)
    return current


@transaction.atomic
def plan_consent(
    *, consent: Consent, asked_on: date | None, planned_on: date | None, note: str, by: User, now: datetime
) -> Consent:
    """Say when a carrier was asked and when its council meets."""
    require_staff(by)
    _, current = _lock(consent)
    current.asked_on, current.planned_on, current.note = asked_on, planned_on, note
    current.full_clean()
    current.save(update_fields=["asked_on", "planned_on", "note"])
    return current


@transaction.atomic
def drop_consent(*, consent: Consent, by: User, now: datetime) -> None:
    """A carrier need not be asked after all, for instance because it left meanwhile."""
    require_staff(by)
    case, current = _lock(consent)
    if current.answer != Consent.Answer.OPEN:
        raise ValidationError("Dieser Träger hat schon beschlossen.")
    name = str(current.carrier)
    current.delete()
    record(case, Kind.CONSENT, f"{name} aus der Übersicht genommen", by=by, now=now)


def _lock(consent: Consent) -> tuple[TakeoverCase, Consent]:
    case = lock(consent.case)
    return case, Consent.objects.select_for_update(of=("self",)).select_related("carrier").get(pk=consent.pk)
