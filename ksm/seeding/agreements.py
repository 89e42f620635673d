"""How a row about a decision or an agreement finds and fills its row in the database."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from contracts.lifecycle import State
from contracts.models import Agreement, Decision
from ksm.seeding.reading import RefusedRowError, Row
from ksm.seeding.storing import Outcome, store

if TYPE_CHECKING:
    from ksm.seeding.loaders import Run

DAYS = ("resolved_on", "signed_on", "notified_on", "cleared_on", "published_on", "effective_from")
DECISION = ("authority", "kind", "body", "decided_on", "paper_number", "outcome", "subject", "note")
AGREEMENT = ("authority", "scope", "kind", "name", *DAYS, "share", "note")
"""The columns of their files, in this order."""


def load_decision(run: "Run", row: Row) -> list[Outcome]:
    """What the body of an authority decided."""
    keys = {"authority": run.authority(row), "kind": row.text("kind"), "decided_on": row.day("decided_on")}
    decision = Decision.objects.filter(**keys, is_demo=False).first() or Decision(**keys)
    texts = {column: row.text(column) for column in ("body", "paper_number", "outcome", "subject", "note")}
    return [store(decision, {**texts, **row.sourced()})]


def load_agreement(run: "Run", row: Row) -> list[Outcome]:
    """A contract in force, with as many of its days as are known.

    Once somebody has taken it further in the application, its own course counts and not the file.
    """
    keys = {"authority": run.authority(row), "scope": row.text("scope"), "signed_on": row.day("signed_on")}
    agreement = Agreement.objects.filter(**keys, is_demo=False).first() or Agreement(**keys)
    if agreement.pk and agreement.version > 1:
        return [Outcome.UNCHANGED]
    days = {column: row.day(column) for column in DAYS}
    values = {
        **days,
        **{column: row.text(column) for column in ("kind", "name", "note")},
        "state": State.EFFECTIVE,
        "clearance": Agreement.Clearance.DECLARATION if days["cleared_on"] else "",
        "decision": _decision_of(agreement, days["resolved_on"]),
        "share": _amount(row, "share"),
    }
    return [store(agreement, {**values, **row.sourced()})]


def _decision_of(agreement: Agreement, day: date | None) -> Decision | None:
    """The decision to join of that day, if it is among the decisions."""
    if day is None:
        return None
    found = Decision.objects.filter(authority=agreement.authority_id, kind=Decision.Kind.JOINING)
    return found.filter(decided_on=day).first()


def _amount(row: Row, column: str) -> Decimal | None:
    """An amount in euros with a point before the cents, or None when empty."""
    value = row.text(column)
    try:
        return Decimal(value) if value else None
    except InvalidOperation:
        raise RefusedRowError(f"{column}: „{value}“ ist kein Betrag der Form 500.00.") from None
