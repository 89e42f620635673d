"""The life of devices, infrastructure and workstations: which step follows which, who takes it, what a second person finds."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from customers.models import Authority
from tests.factories import (
    AuthorityFactory,
    ContactFactory,
    DataErasureFactory,
    DeviceFactory,
    DeviceModelFactory,
    InfrastructureItemFactory,
    LeaseFactory,
    LoanFactory,
    ProviderFactory,
    ServicePointFactory,
    SiteFactory,
    StoredDeviceFactory,
    WorkstationFactory,
)
from workstations.actions import (
    Erasure,
    cancel_order,
    change_infrastructure_state,
    change_workstation_state,
    dispose_device,
    install_device,
    keep_devices,
    move_device,
    repair_device,
    retire_device,
    store_device,
    swap_computer,
    take_in_devices,
)
from workstations.lifecycle import PLACE_STEPS, STEPS, PlaceState, State, may_follow, step_to, steps_from
from workstations.models import DataErasure, Device, DeviceKind, Disposal, InfrastructureItem, Workstation

TODAY = date(2026, 11, 23)
PROOF = Erasure(DataErasure.Method.OVERWRITTEN, TODAY, "Muster Entsorgung", "LN-1")
ALL_STEPS = [(current, following) for current in State for following in State]
PLACE_PAIRS = [(current, following) for current in PlaceState for following in PlaceState]


def device_in(state: State) -> Device:
    """A device that has come so far."""
    if state in (State.IN_SERVICE, State.IN_REPAIR):
        return DeviceFactory(state=state)
    if state == State.IN_STOCK:
        return StoredDeviceFactory()
    values = {"retired_on": TODAY} if state in (State.RETIRED, State.DISPOSED) else {}
    if state == State.DISPOSED:
        values |= {"disposed_on": TODAY, "disposal": Disposal.RECYCLED}
    return DeviceFactory(state=state, workstation=None, **values)


def take_step(device: Device, state: State, by: User) -> None:
    """The step to a state, with all that it asks for."""
    if state == State.IN_STOCK:
        store_device(device=device, service_point=ServicePointFactory(), by=by, on=TODAY)
    elif state == State.IN_SERVICE:
        place = WorkstationFactory(authority=device.authority, operating_system=None)
        install_device(device=device, workstation=place, by=by, on=TODAY)
    elif state == State.IN_REPAIR:
        repair_device(device=device, repaired_by="Musterdienst", by=by, on=TODAY)
    elif state == State.RETIRED:
        retire_device(device=device, by=by, on=TODAY)
    elif state == State.CANCELLED:
        cancel_order(device=device, by=by, on=TODAY)
    else:
        dispose_device(device=device, disposal=Disposal.RECYCLED, erasure=PROOF, by=by, on=TODAY)


@pytest.mark.parametrize(("current", "following"), [pair for pair in ALL_STEPS if pair[1] != State.ORDERED])
def test_exactly_the_steps_of_the_table_can_be_taken(current: State, following: State, on_site: User) -> None:
    device = device_in(current)
    if step_to(current, following):
        take_step(device, following, on_site)
    else:
        with pytest.raises(ValidationError, match="führt kein Schritt"):
            take_step(device, following, on_site)
    expected = following if step_to(current, following) else current
    assert Device.objects.get(pk=device.pk).state == device.state == expected


@pytest.mark.parametrize(("current", "following"), ALL_STEPS)
def test_infrastructure_lives_by_the_same_table(current: State, following: State, administrator: User) -> None:
    values = {"retired_on": TODAY} if current in (State.RETIRED, State.DISPOSED) else {}
    if current == State.DISPOSED:
        values |= {"disposed_on": TODAY, "disposal": Disposal.RECYCLED}
    if current == State.IN_SERVICE:
        values["in_service_on"] = TODAY
    item = InfrastructureItemFactory(state=current, **values)
    details = {"disposal": Disposal.RECYCLED, "erasure": PROOF} if following == State.DISPOSED else {}
    details |= {"repaired_by": "Musterdienst"} if following == State.IN_REPAIR else {}
    if step_to(current, following):
        change_infrastructure_state(item=item, state=following, by=administrator, on=TODAY, **details)
    else:
        with pytest.raises(ValidationError, match="führt kein Schritt"):
            change_infrastructure_state(item=item, state=following, by=administrator, on=TODAY, **details)
    stored = InfrastructureItem.objects.get(pk=item.pk)
    assert stored.state == (following if step_to(current, following) else current)


@pytest.mark.parametrize(("current", "following"), PLACE_PAIRS)
def test_workstations_are_planned_used_and_given_up(current: PlaceState, following: PlaceState, on_site: User) -> None:
    workstation = WorkstationFactory(state=current, operating_system=None)
    if following in PLACE_STEPS[current]:
        change_workstation_state(workstation=workstation, state=following, by=on_site, on=TODAY)
    else:
        with pytest.raises(ValidationError, match="führt kein Schritt"):
            change_workstation_state(workstation=workstation, state=following, by=on_site, on=TODAY)
    stored = Workstation.objects.get(pk=workstation.pk)
    assert stored.state == (following if following in PLACE_STEPS[current] else current)


def test_every_state_is_reached_and_only_what_was_given_away_or_never_came_is_gone_for_good() -> None:
    reached, waiting = {State.ORDERED}, [State.ORDERED]
    while waiting:
        for step in steps_from(waiting.pop()):
            if step.leads_to not in reached:
                reached.add(step.leads_to)
                waiting.append(step.leads_to)
    assert reached == set(State)
    assert [state for state in State if not steps_from(state)] == [State.DISPOSED, State.CANCELLED]
    assert [step.leads_to for step in STEPS if step.is_final] == [State.DISPOSED, State.CANCELLED]
    assert not any(may_follow(state, state) for state in PlaceState)


def test_first_day_in_service_is_kept(on_site: User) -> None:
    device = StoredDeviceFactory()
    place = WorkstationFactory(authority=device.authority, operating_system=None)
    install_device(device=device, workstation=place, by=on_site, on=TODAY)
    repair_device(device=device, repaired_by="Musterdienst", by=on_site, on=TODAY)
    install_device(device=device, by=on_site, on=date(2026, 12, 1))
    stored = Device.objects.get(pk=device.pk)
    assert (stored.in_service_on, stored.workstation, stored.repaired_by) == (TODAY, place, "")


def test_workstation_stays_what_it_is_when_its_computer_is_swapped(on_site: User, ludwigslust: Authority) -> None:
    place = WorkstationFactory(authority=ludwigslust, name="LWL-017", used_by=ContactFactory(authority=ludwigslust))
    old, new, point = place.computer, StoredDeviceFactory(authority=ludwigslust), ServicePointFactory()
    swap_computer(workstation=place, device=new, service_point=point, shelf="B 3", by=on_site, on=TODAY)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (place.computer, place.name) == (new, "LWL-017")
    assert (old.state, old.stored_at, old.shelf, old.workstation) == (State.IN_STOCK, point, "B 3", None)
    assert (new.state, new.workstation, new.stored_at) == (State.IN_SERVICE, place, None)
    assert Workstation.objects.get(pk=place.pk).used_by is not None


def test_what_is_no_computer_is_not_swapped_for_one(on_site: User) -> None:
    screen = StoredDeviceFactory(model=DeviceModelFactory(kind=DeviceKind.MONITOR))
    place = WorkstationFactory(authority=screen.authority)
    with pytest.raises(ValidationError, match="ist kein Rechner"):
        swap_computer(workstation=place, device=screen, service_point=ServicePointFactory(), by=on_site, on=TODAY)


def test_another_computer_there_takes_the_part_of_the_one_that_leaves(on_site: User) -> None:
    place = WorkstationFactory()
    first, second = place.computer, DeviceFactory(workstation=place)
    store_device(device=first, service_point=ServicePointFactory(), by=on_site, on=TODAY)
    assert Workstation.objects.get(pk=place.pk).computer == second
    retire_device(device=second, by=on_site, on=TODAY)
    assert Workstation.objects.get(pk=place.pk).computer is None


def test_reserve_comes_to_an_authority_and_goes_back(on_site: User, ludwigslust: Authority) -> None:
    device = StoredDeviceFactory(authority=None, provider=ProviderFactory())
    place = WorkstationFactory(authority=ludwigslust, operating_system=None)
    install_device(device=device, workstation=place, by=on_site, on=TODAY)
    assert Device.objects.get(pk=device.pk).authority == ludwigslust
    store_device(device=device, service_point=ServicePointFactory(), by=on_site, on=TODAY)
    assert Device.objects.get(pk=device.pk).authority is None


def test_device_does_not_go_to_another_authority(on_site: User) -> None:
    device = StoredDeviceFactory(authority=AuthorityFactory())
    for where in (
        {"workstation": WorkstationFactory()},
        {"contact": ContactFactory()},
        {"site": SiteFactory()},
    ):
        with pytest.raises(ValidationError, match="gehört zu einer anderen Behörde"):
            install_device(device=device, by=on_site, on=TODAY, **where)
    assert Device.objects.get(pk=device.pk).state == State.IN_STOCK


def test_device_in_service_is_somewhere(on_site: User) -> None:
    device = StoredDeviceFactory()
    with pytest.raises(ValidationError, match="wo das Gerät steht"):
        install_device(device=device, by=on_site, on=TODAY)
    closed = WorkstationFactory(authority=device.authority, state=PlaceState.CLOSED)
    with pytest.raises(ValidationError, match="ist aufgegeben"):
        install_device(device=device, workstation=closed, by=on_site, on=TODAY)


def test_place_that_was_given_up_meanwhile_gets_no_device(on_site: User, ludwigslust: Authority) -> None:
    place = WorkstationFactory(authority=ludwigslust, operating_system=None)
    Workstation.objects.filter(pk=place.pk).update(state=PlaceState.CLOSED)  # the one in hand does not know yet
    stored = StoredDeviceFactory(authority=ludwigslust)
    used = DeviceFactory(workstation=WorkstationFactory(authority=ludwigslust, operating_system=None))
    new = DeviceFactory.build(authority=ludwigslust, workstation=place, model=stored.model)
    moved = Device.objects.get(pk=used.pk)
    moved.workstation = place
    for deed in (
        lambda: install_device(device=stored, workstation=place, by=on_site, on=TODAY),
        lambda: move_device(device=used, workstation=place, by=on_site, on=TODAY),
        lambda: take_in_devices(devices=[new], by=on_site),
        lambda: keep_devices(devices=[moved], by=on_site),
    ):
        with pytest.raises(ValidationError, match="ist aufgegeben"), transaction.atomic():
            deed()
    assert not place.devices.exists()


def test_devices_are_locked_before_the_place(on_site: User, ludwigslust: Authority) -> None:
    place, new = WorkstationFactory(authority=ludwigslust), StoredDeviceFactory(authority=ludwigslust)
    with CaptureQueriesContext(connection) as captured:
        swap_computer(workstation=place, device=new, service_point=ServicePointFactory(), by=on_site, on=TODAY)
    locks = [query["sql"] for query in captured if "FOR UPDATE" in query["sql"]]
    first = [table for table in ("device", "workstation") if f'FROM "workstations_{table}"' in locks[0]]
    assert (first, str(new.pk) in locks[0], "ORDER BY" in locks[0]) == (["device"], True, True)  # both at once


def test_data_are_erased_before_a_device_is_given_away(on_site: User) -> None:
    device = device_in(State.RETIRED)
    with pytest.raises(ValidationError, match="wie die Daten gelöscht wurden"):
        dispose_device(device=device, disposal=Disposal.SOLD, by=on_site, on=TODAY)
    dispose_device(device=device, disposal=Disposal.SOLD, erasure=PROOF, by=on_site, on=TODAY)
    assert device.erasures.get().protocol_number == "LN-1"

    known = device_in(State.RETIRED)
    DataErasureFactory(device=known)
    dispose_device(device=known, disposal=Disposal.RECYCLED, by=on_site, on=TODAY)
    assert Device.objects.get(pk=known.pk).state == State.DISPOSED

    lost = device_in(State.RETIRED)
    dispose_device(device=lost, disposal=Disposal.LOST, by=on_site, on=TODAY)
    screen = device_in(State.RETIRED)
    screen.model.holds_data = False
    screen.model.save()
    dispose_device(device=screen, disposal=Disposal.RECYCLED, by=on_site, on=TODAY)


def test_proof_from_before_it_was_used_again_counts_no_more(on_site: User) -> None:
    device, later = device_in(State.IN_STOCK), date(2026, 12, 20)
    DataErasureFactory(device=device, erased_on=date(2026, 11, 2))
    take_step(device, State.IN_SERVICE, on_site)
    retire_device(device=device, by=on_site, on=later)
    with pytest.raises(ValidationError, match="wie die Daten gelöscht wurden"):
        dispose_device(device=device, disposal=Disposal.SOLD, by=on_site, on=later)
    before = Erasure(DataErasure.Method.OVERWRITTEN, date(2026, 11, 3), "Muster Entsorgung", "LN-2")
    with pytest.raises(ValidationError, match="noch einmal in Betrieb"):
        dispose_device(device=device, disposal=Disposal.SOLD, erasure=before, by=on_site, on=later)
    dispose_device(device=device, disposal=Disposal.SOLD, erasure=PROOF, by=on_site, on=later)
    assert [row.outdated_on for row in device.erasures.order_by("erased_on")] == [TODAY, None]


def test_proof_of_infrastructure_counts_no_more_when_it_is_used_again(administrator: User) -> None:
    item = InfrastructureItemFactory(state=State.IN_STOCK)
    DataErasureFactory(device=None, item=item)
    for state in (State.IN_SERVICE, State.RETIRED):
        change_infrastructure_state(item=item, state=state, by=administrator, on=TODAY)
    with pytest.raises(ValidationError, match="wie die Daten gelöscht wurden"):
        change_infrastructure_state(item=item, state=State.DISPOSED, disposal=Disposal.SOLD, by=administrator, on=TODAY)


def test_leased_device_goes_back_to_its_lessor_and_nothing_else_does(on_site: User) -> None:
    leased = device_in(State.RETIRED)
    leased.lease = LeaseFactory(authority=leased.authority)
    leased.save()
    with pytest.raises(ValidationError, match="ist geleast"):
        dispose_device(device=leased, disposal=Disposal.SOLD, erasure=PROOF, by=on_site, on=TODAY)
    dispose_device(device=leased, disposal=Disposal.RETURNED, erasure=PROOF, by=on_site, on=TODAY)
    owned = device_in(State.RETIRED)
    with pytest.raises(ValidationError, match="ist nicht geleast"):
        dispose_device(device=owned, disposal=Disposal.RETURNED, erasure=PROOF, by=on_site, on=TODAY)


def test_nothing_is_repaired_by_nobody(on_site: User, administrator: User) -> None:
    with pytest.raises(ValidationError, match="wer repariert"):
        repair_device(device=DeviceFactory(), repaired_by=" ", by=on_site, on=TODAY)
    item = InfrastructureItemFactory(state=State.IN_STOCK)
    with pytest.raises(ValidationError, match="wer repariert"):
        change_infrastructure_state(item=item, state=State.IN_REPAIR, by=administrator, on=TODAY)


def test_what_is_lent_is_not_retired(on_site: User) -> None:
    device = DeviceFactory()
    LoanFactory(device=device, handed_out_on=TODAY)
    with pytest.raises(ValidationError, match="ist ausgeliehen"):
        retire_device(device=device, by=on_site, on=TODAY)


def test_workstation_is_given_up_when_nothing_stands_there(on_site: User, ludwigslust: Authority) -> None:
    place = WorkstationFactory(authority=ludwigslust, used_by=ContactFactory(authority=ludwigslust))
    place.shared_with.add(ContactFactory(authority=ludwigslust))
    with pytest.raises(ValidationError, match="Hier steht noch ein Gerät"):
        change_workstation_state(workstation=place, state=PlaceState.CLOSED, by=on_site, on=TODAY)
    assert place.computer is not None
    store_device(device=place.computer, service_point=ServicePointFactory(), by=on_site, on=TODAY)
    change_workstation_state(workstation=place, state=PlaceState.CLOSED, by=on_site, on=TODAY)
    stored = Workstation.objects.get(pk=place.pk)
    assert (stored.used_by, stored.shared_with.count(), stored.computer) == (None, 0, None)


def test_second_person_is_told_that_somebody_was_quicker(on_site: User) -> None:
    device = DeviceFactory()
    seen_by_another = Device.objects.get(pk=device.pk)
    repair_device(device=device, repaired_by="Musterdienst", by=on_site, on=TODAY)
    with pytest.raises(ValidationError, match="inzwischen von jemand anderem geändert"):
        retire_device(device=seen_by_another, by=on_site, on=TODAY)
    assert Device.objects.get(pk=device.pk).state == State.IN_REPAIR


def test_who_has_no_right_changes_nothing(manager: User, on_site: User) -> None:
    workstation, item, device = WorkstationFactory(), InfrastructureItemFactory(), DeviceFactory()
    with pytest.raises(PermissionDenied):
        change_workstation_state(workstation=workstation, state=PlaceState.CLOSED, by=manager, on=TODAY)
    with pytest.raises(PermissionDenied):
        change_infrastructure_state(item=item, state=State.RETIRED, by=on_site, on=TODAY)
    with pytest.raises(PermissionDenied):
        retire_device(device=device, by=manager, on=TODAY)
    assert Workstation.objects.get(pk=workstation.pk).state == PlaceState.IN_SERVICE
    assert InfrastructureItem.objects.get(pk=item.pk).state == State.IN_STOCK
    assert Device.objects.get(pk=device.pk).state == State.IN_SERVICE
