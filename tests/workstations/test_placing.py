"""What is done at a workstation: another computer, its people, devices nearby; and how new devices come in."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from customers.models import Authority
from tests.factories import (
    ContactFactory,
    DeviceFactory,
    DeviceModelFactory,
    LeaseFactory,
    ProviderFactory,
    ServicePointFactory,
    SiteFactory,
    StoredDeviceFactory,
    WorkstationFactory,
)
from tests.people import contact_of
from workstations.lifecycle import PlaceState, State
from workstations.models import Device, DeviceKind, Workstation

ClientFor = Callable[[User], Client]


@pytest.fixture
def on_the_spot(client_for: ClientFor, on_site: User) -> Client:
    """The browser of somebody who keeps devices."""
    return client_for(on_site)


def test_computer_is_swapped_and_the_old_one_goes_into_stock(on_the_spot: Client, ludwigslust: Authority) -> None:
    place = WorkstationFactory(authority=ludwigslust)
    old, new, point = place.computer, StoredDeviceFactory(authority=ludwigslust), ServicePointFactory()
    url = f"/workstations/{place.pk}/computer/"
    assert f'href="{url}"' in on_the_spot.get(f"/workstations/{place.pk}/").content.decode()
    page = on_the_spot.get(url)
    assert f"Bisher steht hier {old}" in page.content.decode()
    values = {"seen": old.pk, "device": new.pk, "service_point": point.pk, "shelf": "C 1"}
    done = on_the_spot.post(url, values, follow=True)
    assert "Der Rechner ist getauscht." in done.content.decode()
    old.refresh_from_db()
    assert Workstation.objects.get(pk=place.pk).computer == new
    assert (old.state, old.stored_at, old.shelf) == (State.IN_STOCK, point, "C 1")


def test_new_computer_takes_the_part_of_the_old_one_whatever_else_stands_there(
    on_the_spot: Client, ludwigslust: Authority
) -> None:
    place, new = WorkstationFactory(authority=ludwigslust), StoredDeviceFactory(authority=ludwigslust)
    DeviceFactory(workstation=place, model=DeviceModelFactory(kind=DeviceKind.TABLET))
    values = {"seen": place.computer_id, "device": new.pk, "service_point": ServicePointFactory().pk}
    on_the_spot.post(f"/workstations/{place.pk}/computer/", values)
    assert Workstation.objects.get(pk=place.pk).computer == new


def test_computer_in_repair_stays_there_when_another_one_comes(on_the_spot: Client, ludwigslust: Authority) -> None:
    place, new = WorkstationFactory(authority=ludwigslust), StoredDeviceFactory(authority=ludwigslust)
    old = place.computer
    Device.objects.filter(pk=old.pk).update(state=State.IN_REPAIR, repaired_by="Musterdienst")
    url = f"/workstations/{place.pk}/computer/"
    page = on_the_spot.get(url)
    assert "bleibt in Reparatur" in page.content.decode()
    assert "service_point" not in page.context["form"].fields
    on_the_spot.post(url, {"seen": old.pk, "device": new.pk})
    old.refresh_from_db()
    assert (old.state, old.repaired_by, old.workstation) == (State.IN_REPAIR, "Musterdienst", None)
    assert Workstation.objects.get(pk=place.pk).computer == new


def test_swap_offers_the_reserve_and_ones_own_but_nothing_of_others(
    on_the_spot: Client, ludwigslust: Authority
) -> None:
    place = WorkstationFactory(authority=ludwigslust)
    own = StoredDeviceFactory(authority=ludwigslust, inventory_number="N-1")
    reserve = StoredDeviceFactory(authority=None, provider=ProviderFactory(), inventory_number="N-2")
    foreign = StoredDeviceFactory(inventory_number="N-3")
    screen = StoredDeviceFactory(
        authority=ludwigslust, inventory_number="N-4", model=DeviceModelFactory(kind=DeviceKind.MONITOR)
    )
    offered = dict(on_the_spot.get(f"/workstations/{place.pk}/computer/").context["form"].fields["device"].choices)
    assert {own.pk, reserve.pk} == set(offered) - {""}
    values = {"seen": place.computer_id, "service_point": ServicePointFactory().pk}
    for device in (foreign, screen):
        page = on_the_spot.post(f"/workstations/{place.pk}/computer/", {**values, "device": device.pk})
        assert page.context["form"].has_error("device")
    assert Workstation.objects.get(pk=place.pk).computer == place.computer


def test_swap_that_somebody_else_made_first_is_told(on_the_spot: Client, ludwigslust: Authority) -> None:
    place = WorkstationFactory(authority=ludwigslust)
    first, second = (StoredDeviceFactory(authority=ludwigslust) for _ in range(2))
    values = {"seen": place.computer_id, "service_point": ServicePointFactory().pk}
    url = f"/workstations/{place.pk}/computer/"
    on_the_spot.post(url, {**values, "device": first.pk})
    page = on_the_spot.post(url, {**values, "device": second.pk})
    assert f"Jetzt steht hier: {first}." in page.content.decode()
    assert Workstation.objects.get(pk=place.pk).computer == first
    on_the_spot.post(url, {**values, "device": second.pk, "seen": page.context["form"]["seen"].value()})
    assert Workstation.objects.get(pk=place.pk).computer == second


def test_place_without_a_computer_gets_one(on_the_spot: Client, ludwigslust: Authority) -> None:
    place, new = (
        WorkstationFactory(authority=ludwigslust, operating_system=None),
        StoredDeviceFactory(authority=ludwigslust),
    )
    on_the_spot.post(f"/workstations/{place.pk}/computer/", {"seen": "", "device": new.pk})
    assert Workstation.objects.get(pk=place.pk).computer == new


def test_people_are_assigned_and_let_go(
    on_the_spot: Client, client_for: ClientFor, reporter: User, ludwigslust: Authority
) -> None:
    main, first, second = (ContactFactory(authority=ludwigslust) for _ in range(3))
    me = contact_of(reporter)
    place = WorkstationFactory(authority=ludwigslust, used_by=first)
    place.shared_with.add(second)
    url = f"/workstations/{place.pk}/people/"
    assert client_for(reporter).get(f"/workstations/{place.pk}/").status_code == 404
    on_the_spot.post(
        url, {"seen": first.pk, "linked": str(second.pk), "used_by": main.pk, "kept": [], "further": me.pk}
    )
    place.refresh_from_db()
    assert (place.used_by, list(place.shared_with.all())) == (main, [me])
    assert client_for(reporter).get(f"/workstations/{place.pk}/").status_code == 200
    page = on_the_spot.post(url, {"seen": first.pk, "used_by": first.pk})
    assert f"Jetzt steht hier: {main}." in page.content.decode()
    stranger = ContactFactory()
    refused = on_the_spot.post(url, {"seen": main.pk, "used_by": main.pk, "kept": [me.pk], "further": stranger.pk})
    assert refused.context["form"].has_error("further")
    assert list(Workstation.objects.get(pk=place.pk).shared_with.all()) == [me]


def test_devices_nearby_are_those_that_stand_alone(on_the_spot: Client, ludwigslust: Authority) -> None:
    site = SiteFactory(authority=ludwigslust, name="Rathaus")
    printer = DeviceFactory(workstation=None, authority=ludwigslust, site=site)
    at_a_desk = DeviceFactory(workstation=WorkstationFactory(authority=ludwigslust))
    place = WorkstationFactory(authority=ludwigslust)
    url = f"/workstations/{place.pk}/nearby/"
    refused = on_the_spot.post(url, {"further": at_a_desk.pk})
    assert refused.context["form"].has_error("further")
    on_the_spot.post(url, {"further": printer.pk})
    page = on_the_spot.get(f"/workstations/{place.pk}/").content.decode()
    assert "Geräte in der Nähe" in page
    assert str(printer) in page
    on_the_spot.post(url, {"linked": str(printer.pk), "kept": []})
    assert not place.nearby_devices.exists()
    Workstation.objects.filter(pk=place.pk).update(state=PlaceState.CLOSED)
    assert "ist aufgegeben" in on_the_spot.post(url, {"further": printer.pk}).content.decode()


def test_what_two_people_link_at_once_is_kept_of_both(on_the_spot: Client, ludwigslust: Authority) -> None:
    place = WorkstationFactory(authority=ludwigslust)
    stays, leaves, comes, other = (ContactFactory(authority=ludwigslust) for _ in range(4))
    place.shared_with.add(stays, leaves)
    url = f"/workstations/{place.pk}/people/"
    opened = on_the_spot.get(url).context["form"]
    place.shared_with.remove(leaves)  # somebody else
    place.shared_with.add(comes)
    mine = {"seen": "", "linked": opened["linked"].value(), "kept": opened["kept"].value(), "further": other.pk}
    refused = on_the_spot.post(url, {**mine, "used_by": "x"}).context["form"]
    assert set(map(int, refused["kept"].value())) == {stays.pk, comes.pk}
    on_the_spot.post(url, mine)
    assert set(place.shared_with.all()) == {stays, comes, other}

    printers = [DeviceFactory(workstation=None, authority=ludwigslust) for _ in range(2)]
    url = f"/workstations/{place.pk}/nearby/"
    opened = on_the_spot.get(url).context["form"]
    place.nearby_devices.add(printers[0])  # somebody else
    on_the_spot.post(url, {"linked": opened["linked"].value(), "further": printers[1].pk})
    assert set(place.nearby_devices.all()) == set(printers)


def test_device_that_goes_elsewhere_is_nearby_no_more(
    on_the_spot: Client, client_for: ClientFor, reporter: User, ludwigslust: Authority
) -> None:
    printer = DeviceFactory(
        workstation=None, authority=ludwigslust, provider=ProviderFactory(), site=SiteFactory(authority=ludwigslust)
    )
    place = WorkstationFactory(authority=ludwigslust, used_by=contact_of(reporter))
    place.nearby_devices.add(printer)
    browser, url = client_for(reporter), f"/devices/{printer.pk}/"
    assert browser.get(url).status_code == 200
    on_the_spot.post(f"{url}store/", {"seen": "in_service", "service_point": ServicePointFactory().pk})
    assert not place.nearby_devices.exists()
    place.nearby_devices.add(printer)  # as it may have stayed from former times
    elsewhere = SiteFactory()
    Device.objects.filter(pk=printer.pk).update(
        state=State.IN_SERVICE, stored_at=None, authority=elsewhere.authority, site=elsewhere
    )
    assert browser.get(url).status_code == 404


def new_devices(**values: object) -> dict[str, object]:
    return {
        "model": DeviceModelFactory(kind=DeviceKind.NOTEBOOK).pk,
        "quantity": 2,
        "state": "in_stock",
        "stored_at": ServicePointFactory().pk,
        "provider": ProviderFactory().pk,
        "serial_numbers": "S-1\nS-2",
        "price": "899.00",
        **values,
    }


def test_delivery_is_taken_in_with_a_serial_number_each(on_the_spot: Client) -> None:
    values = new_devices(serial_numbers=" S-1 \r\n\r\nS-2\r\n", purchased_on="2026-10-01", warranty_until="2029-10-01")
    done = on_the_spot.post("/devices/new/", values, follow=True)
    assert "2 Geräte aufgenommen." in done.content.decode()
    rows = Device.objects.order_by("serial_number")
    assert [row.serial_number for row in rows] == ["S-1", "S-2"]
    assert {row.state for row in rows} == {"in_stock"}
    assert {str(row.price) for row in rows} == {"899.00"}
    assert len(done.context["page"].object_list) == 2


def test_double_serial_numbers_are_named_with_their_line_and_device(on_the_spot: Client) -> None:
    provider = ProviderFactory()
    known = StoredDeviceFactory(authority=None, provider=provider, serial_number="ALT-1")
    values = new_devices(provider=provider.pk, quantity=3, serial_numbers="NEU-1\n\nalt-1\nneu-1")
    text = on_the_spot.post("/devices/new/", values).content.decode()
    assert f"Zeile 3: alt-1 hat schon das Gerät {known}" in text
    assert "Zeile 4: neu-1 steht schon in Zeile 1." in text
    assert Device.objects.count() == 1
    other = new_devices(quantity=1, serial_numbers="ALT-1")  # of another owner it is another device
    assert on_the_spot.post("/devices/new/", other).status_code == 302


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"quantity": 3}, "Angegeben sind 3 Geräte und 2 Seriennummern."),
        ({"quantity": 0}, "Erlaubt ist"),
        ({"quantity": 201}, "200"),
        ({"stored_at": ""}, "wo die Geräte liegen"),
        ({"provider": ""}, "wem die Geräte gehören"),
        ({"price": "-1"}, "größer"),
        ({"model": ""}, "Bitte auswählen: Modell"),
        ({"serial_numbers": "x" * 81, "quantity": 1}, "Zeile 1: Die Nummer ist länger"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_taken_in(
    on_the_spot: Client, values: dict[str, object], words: str
) -> None:
    page = on_the_spot.post("/devices/new/", new_devices(**values))
    assert page.status_code == 200
    assert words in page.content.decode()
    assert not Device.objects.exists()


def test_order_lies_nowhere_and_needs_no_numbers(on_the_spot: Client) -> None:
    on_the_spot.post("/devices/new/", new_devices(state="ordered", serial_numbers=""))
    assert [(row.state, row.stored_at, row.serial_number) for row in Device.objects.all()] == [
        ("ordered", None, "")
    ] * 2


def test_leased_devices_are_of_the_authority_that_leases(on_the_spot: Client) -> None:
    lease = LeaseFactory()
    assert f'value="{lease.pk}" selected' in on_the_spot.get(f"/devices/new/?lease={lease.pk}").content.decode()
    on_the_spot.post("/devices/new/", new_devices(provider="", lease=lease.pk))
    assert set(Device.objects.values_list("authority", "lease")) == {(lease.authority_id, lease.pk)}
