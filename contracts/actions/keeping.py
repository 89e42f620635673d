"""Keeping what was decided and agreed: drafts, terms and decisions."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from contracts.actions.steps import lock, require_keeper, store
from contracts.models import Agreement, Decision
from customers.models import Authority

ONLY_IN_A_DRAFT = ("authority", "kind", "scope", "subject", "needs_notice")
"""What an authority resolves on is no longer changed afterwards."""
ONLY_BEFORE_FORCE = ("effective_from", "effective_until")
"""Planned days; later they come from the steps."""


@transaction.atomic
def draft_agreement(*, by: User, authority: Authority, is_demo: bool = False, **said: Any) -> Agreement:
    """Begin an agreement as a draft."""
    require_keeper(by, "contracts.add_agreement")
    agreement = Agreement(authority=authority, is_demo=is_demo, **said)
    agreement.full_clean()
    agreement.save()
    return agreement


@transaction.atomic
def change_agreement(*, agreement: Agreement, by: User, version: int | None, **said: Any) -> Agreement:
    """Change what it says: a draft in all, later its name, number, terms and remark."""
    require_keeper(by)
    current = lock(agreement)
    if version is not None and version != current.version:
        raise ValidationError(
            "Die Vereinbarung wurde inzwischen von jemand anderem geändert. Ihre Eingaben sind noch da. Bitte sehen Sie "
            "den neuen Stand an und speichern Sie dann noch einmal.",
            code="stale",
        )
    fixed: tuple[str, ...] = () if current.is_draft else ONLY_IN_A_DRAFT
    if not current.is_open:
        fixed += ONLY_BEFORE_FORCE
    for name, value in said.items():
        if name in fixed and getattr(current, name) != value:
            raise ValidationError(
                {name: f"Das ändert sich nicht mehr: Die Vereinbarung ist „{current.get_state_display()}“."}
            )
        setattr(current, name, value)
    return store(current)


@transaction.atomic
def save_decision(*, decision: Decision, by: User, now: datetime) -> Decision:
    """Store what a body decided."""
    require_keeper(by, "contracts.change_decision" if decision.pk else "contracts.add_decision")
    if decision.decided_on and decision.decided_on > timezone.localdate(now):
        raise ValidationError({"decided_on": "Der Tag liegt in der Zukunft."})
    decision.full_clean()
    decision.save()
    return decision
