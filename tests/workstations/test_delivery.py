"""A delivery: ordered devices get their numbers, and nothing is entered twice."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Provider, User
from tests.factories import (
    DeviceFactory,
    DeviceModelFactory,
    ProviderFactory,
    ServicePointFactory,
    StoredDeviceFactory,
)
from workstations.lifecycle import State
from workstations.models import Device, DeviceModel

ClientFor = Callable[[User], Client]
URL = "/devices/delivery/"


@pytest.fixture
def on_the_spot(client_for: ClientFor, on_site: User) -> Client:
    """The browser of somebody who keeps devices."""
    return client_for(on_site)


@pytest.fixture
def provider(db: None) -> Provider:
    return ProviderFactory()


@pytest.fixture
def model(db: None) -> DeviceModel:
    return DeviceModelFactory(name="Klapp 5")


def ordered(provider: Provider, model: DeviceModel, **values: object) -> Device:
    given = {"inventory_number": "", "serial_number": "", "authority": None, "workstation": None, **values}
    return DeviceFactory(provider=provider, model=model, state=State.ORDERED, **given)


def test_delivered_devices_are_the_ordered_ones(on_the_spot: Client, provider: Provider, model: DeviceModel) -> None:
    devices = [ordered(provider, model) for _ in range(3)]
    ordered(ProviderFactory(), model)  # another order
    point = ServicePointFactory()
    device = on_the_spot.get(f"/devices/{devices[1].pk}/")
    assert f"{URL}?device={devices[1].pk}" in device.content.decode()
    form = on_the_spot.get(f"{URL}?device={devices[1].pk}").context["form"]
    assert form["order"].value() == devices[0].pk
    assert "3 Geräte" in dict(form.fields["order"].choices)[devices[0].pk]
    values = {
        "order": devices[0].pk,
        "service_point": point.pk,
        "shelf": "W 1",
        "numbers": " S-1 ; INV-1\r\n\r\nS-2\tINV-2",
    }
    preview = on_the_spot.post(URL, values)
    assert list(preview.context["preview"].rows) == [("S-1", "INV-1", 1), ("S-2", "INV-2", 3)]
    assert not Device.objects.in_stock().exists()
    seen = preview.context["form"]["seen"].value()
    other = on_the_spot.post(URL, {**values, "shelf": "W 2", "seen": seen})  # not what the preview showed
    assert other.context["preview"] is not None
    done = on_the_spot.post(URL, {**values, "seen": seen}, follow=True)
    assert "2 Geräte angenommen." in done.content.decode()
    stored = Device.objects.filter(stored_at=point, shelf="W 1").order_by("pk")
    assert [(row.pk, row.serial_number, row.inventory_number) for row in stored] == [
        (devices[0].pk, "S-1", "INV-1"),
        (devices[1].pk, "S-2", "INV-2"),
    ]
    assert Device.objects.on_order_like(devices[2]).get() == devices[2]


def test_device_whose_number_was_known_is_that_one(on_the_spot: Client, provider: Provider, model: DeviceModel) -> None:
    nameless, known = ordered(provider, model), ordered(provider, model, serial_number="S-9")
    values = {"order": nameless.pk, "service_point": ServicePointFactory().pk, "numbers": "s-9;INV-9"}
    seen = on_the_spot.post(URL, values).context["form"]["seen"].value()
    on_the_spot.post(URL, {**values, "seen": seen})
    known.refresh_from_db()
    assert (known.state, known.inventory_number) == (State.IN_STOCK, "INV-9")
    assert Device.objects.get(pk=nameless.pk).state == State.ORDERED


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ("S-1\n\nS-1", "Zeile 3: Ein Gerät dieses Unternehmens hat diese Seriennummer schon."),
        ("S-1\nALT-1", "Zeile 2: Ein Gerät dieses Unternehmens hat diese Seriennummer schon."),
        ("S-1;A;B", "Zeile 1: Bitte nur die Seriennummer und die Inventarnummer."),
        ("1\n2\n3", "Bestellt sind noch 2, angegeben sind 3 Zeilen."),
        ("x" * 81, "Zeile 1:"),
        (" \n", "je geliefertem Gerät eine Zeile"),
        ("", "Bitte ausfüllen: Gelieferte Geräte"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    numbers: str, words: str, on_the_spot: Client, provider: Provider, model: DeviceModel
) -> None:
    first, _ = (ordered(provider, model) for _ in range(2))
    StoredDeviceFactory(authority=None, provider=provider, serial_number="ALT-1")
    values = {"order": first.pk, "service_point": ServicePointFactory().pk, "numbers": numbers}
    page = on_the_spot.post(URL, values)
    assert words in page.content.decode()
    assert set(Device.objects.on_order().values_list("serial_number", flat=True)) == {""}


def test_page_says_that_nothing_is_ordered_and_is_for_those_who_keep_devices(
    on_the_spot: Client, client_for: ClientFor, manager: User
) -> None:
    assert "Zurzeit ist nichts bestellt." in on_the_spot.get(URL).content.decode()
    assert URL not in on_the_spot.get("/devices/").content.decode()
    assert client_for(manager).get(URL).status_code == 403
