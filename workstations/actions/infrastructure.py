"""The life of a piece of central infrastructure."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from workstations.actions.erasing import Erasure, outdate_proofs, prove
from workstations.actions.stepping import about_to_step, require_repairer, stored
from workstations.lifecycle import State
from workstations.models import Disposal, InfrastructureItem

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def change_infrastructure_state(
    *,
    item: InfrastructureItem,
    state: State,
    repaired_by: str = "",
    disposal: Disposal | None = None,
    erasure: Erasure | None = None,
    by: "User",
    on: date,
) -> None:
    """Bring a piece of central infrastructure into the next state of its life; given away it needs a proof of erasure."""
    row = about_to_step(item, state, by, "workstations.change_infrastructureitem")
    if state == State.IN_REPAIR:
        require_repairer(repaired_by)
    row.repaired_by = repaired_by if state == State.IN_REPAIR else ""
    row.retired_on = on if state == State.RETIRED else row.retired_on if state == State.DISPOSED else None
    if state == State.IN_SERVICE:
        row.in_service_on = row.in_service_on or on
        outdate_proofs(row, on)
    if state == State.DISPOSED:
        if disposal is None:
            raise ValidationError({"disposal": "Bitte geben Sie an, was damit geschehen ist."})
        prove(row, erasure, holds_data=row.holds_data, disposal=disposal)
        row.disposed_on, row.disposal = on, disposal
    row.state = state
    stored(item, row)
