"""Two agents report at the same moment: each on a connection of its own."""

import pytest
from django.db import transaction
from django.utils import timezone

from accounts import roles
from customers.models import Authority
from inventory import actions, protocol, reports
from inventory.models import InstalledSoftware, InventoryReport, Outcome, ReviewCase, SoftwareTitle
from tests.factories import AuthorityFactory, DeviceFactory, StoredDeviceFactory
from tests.inventory.agents import JSON, Machine
from tests.people import employed
from tests.tickets.test_outages_at_once import beside, wait_until_somebody_waits
from workstations.lifecycle import State
from workstations.models import Device

pytestmark = pytest.mark.django_db(transaction=True)
PC = Machine()


def told_by(machine: Machine) -> reports.Report:
    message = protocol.read(machine.json, JSON)
    return reports.read(message.content, message.agent_id)


@pytest.mark.parametrize("is_known", [True, False])
def test_same_report_twice_at_once_is_one(is_known: bool, ludwigslust: Authority) -> None:
    now = timezone.now()
    token, _ = actions.create_token(authority=ludwigslust, name="Rathaus", by=employed(roles.ADMINISTRATION), now=now)
    if is_known:
        DeviceFactory(workstation__authority=ludwigslust, serial_number=PC.serial)
    with transaction.atomic():
        actions.receive(report=told_by(PC), token=token, now=now)
        thread, results = beside(lambda: actions.receive(report=told_by(PC), token=token, now=now))
        wait_until_somebody_waits()
    thread.join()
    (second,) = results
    assert isinstance(second, InventoryReport), second
    report = InventoryReport.objects.get()
    assert report.times == 2
    assert ReviewCase.objects.count() == (0 if is_known else 1)
    assert InstalledSoftware.objects.count() == (2 if is_known else 0)


def test_report_that_comes_while_somebody_decides_waits_for_the_decision(ludwigslust: Authority) -> None:
    now, decider = timezone.now(), employed(roles.ADMINISTRATION)
    token, _ = actions.create_token(authority=ludwigslust, name="Rathaus", by=decider, now=now)
    actions.receive(report=told_by(PC), token=token, now=now)
    newer = told_by(PC.but(memory=32768))
    with transaction.atomic():
        actions.discard_case(case=ReviewCase.objects.get(), reason="Privat", by=decider, now=now)
        thread, results = beside(lambda: actions.receive(report=newer, token=token, now=now))
        wait_until_somebody_waits()
    thread.join()
    assert isinstance(results[0], InventoryReport), results
    assert results[0].outcome == Outcome.DISCARDED
    assert ReviewCase.objects.count() == 1


@pytest.mark.parametrize("what", ["moved", "retired"])
def test_device_that_leaves_its_authority_meanwhile_is_left_alone(what: str, ludwigslust: Authority) -> None:
    now = timezone.now()
    token, _ = actions.create_token(authority=ludwigslust, name="Rathaus", by=employed(roles.ADMINISTRATION), now=now)
    device, other = StoredDeviceFactory(authority=ludwigslust, serial_number=PC.serial), AuthorityFactory()
    with transaction.atomic():
        if what == "moved":
            Device.objects.filter(pk=device.pk).update(authority=other)
        else:
            Device.objects.filter(pk=device.pk).update(state=State.RETIRED, retired_on=timezone.localdate(now))
        thread, results = beside(lambda: actions.receive(report=told_by(PC), token=token, now=now))
        wait_until_somebody_waits()
    thread.join()
    assert isinstance(results[0], InventoryReport), results
    assert results[0].outcome == Outcome.REVIEW
    device.refresh_from_db()
    assert (device.host_name, device.last_seen_at) == ("", None)


def test_two_devices_with_the_same_new_programs_do_not_stand_in_each_others_way(ludwigslust: Authority) -> None:
    now = timezone.now()
    token, _ = actions.create_token(authority=ludwigslust, name="Rathaus", by=employed(roles.ADMINISTRATION), now=now)
    machines = [PC.but(serial=f"SERIAL{n}", uuid="", macs=(), name=f"PC{n}", agent_id=f"pc-{n}") for n in range(2)]
    for machine in machines:
        DeviceFactory(workstation__authority=ludwigslust, serial_number=machine.serial)
    with transaction.atomic():
        actions.receive(report=told_by(machines[0]), token=token, now=now)
        thread, results = beside(lambda: actions.receive(report=told_by(machines[1]), token=token, now=now))
        wait_until_somebody_waits()
    thread.join()
    assert isinstance(results[0], InventoryReport), results
    assert SoftwareTitle.objects.count() == 2
    assert InstalledSoftware.objects.count() == 4
