"""The steps of an agreement from draft to force, each with its day, and taking back one that was entered by mistake."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from contracts.actions.steps import lock as lock_agreement
from contracts.actions.steps import ready_for, require_keeper, require_order, require_past, require_reason, store
from contracts.lifecycle import State
from contracts.models import Agreement, Decision, Holiday
from contracts.standstill import ends_on


@transaction.atomic
def resolve(*, agreement: Agreement, by: User, now: datetime, day: date, decision: Decision | None = None) -> Agreement:
    """The authority has decided to conclude it; a public-law contract rests on an adopted decision of its council."""
    require_keeper(by)
    current = ready_for(agreement, State.RESOLVED)
    require_past("day", day, now)
    if decision is None and current.kind == Agreement.Kind.PUBLIC_LAW:
        raise ValidationError(
            {"decision": "Bitte wählen Sie den Beschluss; einen öffentlich-rechtlichen Vertrag beschließt das Gremium."}
        )
    if decision and (decision.authority_id != current.authority_id or decision.outcome != Decision.Outcome.ADOPTED):
        raise ValidationError({"decision": "Bitte wählen Sie einen angenommenen Beschluss dieser Behörde."})
    if decision and decision.decided_on and decision.decided_on != day:
        raise ValidationError({"day": f"Der gewählte Beschluss ist vom {decision.decided_on:%d.%m.%Y}."})
    current.resolved_on, current.decision = day, decision
    return store(current, State.RESOLVED)


@transaction.atomic
def sign(*, agreement: Agreement, by: User, now: datetime, day: date) -> Agreement:
    """Both sides have signed."""
    require_keeper(by)
    current = ready_for(agreement, State.SIGNED)
    require_past("day", day, now)
    require_order("day", day, current.resolved_on, "dem Beschluss")
    current.signed_on = day
    return store(current, State.SIGNED)


@transaction.atomic
def notify(*, agreement: Agreement, by: User, now: datetime, day: date, complete_on: date | None = None) -> Agreement:
    """It was laid before the Rechtsaufsicht; once the papers are complete the two months run."""
    require_keeper(by)
    current = ready_for(agreement, State.NOTIFIED)
    complete = complete_on or day
    require_past("day", day, now)
    require_past("complete_on", complete, now)
    require_order("day", day, current.objected_on or current.signed_on, "dem Schritt davor")
    require_order("complete_on", complete, day, "der Anzeige")
    current.notified_on, current.complete_on = day, complete
    current.standstill_until = ends_on(complete, set(Holiday.objects.values_list("day", flat=True)))
    current.objected_on, current.objection = None, ""
    return store(current, State.NOTIFIED)


@transaction.atomic
def record_objection(*, agreement: Agreement, by: User, now: datetime, day: date, objection: str) -> Agreement:
    """The Rechtsaufsicht objects: it is put right and notified again, or comes to nothing."""
    require_keeper(by)
    current = ready_for(agreement, State.OBJECTED)
    require_past("day", day, now)
    require_order("day", day, current.notified_on, "der Anzeige")
    if not objection.strip():
        raise ValidationError({"objection": "Bitte halten Sie fest, was beanstandet wird."})
    current.objected_on, current.objection = day, objection.strip()
    return store(current, State.OBJECTED)


@transaction.atomic
def clear(
    *, agreement: Agreement, by: User, now: datetime, day: date, clearance: str, reference: str = ""
) -> Agreement:
    """The Rechtsaufsicht no longer stands against it: the two months are over, or it has declared so before."""
    require_keeper(by)
    current = ready_for(agreement, State.CLEARED)
    require_past("day", day, now)
    require_order("day", day, current.notified_on, "der Anzeige")
    if clearance == Agreement.Clearance.DECLARATION:
        if not reference.strip():
            raise ValidationError({"reference": "Bitte geben Sie das Aktenzeichen der Erklärung an."})
    elif current.standstill_until is None:
        raise ValidationError(
            {"clearance": "Wann die Frist endet, ist nicht bekannt. Es fehlt der Tag der Unterlagen."}
        )
    elif day <= current.standstill_until:
        raise ValidationError(
            {
                "day": f"Die Frist der Rechtsaufsicht läuft bis zum {current.standstill_until:%d.%m.%Y}. Vorher braucht es ihre Erklärung."
            }
        )
    current.cleared_on, current.clearance, current.clearance_reference = day, clearance, reference.strip()
    return store(current, State.CLEARED)


@transaction.atomic
def publish(*, agreement: Agreement, by: User, now: datetime, day: date, publication: str = "") -> Agreement:
    """It was made known publicly."""
    require_keeper(by)
    current = ready_for(agreement, State.PUBLISHED)
    require_past("day", day, now)
    require_order("day", day, current.cleared_on, "dem Ergebnis der Rechtsaufsicht")
    current.published_on, current.publication = day, publication.strip()
    return store(current, State.PUBLISHED)


@transaction.atomic
def take_effect(*, agreement: Agreement, by: User, now: datetime, day: date) -> Agreement:
    """It holds, also from a day that is long past; what begins later does so by itself on its planned day."""
    require_keeper(by)
    current = ready_for(agreement, State.EFFECTIVE)
    require_past("day", day, now)
    current.effective_from = day
    return store(current, State.EFFECTIVE)


@transaction.atomic
def withdraw(*, agreement: Agreement, by: User, reason: str) -> Agreement:
    """It comes to nothing; the task is free for another agreement."""
    require_keeper(by)
    current = ready_for(agreement, State.WITHDRAWN)
    return store(current, State.WITHDRAWN, reason=require_reason(reason))


FIELDS_OF_STEP: dict[State, dict[str, object]] = {
    State.RESOLVED: {"resolved_on": None, "decision": None},
    State.SIGNED: {"signed_on": None},
    State.NOTIFIED: {"notified_on": None, "complete_on": None, "standstill_until": None},
    State.OBJECTED: {"objected_on": None, "objection": ""},
    State.CLEARED: {"cleared_on": None, "clearance": "", "clearance_reference": ""},
    State.PUBLISHED: {"published_on": None, "publication": ""},
    State.EFFECTIVE: {},  # the day stays as the planned beginning
    State.ENDED: {"effective_until": None, "ending": "", "ending_on": None},
    State.WITHDRAWN: {},
}
"""What a step wrote down, and what stands there without it."""


@transaction.atomic
def take_back(*, agreement: Agreement, by: User, seen: str, reason: str) -> Agreement:
    """A step was entered by mistake: the agreement stands where it stood before, and the history keeps why.

    `seen` is the state whose step is meant, so that nobody takes back what somebody else has just entered.
    """
    require_keeper(by)
    current = lock_agreement(agreement)
    previous = current.state_before
    if previous is None or current.state != seen:
        raise ValidationError(
            f"Dieser Schritt lässt sich nicht mehr zurücknehmen: Die Vereinbarung ist „{current.get_state_display()}“.",
            code="step",
        )
    if current.state == State.EFFECTIVE and current.ending:
        raise ValidationError("Bitte nehmen Sie zuerst die Kündigung oder Aufhebung zurück.")
    for name, value in FIELDS_OF_STEP[State(current.state)].items():
        setattr(current, name, value)
    return store(current, previous, reason=require_reason(reason))
