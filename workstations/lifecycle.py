"""The life of a workstation or a piece of infrastructure as one table: which state may follow which."""

from django.db import models


class State(models.TextChoices):
    """Where a thing stands in its life."""

    ORDERED = "ordered", "bestellt"
    IN_STOCK = "in_stock", "im Lager"
    IN_SERVICE = "in_service", "in Betrieb"
    IN_REPAIR = "in_repair", "in Reparatur"
    RETIRED = "retired", "ausgemustert"


STEPS: dict[State, tuple[State, ...]] = {
    State.ORDERED: (State.IN_STOCK, State.RETIRED),
    State.IN_STOCK: (State.IN_SERVICE, State.IN_REPAIR, State.RETIRED),
    State.IN_SERVICE: (State.IN_REPAIR, State.IN_STOCK, State.RETIRED),
    State.IN_REPAIR: (State.IN_SERVICE, State.IN_STOCK, State.RETIRED),
    State.RETIRED: (),
}


def may_follow(current: State, following: State) -> bool:
    """Whether a thing in state `current` may be brought into state `following`."""
    return following in STEPS[current]
