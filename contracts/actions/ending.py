"""How an agreement comes to its end, and calling that off."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from contracts.actions.steps import lock, require_keeper, require_past, require_reason, store
from contracts.lifecycle import State
from contracts.models import Agreement
from contracts.notice import earliest_end, next_end


@transaction.atomic
def arrange_end(
    *, agreement: Agreement, by: User, now: datetime, ending: str, day: date, ends_on: date, reason: str = ""
) -> Agreement:
    """Notice was given or both sides agreed: it ends on a day, and by itself. Ordinary notice keeps to what was agreed."""
    require_keeper(by)
    current = _in_force(agreement)
    require_past("day", day, now)
    if current.ending:
        raise ValidationError("Das Ende ist schon eingetragen. Bitte nehmen Sie es zuerst zurück.", code="step")
    if ending in Agreement.ORDINARY:
        _check_notice(current, day, ends_on)
    elif ends_on < day:
        raise ValidationError({"ends_on": "Das Ende liegt vor dem Tag der Erklärung."})
    current.ending, current.ending_on, current.effective_until = ending, day, ends_on
    current.last_reason = reason.strip() if ending in Agreement.ORDINARY else require_reason(reason)
    return store(current)


@transaction.atomic
def call_off_end(*, agreement: Agreement, by: User, reason: str) -> Agreement:
    """The notice was withdrawn or entered by mistake: the agreement goes on as before."""
    require_keeper(by)
    current = _in_force(agreement)
    if not current.ending:
        raise ValidationError("Es ist keine Kündigung oder Aufhebung eingetragen.", code="step")
    current.ending, current.ending_on, current.effective_until = "", None, None
    current.last_reason = require_reason(reason)
    return store(current)


def _in_force(agreement: Agreement) -> Agreement:
    current = lock(agreement)
    if current.state != State.EFFECTIVE:
        raise ValidationError(
            f"Beenden lässt sich nur, was in Kraft ist. Die Vereinbarung ist „{current.get_state_display()}“.",
            code="step",
        )
    return current


def _check_notice(agreement: Agreement, received_on: date, ends_on: date) -> None:
    terms = agreement.terms
    if terms is None:
        raise ValidationError(
            "Die Kündigungsfrist ist nicht eingetragen. Bitte ergänzen Sie zuerst, mit welcher Frist und zu welchem Tag "
            "gekündigt werden kann."
        )
    earliest = earliest_end(received_on, terms)
    if ends_on < earliest:
        raise ValidationError(
            {"ends_on": f"Mit dieser Frist endet die Vereinbarung frühestens am {earliest:%d.%m.%Y}."}
        )
    if next_end(ends_on, terms.to) != ends_on:
        raise ValidationError({"ends_on": f"Gekündigt werden kann nur {terms.to.label}."})
