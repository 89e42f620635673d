"""The life of a workstation: which step follows which, who takes it, and what a second person finds."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from tests.factories import ContactFactory, InfrastructureItemFactory, WorkstationFactory
from workstations.actions import change_infrastructure_state, change_workstation_state
from workstations.lifecycle import STEPS, State, may_follow
from workstations.models import InfrastructureItem, Workstation

TODAY = date(2026, 11, 23)
ALL_STEPS = [(current, following) for current in State for following in State]


@pytest.mark.parametrize(("current", "following"), ALL_STEPS)
def test_exactly_the_steps_of_the_table_can_be_taken(current: State, following: State, on_site: User) -> None:
    workstation = WorkstationFactory(state=current)
    if following in STEPS[current]:
        change_workstation_state(workstation=workstation, state=following, by=on_site, on=TODAY)
    else:
        with pytest.raises(ValidationError, match="führt kein Schritt"):
            change_workstation_state(workstation=workstation, state=following, by=on_site, on=TODAY)
    stored = Workstation.objects.get(pk=workstation.pk)
    assert stored.state == (following if following in STEPS[current] else current)


def test_every_state_is_reached_and_only_retirement_is_final() -> None:
    reached, waiting = {State.ORDERED}, [State.ORDERED]
    while waiting:
        for state in STEPS[waiting.pop()]:
            if state not in reached:
                reached.add(state)
                waiting.append(state)
    assert reached == set(State)
    assert [state for state in State if not STEPS[state]] == [State.RETIRED]
    assert not any(may_follow(state, state) for state in State)


def test_first_day_in_service_is_kept(on_site: User) -> None:
    workstation = WorkstationFactory(state=State.IN_STOCK, in_service_on=None)
    change_workstation_state(workstation=workstation, state=State.IN_SERVICE, by=on_site, on=TODAY)
    change_workstation_state(workstation=workstation, state=State.IN_REPAIR, by=on_site, on=TODAY)
    change_workstation_state(workstation=workstation, state=State.IN_SERVICE, by=on_site, on=date(2026, 12, 1))
    assert Workstation.objects.get(pk=workstation.pk).in_service_on == TODAY


def test_retired_workstation_is_used_by_nobody(on_site: User) -> None:
    contact = ContactFactory()
    workstation = WorkstationFactory(authority=contact.authority, used_by=contact)
    change_workstation_state(workstation=workstation, state=State.RETIRED, by=on_site, on=TODAY)
    assert Workstation.objects.get(pk=workstation.pk).used_by is None


def test_second_person_is_told_that_somebody_was_quicker(on_site: User) -> None:
    workstation = WorkstationFactory()
    seen_by_another = Workstation.objects.get(pk=workstation.pk)
    change_workstation_state(workstation=workstation, state=State.IN_REPAIR, by=on_site, on=TODAY)
    with pytest.raises(ValidationError, match="inzwischen von jemand anderem geändert"):
        change_workstation_state(workstation=seen_by_another, state=State.RETIRED, by=on_site, on=TODAY)
    assert Workstation.objects.get(pk=workstation.pk).state == State.IN_REPAIR


def test_who_has_no_right_changes_nothing(manager: User, on_site: User) -> None:
    workstation, item = WorkstationFactory(), InfrastructureItemFactory(state=State.IN_STOCK)
    with pytest.raises(PermissionDenied):
        change_workstation_state(workstation=workstation, state=State.RETIRED, by=manager, on=TODAY)
    with pytest.raises(PermissionDenied):
        change_infrastructure_state(item=item, state=State.RETIRED, by=on_site, on=TODAY)
    assert Workstation.objects.get(pk=workstation.pk).state == State.IN_SERVICE
    assert InfrastructureItem.objects.get(pk=item.pk).state == State.IN_STOCK
