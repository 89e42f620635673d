"""The life of a report as one table: which state may follow which, and who may take the step."""

from django.db import models


class State(models.TextChoices):
    """Where a report stands."""

    NEW = "new", "Neu"
    IN_PROGRESS = "in_progress", "In Bearbeitung"
    WAITING_FOR_CUSTOMER = "waiting_customer", "Wartet auf Rückmeldung"
    WAITING_FOR_VENDOR = "waiting_vendor", "Wartet auf Hersteller"
    RESOLVED = "resolved", "Gelöst"
    CLOSED = "closed", "Geschlossen"


OPEN = (State.NEW, State.IN_PROGRESS, State.WAITING_FOR_CUSTOMER, State.WAITING_FOR_VENDOR)
WAITING = (State.WAITING_FOR_CUSTOMER, State.WAITING_FOR_VENDOR)
DONE = (State.RESOLVED, State.CLOSED)

OBJECTION_DAYS = 14
"""Days after which a solution that nobody objected to counts as accepted. An assumption until KSM confirms it."""

STAFF_STEPS: dict[State, tuple[State, ...]] = {
    State.NEW: (State.IN_PROGRESS, *WAITING, State.RESOLVED),
    State.IN_PROGRESS: (*WAITING, State.RESOLVED),
    State.WAITING_FOR_CUSTOMER: (State.IN_PROGRESS, State.WAITING_FOR_VENDOR, State.RESOLVED),
    State.WAITING_FOR_VENDOR: (State.IN_PROGRESS, State.WAITING_FOR_CUSTOMER, State.RESOLVED),
    State.RESOLVED: (State.IN_PROGRESS, State.CLOSED),
    State.CLOSED: (),
}
"""Steps of the staff. A closed report stays closed; a new report takes up what comes later."""

REQUESTER_STEPS: dict[State, tuple[State, ...]] = {
    State.WAITING_FOR_CUSTOMER: (State.IN_PROGRESS,),
    State.RESOLVED: (State.IN_PROGRESS, State.CLOSED),
}
"""Steps of the authority: answer a question, reopen what is not solved, confirm what is."""


def may_follow(current: State, following: State, *, by_staff: bool) -> bool:
    """Whether a report may go from state `current` to state `following`."""
    return following in (STAFF_STEPS if by_staff else REQUESTER_STEPS).get(current, ())
