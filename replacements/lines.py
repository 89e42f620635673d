"""A row of the plan as the line that is kept of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from replacements.due import Terms, deciding, estimated, reasons_of
from replacements.models import BudgetRound, RoundLine
from replacements.plan import (
    RELATED,
    decision_on,
    known_of,
    planned_devices,
    planned_items,
    prices_of,
    rule_kind,
    terms_on,
)
from workstations.models import InfrastructureItem

if TYPE_CHECKING:
    from accounts.models import User

CHUNK = 2000


def of_round(round_: BudgetRound) -> Q:
    """Rows that belong into a round: due by its last year, or kept although they would be."""
    is_kept = Q(planned_replacement__is_kept=True, plan_due_on__year__lte=round_.last_year)
    return Q(plan_year__lte=round_.last_year) | is_kept


def lines_today(round_: BudgetRound, user: "User", day: date, **side: Any) -> Iterator[RoundLine]:
    """The lines of a round as they would be frozen today, unsaved: of all sides, or of those with these keys."""
    terms = terms_on(day)
    devices = planned_devices(user, terms, day, round_.first_year).filter(of_round(round_))
    items = planned_items(user, terms, day, round_.first_year).filter(of_round(round_))
    if "authority" in side:
        devices, items = devices.filter(authority=side["authority"]), items.none()
    elif "provider" in side:
        devices = devices.filter(authority=None, provider=side["provider"])
        items = items.filter(provider=side["provider"])
    for row in devices.select_related(*RELATED, "lease").order_by("pk").iterator(chunk_size=CHUNK):
        yield line_of(row, round_, terms)
    for row in items.select_related(*RELATED).order_by("pk").iterator(chunk_size=CHUNK):
        yield line_of(row, round_, terms)


def line_of(row: Any, round_: BudgetRound, terms: Mapping[str, Terms]) -> RoundLine:
    """One row with everything that explains it."""
    is_item = isinstance(row, InfrastructureItem)
    reasons = reasons_of(known_of(row, terms))
    reason = deciding(reasons)
    decision = decision_on(row)
    year = max(row.plan_year, round_.first_year) if row.plan_year is not None else None
    price, source = estimated(prices_of(row, terms), year=year or round_.first_year)
    authority = None if is_item else row.authority_id
    return RoundLine(
        round=round_,
        authority_id=authority,
        provider_id=None if authority else row.provider_id,
        device_key=None if is_item else row.pk,
        item_key=row.pk if is_item else None,
        number=str(row),
        kind=rule_kind(row),
        model=str(row.model or ""),
        begun_on=row.plan_begun_on,
        due_on=row.plan_due_on,
        cause=reason.cause if reason else "",
        reason=reason.words if reason else "",
        further_reasons="\n".join(in_words(other) for other in reasons if other is not reason),
        budget_year=year,
        price=price if year else None,
        price_source=source,
        decision=str(decision or ""),
        decision_reason=decision.reason if decision else "",
    )


def in_words(reason: Any) -> str:
    """A reason that does not decide, and why it does not count."""
    return f"{reason.words} ({reason.why_not})" if reason.why_not else str(reason.words)
