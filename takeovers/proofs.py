"""What is on record about a case: the data that proves a step, so that nobody ticks what is not so."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from contracts.models import Decision
from customers.models import Contact, ContactFunction, TaskTransfer
from history.validity import valid_on
from takeovers.models import CaseScope, Consent, Proof, TakeoverCase

ONLY_WITH_NOTICE = (Proof.NOTIFIED, Proof.CLEARED, Proof.PUBLISHED)


class Finding(NamedTuple):
    """Whether something is on record, and what it is or what is missing."""

    holds: bool
    text: str


def findings(case: TakeoverCase, day: date) -> Mapping[Proof, Finding]:
    """Every proof that concerns a case as a whole; a bounded number of queries whatever its size."""
    return {
        Proof.BASELINE: _baseline(case),
        Proof.POLICY_RESOLUTION: _decision(case.policy_resolution),
        Proof.JOINING_RESOLUTION: _decision(case.resolution),
        Proof.CONSENTS: _consents(case),
        Proof.CONTACTS: _contacts(case, day),
        Proof.EMERGENCY_CONTACTS: _emergency_contacts(case, day),
        **_of_agreement(case),
    }


def finding_for_scope(proof: Proof, scope: CaseScope) -> Finding:
    """The proofs that each scope has of its own: inventory and operation."""
    if proof == Proof.LIVE:
        transfer: TaskTransfer | None = scope.transfer
        if transfer is None:
            return Finding(False, "Der Betrieb ist noch nicht aufgenommen.")
        day = transfer.starts_on
        return Finding(True, f"Betrieb seit {day:%d.%m.%Y}" if day else "Betrieb aufgenommen")
    snapshot = scope.inventory
    if snapshot is None:
        return Finding(False, "Der Bestand ist noch nicht aufgenommen.")
    if snapshot.signed_off_on is None:
        return Finding(False, "Der Bestand ist aufgenommen, aber noch nicht bestätigt.")
    return Finding(
        True, f"{snapshot.taken_over} von {snapshot.counted} IT-Arbeitsplätzen zum {snapshot.effective_on:%d.%m.%Y}"
    )


def _baseline(case: TakeoverCase) -> Finding:
    told = case.told
    return Finding(told is not None, "erfasst" if told else "Die Ausgangslage ist noch nicht erfasst.")


def _decision(decision: Decision | None) -> Finding:
    if decision is None:
        return Finding(False, "Der Beschluss ist noch nicht eingetragen.")
    if decision.outcome != Decision.Outcome.ADOPTED:
        return Finding(False, f"{decision}: {decision.get_outcome_display()}.")
    return Finding(True, str(decision))


def _consents(case: TakeoverCase) -> Finding:
    rows = list(case.consents.all())
    agreed = sum(row.answer == Consent.Answer.AGREED for row in rows)
    refused = sum(row.answer == Consent.Answer.REFUSED for row in rows)
    if not rows:
        return Finding(False, "Die Träger, die zustimmen müssen, sind noch nicht eingetragen.")
    text = f"{agreed} von {len(rows)} Trägern haben zugestimmt" + (f", {refused} abgelehnt" if refused else "")
    return Finding(agreed == len(rows), text + ".")


def _contacts(case: TakeoverCase, day: date) -> Finding:
    held = set(Contact.objects.acting_on(day).filter(authority=case.authority_id).values_list("role", flat=True))
    wanted = {Contact.Role.IT_COORDINATOR: "IT-Koordination", Contact.Role.AUTHORITY_HEAD: "Verwaltungsleitung"}
    missing = [name for role, name in wanted.items() if role not in held]
    return Finding(
        not missing,
        f"Es fehlt: {', '.join(missing)}." if missing else "IT-Koordination und Verwaltungsleitung sind benannt.",
    )


def _emergency_contacts(case: TakeoverCase, day: date) -> Finding:
    named = ContactFunction.objects.filter(
        valid_on(day), contact__authority=case.authority_id, kind=ContactFunction.Kind.EMERGENCY
    ).count()
    return Finding(named > 0, f"Notfallkontakte: {named}" if named else "Es ist kein Notfallkontakt benannt.")


def _of_agreement(case: TakeoverCase) -> Mapping[Proof, Finding]:
    agreement = case.agreement
    days = {
        Proof.SIGNED: ("unterzeichnet", agreement and agreement.signed_on),
        Proof.NOTIFIED: ("angezeigt", agreement and agreement.notified_on),
        Proof.CLEARED: ("freigegeben", agreement and agreement.cleared_on),
        Proof.PUBLISHED: ("bekannt gemacht", agreement and agreement.published_on),
        Proof.ENDED: ("gekündigt oder aufgehoben", agreement and agreement.ending_on),
    }
    if agreement is None:
        return dict.fromkeys(days, Finding(False, "Dem Vorhaben ist noch keine Vereinbarung zugeordnet."))
    if not agreement.needs_notice:
        free = Finding(True, "Diese Vereinbarung wird der Rechtsaufsicht nicht angezeigt.")
    else:
        free = None
    return {
        proof: free if free and proof in ONLY_WITH_NOTICE
        else Finding(day is not None, f"{word} am {day:%d.%m.%Y}" if day else f"Die Vereinbarung ist noch nicht {word}.")
        for proof, (word, day) in days.items()
    }  # fmt: skip
