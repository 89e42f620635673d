"""The life of things as one table: which step leads from where to where, and what it asks for.

A device or a piece of infrastructure goes from the order to the day it is given away; an order that is cancelled ends
there. A workstation is a place: it is
planned, in service and given up, whatever becomes of the devices there.
"""

from typing import NamedTuple

from django.db import models


class State(models.TextChoices):
    """Where a device or a piece of infrastructure stands in its life."""

    ORDERED = "ordered", "bestellt"
    IN_STOCK = "in_stock", "im Lager"
    IN_SERVICE = "in_service", "in Betrieb"
    IN_REPAIR = "in_repair", "in Reparatur"
    RETIRED = "retired", "ausgemustert"
    DISPOSED = "disposed", "abgegeben"
    CANCELLED = "cancelled", "storniert"


class PlaceState(models.TextChoices):
    """Where a workstation stands."""

    PLANNED = "planned", "geplant"
    IN_SERVICE = "in_service", "in Betrieb"
    CLOSED = "closed", "aufgegeben"


BEGINNINGS = (State.ORDERED, State.IN_STOCK, State.IN_SERVICE)
"""Where something can stand when it is taken in from a file: every other state is reached by a step."""
PLACE_BEGINNINGS = (PlaceState.PLANNED, PlaceState.IN_SERVICE)
"""The same of a workstation."""


class Step(NamedTuple):
    """A step of a life: where it begins, where it leads, and the words on its button."""

    leads_to: State
    begins_at: tuple[State, ...]
    words: str
    icon: str
    is_final: bool = False  # nothing leads back


STEPS: tuple[Step, ...] = (
    Step(State.IN_STOCK, (State.ORDERED, State.IN_SERVICE, State.IN_REPAIR, State.RETIRED), "Ins Lager nehmen", "inventory_2"),
    Step(State.IN_SERVICE, (State.IN_STOCK, State.IN_REPAIR), "In Betrieb nehmen", "play_arrow"),
    Step(State.IN_REPAIR, (State.IN_STOCK, State.IN_SERVICE), "In Reparatur geben", "build"),
    Step(State.RETIRED, (State.IN_STOCK, State.IN_SERVICE, State.IN_REPAIR), "Ausmustern", "archive"),
    Step(State.DISPOSED, (State.RETIRED,), "Abgeben", "delete", is_final=True),
    Step(State.CANCELLED, (State.ORDERED,), "Bestellung stornieren", "cancel", is_final=True),
)  # fmt: skip
"""All steps of devices and infrastructure."""
GONE = (State.RETIRED, State.DISPOSED, State.CANCELLED)
"""What is no longer used, and what never came."""

PLACE_STEPS: dict[PlaceState, tuple[PlaceState, ...]] = {
    PlaceState.PLANNED: (PlaceState.IN_SERVICE, PlaceState.CLOSED),
    PlaceState.IN_SERVICE: (PlaceState.CLOSED,),
    PlaceState.CLOSED: (PlaceState.IN_SERVICE,),
}
"""Which state of a workstation may follow which."""


def step_to(current: State, following: State) -> Step | None:
    """The step that leads from one state to the other, if there is one."""
    return next((step for step in STEPS if step.leads_to == following and current in step.begins_at), None)


def steps_from(current: State) -> list[Step]:
    """The steps that can be taken now."""
    return [step for step in STEPS if current in step.begins_at]


def no_step(current: State | PlaceState, following: State | PlaceState) -> str:
    """What somebody is told who wants to take a step that there is not."""
    return f"Von „{current.label}“ führt kein Schritt zu „{following.label}“."


def may_follow(current: PlaceState, following: PlaceState) -> bool:
    """Whether a workstation in state `current` may be brought into state `following`."""
    return following in PLACE_STEPS[current]
