"""In the rooms: labels and numbers that are scanned, and whatever else a browser may send."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts import roles
from accounts.models import User
from customers.models import Authority
from handovers.labels import label_of
from stocktaking import actions
from stocktaking.lifecycle import Answer
from stocktaking.models import Campaign, CampaignDevice
from tests.factories import CampaignDeviceFactory, DeviceFactory, ProviderFactory, WorkstationFactory
from tests.people import contact_of, employed
from tests.stocktaking.test_campaigns import row_of
from workstations.actions import merge, rehearse_merge
from workstations.models import Device

LONG = "9" * 5000


@pytest.fixture
def room(running: Campaign, printer: Device) -> str:
    return f"/stocktakings/{running.pk}/check/?authority={printer.authority_id}&site=Rathaus&room=2.04"


def test_our_own_label_confirms_its_device(room: str, technician: Client, printer: Device, notebook: Device) -> None:
    technician.post(room, {"number": label_of(printer).address})
    assert row_of(printer).answer == Answer.CONFIRMED
    technician.post(room, {"number": label_of(notebook).address.lower()})
    assert row_of(notebook).remark == "Vor Ort gefunden in: Rathaus, Raum 2.04"


def test_label_that_is_not_in_the_list_is_noted_with_the_number_of_its_device(room: str, technician: Client) -> None:
    foreign = DeviceFactory(inventory_number="G-77")
    page = technician.post(room, {"number": label_of(foreign).address}).content.decode()
    assert "„G-77“ steht bei dieser Behörde nicht in der Liste" in page
    assert "number=G-77" in page


def test_label_of_a_workstation_is_told_from_that_of_a_device(room: str, technician: Client) -> None:
    page = technician.post(room, {"number": label_of(WorkstationFactory()).address}).content.decode()
    assert "Etikett eines IT-Arbeitsplatzes" in page


def test_of_two_devices_with_one_number_that_of_the_room_is_meant(
    room: str, running: Campaign, technician: Client, printer: Device, ludwigslust: Authority
) -> None:
    twins = [
        DeviceFactory(
            authority=ludwigslust,
            provider=ProviderFactory(),
            workstation=None,
            inventory_number=printer.inventory_number,
        )
        for _ in range(2)
    ]
    for twin, name in zip(twins, ("1.01", "1.02"), strict=True):
        CampaignDeviceFactory(device=twin, campaign=running, room_name=name)
    CampaignDevice.objects.filter(device=printer).update(site_name="Zuletzt")  # not the first in the order of the list
    technician.post(room.replace("Rathaus", "Zuletzt"), {"number": printer.inventory_number})
    assert row_of(printer).answer == Answer.CONFIRMED
    assert {row_of(twin).answer for twin in twins} == {Answer.OPEN}

    technician.get(room)
    elsewhere = technician.post(room.replace("2.04", "1.01"), {"number": printer.inventory_number})
    assert elsewhere.status_code == 302
    assert row_of(twins[0]).answer == Answer.CONFIRMED
    CampaignDeviceFactory(
        device=DeviceFactory(authority=ludwigslust, workstation=None), campaign=running, room_name="9"
    )
    page = technician.post(room.replace("2.04", "9"), {"number": printer.inventory_number}).content.decode()
    assert "tragen mehrere Geräte" in page


def test_keys_without_end_are_none(
    room: str, running: Campaign, technician: Client, portal: Client, printer: Device
) -> None:
    assert technician.post(room, {"row": [LONG, "²", str(row_of(printer).pk)]}).status_code == 302
    assert row_of(printer).answer == Answer.CONFIRMED
    check, found = (f"/stocktakings/{running.pk}/{name}/?authority={LONG}" for name in ("check", "found"))
    assert technician.get(check).status_code == 404
    assert (
        technician.post(found, {"kind": "monitor", "number": "X-1"}).status_code == 302
    )  # there is one authority only
    assert portal.post("/my-devices/confirm/", {"row": [LONG]}).status_code == 302


def test_both_entries_of_one_device_in_a_stock_taking_can_become_one(
    running: Campaign, portal: Client, on_site: User, reporter: User, notebook: Device, printer: Device
) -> None:
    """After the merge both questions are about the one that stays; each is answered for itself."""
    CampaignDevice.objects.filter(device=printer).update(asked=contact_of(reporter))
    administrator = employed(roles.ADMINISTRATION)
    outcome = rehearse_merge(stays=notebook, goes=printer, taken=[], by=administrator, on=timezone.localdate())
    merge(stays=notebook, goes=printer, taken=[], seen=outcome.based_on, by=administrator, on=timezone.localdate())
    page = portal.get("/my-devices/").content.decode()
    assert page.count("Ja, ist bei mir:") == 2
    rows = list(running.devices.all())
    portal.post("/my-devices/confirm/", {"row": [row.pk for row in rows]})
    assert not running.devices.unanswered().exists()
    actions.finish(campaign=running, by=on_site, now=timezone.now())
