"""The steps of a device from its page: each asks what it needs, says what is wrong, and loses nothing that was typed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from tests.factories import (
    ContactFactory,
    DataErasureFactory,
    DeviceFactory,
    DeviceModelFactory,
    InfrastructureItemFactory,
    LeaseFactory,
    LoanFactory,
    RoomFactory,
    ServicePointFactory,
    SiteFactory,
    StoredDeviceFactory,
    WorkstationFactory,
)
from workstations.lifecycle import State
from workstations.models import DataErasure, Device, DeviceKind, InfrastructureItem

ClientFor = Callable[[User], Client]
PROOF = {
    "disposal": "recycled",
    "method": "destroyed",
    "erased_on": "2026-01-05",
    "carried_out_by": "Muster Entsorgung",
    "protocol_number": "LN-77",
}


@pytest.fixture
def on_the_spot(client_for: ClientFor, on_site: User) -> Client:
    """The browser of somebody who keeps devices."""
    return client_for(on_site)


def retired(**values: object) -> Device:
    return DeviceFactory(workstation=None, state=State.RETIRED, retired_on=timezone.localdate(), **values)


def test_page_offers_exactly_the_steps_that_can_be_taken(
    on_the_spot: Client, client_for: ClientFor, manager: User
) -> None:
    device = StoredDeviceFactory()
    page = on_the_spot.get(f"/devices/{device.pk}/").content.decode()
    offered = [word for word in ("store", "install", "repair", "retire", "dispose") if f"/{device.pk}/{word}/" in page]
    assert offered == ["install", "repair", "retire"]
    assert "install/" not in client_for(manager).get(f"/devices/{device.pk}/").content.decode()


def test_device_is_put_into_stock(on_the_spot: Client) -> None:
    device, point = DeviceFactory(), ServicePointFactory(name="Service-Point Ludwigslust")
    url = f"/devices/{device.pk}/store/"
    refused = on_the_spot.post(url, {"seen": "in_service", "shelf": "B 3"}).content.decode()
    assert "Bitte auswählen: Lager" in refused
    assert 'value="B 3"' in refused
    done = on_the_spot.post(url, {"seen": "in_service", "service_point": point.pk, "shelf": "B 3"}, follow=True)
    assert f"{device}: im Lager." in done.content.decode()
    device.refresh_from_db()
    assert (device.state, device.stored_at, device.shelf, device.workstation) == (State.IN_STOCK, point, "B 3", None)


def test_whoever_was_slower_is_told_and_can_go_on_from_what_is_now(on_the_spot: Client) -> None:
    device, point = DeviceFactory(), ServicePointFactory()
    Device.objects.filter(pk=device.pk).update(state=State.IN_REPAIR)
    values = {"seen": "in_service", "service_point": point.pk, "shelf": "Regal 7"}
    page = on_the_spot.post(f"/devices/{device.pk}/store/", values)
    text = page.content.decode()
    assert "inzwischen von jemand anderem geändert" in text
    assert "Jetzt: „in Reparatur“." in text
    assert 'value="Regal 7"' in text
    assert Device.objects.get(pk=device.pk).state == State.IN_REPAIR
    again = {**values, "seen": page.context["form"]["seen"].value()}
    on_the_spot.post(f"/devices/{device.pk}/store/", again)
    assert Device.objects.get(pk=device.pk).state == State.IN_STOCK


def test_device_goes_to_a_place_and_into_the_hands_of_a_person(on_the_spot: Client, ludwigslust: Authority) -> None:
    device = StoredDeviceFactory(authority=ludwigslust)
    place = WorkstationFactory(authority=ludwigslust, operating_system=None)
    person = ContactFactory(authority=ludwigslust)
    url = f"/devices/{device.pk}/install/"
    assert "wo das Gerät steht" in on_the_spot.post(url, {"seen": "in_stock"}).content.decode()
    on_the_spot.post(url, {"seen": "in_stock", "workstation": place.pk, "held_by": person.pk})
    device.refresh_from_db()
    assert (device.state, device.workstation, device.held_by) == (State.IN_SERVICE, place, person)


def test_room_says_at_which_site_a_device_stands(on_the_spot: Client, ludwigslust: Authority) -> None:
    device = StoredDeviceFactory(authority=ludwigslust)
    room = RoomFactory(site=SiteFactory(authority=ludwigslust))
    on_the_spot.post(f"/devices/{device.pk}/install/", {"seen": "in_stock", "room": room.pk})
    device.refresh_from_db()
    assert (device.site, device.room) == (room.site, room)


def test_only_places_of_its_own_authority_are_offered(on_the_spot: Client, ludwigslust: Authority) -> None:
    device = StoredDeviceFactory(authority=ludwigslust)
    own = WorkstationFactory(authority=ludwigslust, name="pc-hier")
    other = WorkstationFactory(name="pc-dort")
    found = on_the_spot.get(f"/devices/choices/workstation/?authority={ludwigslust.pk}&q=pc-").content.decode()
    assert own.inventory_number in found
    assert other.inventory_number not in found
    values = {"seen": "in_stock", "workstation": other.pk}
    assert on_the_spot.post(f"/devices/{device.pk}/install/", values).status_code == 200
    assert Device.objects.get(pk=device.pk).state == State.IN_STOCK


def test_device_comes_back_from_repair_to_where_it_was(on_the_spot: Client) -> None:
    device = DeviceFactory()
    place = device.workstation
    on_the_spot.post(f"/devices/{device.pk}/repair/", {"seen": "in_service", "repaired_by": "Musterdienst"})
    assert "Musterdienst" in on_the_spot.get(f"/devices/{device.pk}/").content.decode()
    assert f"wo es war: {place}" in on_the_spot.get(f"/devices/{device.pk}/install/").content.decode()
    on_the_spot.post(f"/devices/{device.pk}/install/", {"seen": "in_repair"})
    device.refresh_from_db()
    assert (device.state, device.workstation, device.repaired_by) == (State.IN_SERVICE, place, "")


def test_step_that_cannot_be_taken_leads_back(on_the_spot: Client) -> None:
    device = DeviceFactory()
    response = on_the_spot.get(f"/devices/{device.pk}/dispose/", follow=True)
    assert response.redirect_chain == [(f"/devices/{device.pk}/", 302)]
    assert "führt kein Schritt zu „abgegeben“" in response.content.decode()


def test_what_holds_data_goes_only_with_a_whole_proof(on_the_spot: Client) -> None:
    device = retired()
    url = f"/devices/{device.pk}/dispose/"
    bare = on_the_spot.post(url, {"seen": "retired", "disposal": "recycled"})
    assert [name for name in PROOF if bare.context["form"].has_error(name)] == list(PROOF)[1:]
    half = on_the_spot.post(url, {"seen": "retired", **PROOF, "protocol_number": ""})
    assert half.context["form"].has_error("protocol_number")
    assert 'value="Muster Entsorgung"' in half.content.decode()
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert on_the_spot.post(url, {"seen": "retired", **PROOF, "erased_on": tomorrow}).context["form"].errors
    assert Device.objects.get(pk=device.pk).state == State.RETIRED
    on_the_spot.post(url, {"seen": "retired", **PROOF})
    assert Device.objects.get(pk=device.pk).state == State.DISPOSED
    assert "LN-77" in on_the_spot.get(f"/devices/{device.pk}/").content.decode()


def test_proof_is_not_asked_for_where_there_is_nothing_to_erase(on_the_spot: Client) -> None:
    screen = retired(model=DeviceModelFactory(kind=DeviceKind.MONITOR, holds_data=False))
    assert "Nachweis" not in on_the_spot.get(f"/devices/{screen.pk}/dispose/").content.decode()
    proved = retired()
    DataErasureFactory(device=proved)
    lost = retired()
    for device, disposal in ((screen, "sold"), (proved, "donated"), (lost, "lost")):
        on_the_spot.post(f"/devices/{device.pk}/dispose/", {"seen": "retired", "disposal": disposal})
        assert Device.objects.get(pk=device.pk).disposal == disposal
    assert DataErasure.objects.count() == 1


def test_of_what_was_lost_nothing_is_proved(on_the_spot: Client) -> None:
    device = retired()
    page = on_the_spot.post(f"/devices/{device.pk}/dispose/", {"seen": "retired", **PROOF, "disposal": "lost"})
    assert page.context["form"].has_error("method")
    assert Device.objects.get(pk=device.pk).state == State.RETIRED


def test_page_tells_which_proof_counts(on_the_spot: Client) -> None:
    device = StoredDeviceFactory()
    DataErasureFactory(device=device, protocol_number="LN-5")
    place = WorkstationFactory(authority=device.authority, operating_system=None)
    url = f"/devices/{device.pk}/"
    on_the_spot.post(f"{url}install/", {"seen": "in_stock", "workstation": place.pk})
    page = on_the_spot.get(url)
    proofs = next(section for section in page.context["sections"] if section.title == "Datenlöschung")
    assert "wieder in Betrieb" in str(proofs.rows[0])
    on_the_spot.post(f"{url}retire/", {"seen": "in_service"})
    bare = on_the_spot.post(f"{url}dispose/", {"seen": "retired", "disposal": "sold"})
    assert bare.context["form"].has_error("method")


def test_leased_device_goes_back_or_is_lost(on_the_spot: Client, ludwigslust: Authority) -> None:
    leased = retired(authority=ludwigslust, lease=LeaseFactory(authority=ludwigslust))
    form = on_the_spot.get(f"/devices/{leased.pk}/dispose/").context["form"]
    assert [value for value, _ in form.fields["disposal"].choices if value] == ["returned", "lost"]
    owned = on_the_spot.get(f"/devices/{retired().pk}/dispose/").context["form"]
    assert "returned" not in [value for value, _ in owned.fields["disposal"].choices]


def test_reserved_device_goes_nowhere_else(on_the_spot: Client) -> None:
    today = timezone.localdate()
    device = StoredDeviceFactory(is_for_loan=True)
    loan = LoanFactory(device=device, starts_on=today + timedelta(days=3), ends_on=today + timedelta(days=4))
    place = WorkstationFactory(authority=device.authority, operating_system=None)
    for step, values in (("retire", {}), ("install", {"workstation": place.pk})):
        page = on_the_spot.post(f"/devices/{device.pk}/{step}/", {"seen": "in_stock", **values})
        assert "ist reserviert" in page.content.decode()
    on_the_spot.post(f"/loans/{loan.pk}/cancel/")
    on_the_spot.post(f"/devices/{device.pk}/retire/", {"seen": "in_stock"})
    assert Device.objects.get(pk=device.pk).state == State.RETIRED


def test_order_that_never_comes_is_cancelled_without_a_proof(on_the_spot: Client) -> None:
    ordered = [DeviceFactory(workstation=None, state=State.ORDERED) for _ in range(3)]
    page = on_the_spot.get(f"/devices/{ordered[0].pk}/").content.decode()
    assert f"/devices/{ordered[0].pk}/cancel/" in page
    assert "retire/" not in page
    assert "nicht zurücknehmen" in on_the_spot.get(f"/devices/{ordered[0].pk}/cancel/").content.decode()
    on_the_spot.post(f"/devices/{ordered[0].pk}/cancel/", {"seen": "ordered"})
    assert "storniert" in on_the_spot.get(f"/devices/{ordered[0].pk}/").content.decode()
    ticked = [f"{device.pk}:ordered" for device in ordered[1:]]
    on_the_spot.post("/devices/at-once/apply/", {"do": "cancelled", "device": ticked, "mode": "all"})
    assert set(Device.objects.values_list("state", flat=True)) == {State.CANCELLED}
    assert not Device.objects.living().exists()


def test_infrastructure_asks_the_same(client_for: ClientFor, administrator: User) -> None:
    keeper, item = client_for(administrator), InfrastructureItemFactory(state=State.IN_STOCK)
    url = f"/infrastructure/{item.pk}/state/"
    assert f"{url}?state=in_repair" in keeper.get(f"/infrastructure/{item.pk}/").content.decode()
    asked = {"state": "in_repair", "seen": "in_stock"}
    assert "Bitte ausfüllen: Wer repariert" in keeper.post(url, asked).content.decode()
    keeper.post(url, {**asked, "repaired_by": "Musterdienst"})
    assert InfrastructureItem.objects.get().repaired_by == "Musterdienst"
    keeper.post(url, {"state": "retired", "seen": "in_repair"})
    bare = keeper.post(url, {"state": "disposed", "seen": "retired", "disposal": "recycled"})
    assert bare.context["form"].has_error("method")
    keeper.post(url, {"state": "disposed", "seen": "retired", **PROOF})
    assert InfrastructureItem.objects.get().state == State.DISPOSED
    assert "LN-77" in keeper.get(f"/infrastructure/{item.pk}/").content.decode()
