"""The stock: what lies where, what is missing by the minimums, and what a role gets from it."""

import html
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from customers.models import Authority
from tests.factories import (
    ContactFactory,
    DeviceFactory,
    DeviceModelFactory,
    KitFactory,
    KitItemFactory,
    ProviderFactory,
    ServicePointFactory,
    StockMinimumFactory,
    StoredDeviceFactory,
    WorkstationFactory,
)
from workstations.kits import fits, parts_of
from workstations.lifecycle import State
from workstations.models import Device, DeviceKind, DeviceModel, Kit, KitItem, StockMinimum

ClientFor = Callable[[User], Client]


@pytest.fixture
def on_the_spot(client_for: ClientFor, on_site: User) -> Client:
    """The browser of somebody who keeps devices."""
    return client_for(on_site)


def notebook(**values: object) -> Device:
    return StoredDeviceFactory(model=DeviceModelFactory(kind=DeviceKind.NOTEBOOK), **values)


def test_shortages_come_first_and_count_in_the_menu(on_the_spot: Client) -> None:
    fine, short = ServicePointFactory(name="A-Stelle"), ServicePointFactory(name="Z-Stelle")
    StockMinimumFactory(service_point=short, kind=DeviceKind.NOTEBOOK, quantity=3)
    StockMinimumFactory(service_point=fine, kind=DeviceKind.MONITOR, quantity=1)
    StoredDeviceFactory(stored_at=fine, model=DeviceModelFactory(kind=DeviceKind.MONITOR))
    notebook(stored_at=short)
    notebook(stored_at=short, is_for_loan=True)  # a device for loans is not ready for anybody
    DeviceFactory(state=State.RETIRED, retired_on=date(2026, 1, 1), workstation=None, stored_at=short)
    page = on_the_spot.get("/stock/")
    assert [row.name for row in page.context["page"].object_list] == ["Z-Stelle", "A-Stelle"]
    row = page.context["page"].object_list[0]
    assert (row.ready, row.retired, row.missing) == (1, 1, 2)
    links = [text.split('"')[1] for text in str(page.context["table"].rows[0].get_cell("ready")).split("href=")[1:]]
    assert [on_the_spot.get(html.unescape(link)).context["page"].paginator.count for link in links] == [1]
    lying = next(
        one for one in on_the_spot.get(f"/stock/{short.pk}/").context["sections"] if one.title == "Liegt bereit"
    )
    assert "is_for_loan=false" in lying.rows[0][2]
    assert "fehlen 2" in page.content.decode()
    item = next(item for section in page.context["navigation"] for item in section.items if item.label == "Lager")
    assert item.count() == 1
    assert [row.name for row in on_the_spot.get("/stock/?shortage=short").context["page"].object_list] == ["Z-Stelle"]


def test_minimum_of_a_model_counts_that_model_alone(on_the_spot: Client) -> None:
    point, wanted = ServicePointFactory(), DeviceModelFactory(kind=DeviceKind.NOTEBOOK, name="Musterbook 9")
    StockMinimumFactory(service_point=point, kind=DeviceKind.NOTEBOOK, model=wanted, quantity=2)
    notebook(stored_at=point)
    StoredDeviceFactory(stored_at=point, model=wanted)
    text = on_the_spot.get(f"/stock/{point.pk}/").content.decode()
    assert "Musterbook 9" in text
    assert "fehlt 1" in text


def test_page_tells_reserve_from_what_authorities_own_and_what_waits(
    on_the_spot: Client, ludwigslust: Authority
) -> None:
    point, model = ServicePointFactory(), DeviceModelFactory(kind=DeviceKind.NOTEBOOK)
    StoredDeviceFactory(stored_at=point, model=model, authority=ludwigslust, shelf="A 1")
    StoredDeviceFactory(stored_at=point, model=model, authority=None, provider=ProviderFactory(), shelf="B 2")
    old = DeviceFactory(state=State.RETIRED, retired_on=date(2026, 1, 1), workstation=None, stored_at=point)
    page = on_the_spot.get(f"/stock/{point.pk}/")
    lying = next(section for section in page.context["sections"] if section.title == "Liegt bereit")
    assert lying.rows[0][3:] == (1, f"{ludwigslust.short_name}: 1", "A 1, B 2")
    waiting = next(section for section in page.context["sections"] if section.title == "Wartet auf Abgabe")
    assert str(old) in waiting.rows[0][0]
    assert f'href="/stock/{point.pk}/"' in on_the_spot.get(f"/service-points/{point.pk}/").content.decode()


def test_minimum_is_set_changed_and_removed(on_the_spot: Client, client_for: ClientFor, manager: User) -> None:
    point, model = ServicePointFactory(), DeviceModelFactory(kind=DeviceKind.MONITOR)
    url = f"/stock/{point.pk}/minimum/"
    wrong = on_the_spot.post(url, {"kind": "notebook", "model": model.pk, "quantity": 2})
    assert "ist ein Modell der Art „Bildschirm“" in wrong.content.decode()
    assert on_the_spot.post(url, {"kind": "notebook", "quantity": 0}).context["form"].has_error("quantity")
    on_the_spot.post(url, {"kind": "notebook", "quantity": 2})
    assert "Dafür gibt es schon" in on_the_spot.post(url, {"kind": "notebook", "quantity": 5}).content.decode()
    row = StockMinimum.objects.get()
    on_the_spot.post(f"/stock/minimum/{row.pk}/", {"kind": "notebook", "quantity": 4})
    assert StockMinimum.objects.get().quantity == 4
    assert client_for(manager).post(f"/stock/minimum/{row.pk}/remove/").status_code == 403
    on_the_spot.post(f"/stock/minimum/{row.pk}/remove/")
    assert not StockMinimum.objects.exists()


def test_minimum_that_somebody_else_changed_is_not_written_over(on_the_spot: Client) -> None:
    row = StockMinimumFactory(quantity=2)
    url = f"/stock/minimum/{row.pk}/"
    seen = on_the_spot.get(url).context["form"]["version"].value()
    on_the_spot.post(url, {"kind": row.kind, "quantity": 3, "version": seen})  # somebody else
    refused = on_the_spot.post(url, {"kind": row.kind, "quantity": 7, "version": seen})
    assert "Jetzt steht hier: „3“" in refused.content.decode()
    assert StockMinimum.objects.get().quantity == 3
    again = refused.context["form"]["version"].value()
    on_the_spot.post(url, {"kind": row.kind, "quantity": 7, "version": again})
    assert StockMinimum.objects.get().quantity == 7


def test_kit_is_put_together(on_the_spot: Client) -> None:
    on_the_spot.post("/kits/new/", {"name": "Bürgerbüro", "is_active": "on"})
    kit = Kit.objects.get()
    on_the_spot.post(f"/kits/{kit.pk}/part/", {"kind": "monitor", "quantity": 2})
    item = KitItem.objects.get()
    on_the_spot.post(f"/kits/parts/{item.pk}/", {"kind": "monitor", "quantity": 3})
    assert "3 × Bildschirm" in on_the_spot.get("/kits/").content.decode()
    on_the_spot.post(f"/kits/parts/{item.pk}/remove/")
    assert not kit.items.exists()
    on_the_spot.post(f"/kits/{kit.pk}/edit/", {"name": "Bürgerservice"})
    kit.refresh_from_db()
    assert (kit.name, kit.is_active) == ("Bürgerservice", False)


def a_kit() -> Kit:
    """One notebook and two screens."""
    kit = KitFactory(name="Homeoffice")
    KitItemFactory(kit=kit, kind=DeviceKind.NOTEBOOK)
    KitItemFactory(kit=kit, kind=DeviceKind.MONITOR, quantity=2)
    return kit


def test_kit_is_given_out_in_one_go_and_says_what_is_missing(on_the_spot: Client, ludwigslust: Authority) -> None:
    kit, point = a_kit(), ServicePointFactory()
    place = WorkstationFactory(authority=ludwigslust, operating_system=None)
    reserve = notebook(stored_at=point, authority=None, provider=ProviderFactory(), warranty_until=date(2027, 1, 1))
    own = notebook(stored_at=point, authority=ludwigslust, warranty_until=date(2029, 1, 1))
    notebook(stored_at=point)  # of another authority
    screen = StoredDeviceFactory(
        stored_at=point, authority=ludwigslust, model=DeviceModelFactory(kind=DeviceKind.MONITOR)
    )
    asked = on_the_spot.post("/kits/issue/", {"kit": kit.pk, "service_point": point.pk, "workstation": place.pk})
    page = on_the_spot.get(asked.headers["Location"])
    text = page.content.decode()
    assert "Im Lager fehlt:" in text
    assert "1 × Bildschirm" in text
    assert "was der Behörde gehört, dann die Reserve" in text
    form = page.context["form"]
    assert form["part_1"].initial == own.pk
    assert [value for value, _ in form.fields["part_1"].choices] == ["", own.pk, reserve.pk]
    twice = on_the_spot.post(asked.headers["Location"], {"part_2": screen.pk, "part_3": screen.pk})
    assert "Ein Gerät ist zweimal gewählt." in twice.content.decode()
    none = on_the_spot.post(asked.headers["Location"], {})
    assert "mindestens ein Gerät" in none.content.decode()
    done = on_the_spot.post(asked.headers["Location"], {"part_1": own.pk, "part_2": screen.pk}, follow=True)
    assert "2 Geräte ausgegeben" in done.content.decode()
    assert set(Device.objects.filter(workstation=place)) == {own, screen}


def test_nothing_is_given_out_if_one_device_is_gone(on_the_spot: Client, ludwigslust: Authority) -> None:
    kit, point, person = a_kit(), ServicePointFactory(), ContactFactory(authority=ludwigslust)
    first, second = (notebook(stored_at=point, authority=ludwigslust) for _ in range(2))
    screen = StoredDeviceFactory(
        stored_at=point, authority=ludwigslust, model=DeviceModelFactory(kind=DeviceKind.MONITOR)
    )
    url = on_the_spot.post("/kits/issue/", {"kit": kit.pk, "service_point": point.pk, "held_by": person.pk}).headers[
        "Location"
    ]
    Device.objects.filter(pk=screen.pk).update(state=State.RETIRED, retired_on=date(2026, 1, 1))
    assert on_the_spot.post(url, {"part_1": first.pk, "part_2": screen.pk}).status_code == 200
    assert not Device.objects.filter(held_by=person).exists()
    on_the_spot.post(url, {"part_1": second.pk})
    assert Device.objects.get(held_by=person) == second


def test_one_receiver_is_chosen(on_the_spot: Client) -> None:
    kit, point = a_kit(), ServicePointFactory()
    page = on_the_spot.post("/kits/issue/", {"kit": kit.pk, "service_point": point.pk})
    assert "Bitte wählen Sie eines" in page.content.decode()
    assert on_the_spot.get("/kits/issue/parts/").status_code == 404


KINDS = [DeviceKind.NOTEBOOK, DeviceKind.MONITOR]
MODELS = [DeviceModel(pk=number, kind=KINDS[number % 2], name=str(number)) for number in range(1, 5)]


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from([None, *MODELS]), st.integers(1, 3)), max_size=4),
    st.lists(st.tuples(st.sampled_from(MODELS), st.sampled_from([None, 1]), st.none() | st.dates()), max_size=8),
)
def test_suggestions_fit_and_are_never_made_twice(
    wanted: list[tuple[DeviceKind, DeviceModel | None, int]],
    lying: list[tuple[DeviceModel, int | None, date | None]],
) -> None:
    items = [
        KitItem(kind=model.kind if model else kind, model=model, quantity=number) for kind, model, number in wanted
    ]
    devices = [
        Device(pk=key, model=model, authority_id=owner, warranty_until=until)
        for key, (model, owner, until) in enumerate(lying, start=1)
    ]
    parts = parts_of(items, devices, 1)
    suggested = [part.suggested for part in parts if part.suggested]
    assert len(parts) == sum(item.quantity for item in items)
    assert len({device.pk for device in suggested}) == len(suggested)
    assert all(fits(part.suggested, part.item) for part in parts if part.suggested)
    left = [device for device in devices if device not in suggested]
    assert not any(fits(device, part.item) for part in parts if part.suggested is None for device in left)
