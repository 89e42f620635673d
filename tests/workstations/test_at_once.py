"""Many devices, workstations or pieces of infrastructure at once: what is previewed is what happens, and refusals are told."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import roles
from accounts.models import User
from tests.factories import (
    ContactFactory,
    DataErasureFactory,
    DeviceFactory,
    InfrastructureItemFactory,
    ServicePointFactory,
    StoredDeviceFactory,
    WorkstationFactory,
)
from tests.people import employed
from workstations.lifecycle import PlaceState, State
from workstations.models import DataErasure, Device, InfrastructureItem, Workstation

DAY = date(2026, 3, 2)
ClientFor = Callable[[User], Client]


@pytest.fixture
def on_the_spot(client_for: ClientFor, on_site: User) -> Client:
    """The browser of somebody who keeps devices."""
    return client_for(on_site)


def text_of(client: Client, path: str, status: int = 200, what: str = "devices", **data: object) -> str:
    response = client.post(f"/{what}/at-once/{path}", data)
    assert response.status_code == status, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def seen(*rows: Device | Workstation | InfrastructureItem) -> list[str]:
    return [f"{row.pk}:{type(row)._default_manager.get(pk=row.pk).state}" for row in rows]


def test_boxes_are_only_for_those_who_may_move_devices(
    on_the_spot: Client, client_for: ClientFor, manager: User
) -> None:
    device = DeviceFactory()
    assert f'name="device" value="{device.pk}"' in on_the_spot.get("/devices/").content.decode()
    assert f'name="workstation" value="{device.workstation_id}"' in on_the_spot.get("/workstations/").content.decode()
    for path in ("/devices/", "/workstations/"):
        page = client_for(manager).get(path).content.decode()
        assert "data-select-row" not in page
        assert "data-bulk" not in page


def test_step_that_needs_answers_asks_for_them_and_says_who_cannot_take_it(on_the_spot: Client) -> None:
    point = ServicePointFactory(name="Service-Point Wittenburg")
    fits, stored = DeviceFactory(), StoredDeviceFactory()
    first = text_of(on_the_spot, "", do="in_stock", device=[fits.pk, stored.pk])
    assert "2 ausgewählt. Nicht möglich bei 1." in first
    assert "Von „im Lager“ führt kein Schritt zu „im Lager“" in first
    assert "Bitte auswählen" not in first  # nothing was answered yet
    answers = {"do": "in_stock", "device": seen(fits, stored), "asked": "1", "service_point": point.pk, "shelf": "R 1"}
    second = text_of(on_the_spot, "", **answers)
    assert "Geändert wird 1. Nicht möglich bei 1." in second
    assert "im Lager: Service-Point Wittenburg, R 1" in second
    assert Device.objects.get(pk=fits.pk).state == State.IN_SERVICE
    assert "Bitte auswählen: Lager" in text_of(on_the_spot, "", **{**answers, "service_point": ""})


def test_all_or_only_the_possible_ones_are_moved(on_the_spot: Client) -> None:
    point, fits, stored = ServicePointFactory(), DeviceFactory(), StoredDeviceFactory()
    answers = {"do": "in_stock", "device": seen(fits, stored), "service_point": point.pk}
    refused = text_of(on_the_spot, "apply/", 422, mode="all", **answers)
    assert "Es wurde nichts geändert, weil 1 von 2 Geräten es nicht zulassen" in refused
    assert Device.objects.get(pk=fits.pk).state == State.IN_SERVICE
    done = text_of(on_the_spot, "apply/", mode="possible", **answers)
    assert "Geändert: 1 von 2. Abgelehnt: 1; diese Geräte sind, wie sie waren." in done
    assert Device.objects.get(pk=fits.pk).stored_at == point


def test_list_is_shown_again_with_a_word_of_success(on_the_spot: Client) -> None:
    devices = [DeviceFactory(state=State.IN_REPAIR) for _ in range(3)]
    values = {"do": "in_service", "device": seen(*devices), "mode": "all", "list": "state=in_repair"}
    response = on_the_spot.post("/devices/at-once/apply/", values, follow=True)
    assert response.redirect_chain == [("/devices/?state=in_repair", 302)]
    assert "3 Geräte geändert" in response.content.decode()
    assert set(Device.objects.values_list("state", flat=True)) == {"in_service"}


def test_what_somebody_moved_since_the_preview_is_refused(on_the_spot: Client) -> None:
    device = DeviceFactory()
    then = seen(device)
    Device.objects.filter(pk=device.pk).update(state=State.IN_REPAIR)
    text = text_of(on_the_spot, "apply/", do="retired", device=then, mode="possible")
    assert "inzwischen von jemand anderem geändert" in text
    assert Device.objects.get(pk=device.pk).state == State.IN_REPAIR


def test_one_proof_is_kept_for_each_of_many(on_the_spot: Client) -> None:
    today = timezone.localdate()
    devices = [DeviceFactory(workstation=None, state=State.RETIRED, retired_on=today) for _ in range(2)]
    values = {"do": "disposed", "device": seen(*devices), "disposal": "recycled", "mode": "all"}
    assert "hat einen Datenträger" in text_of(on_the_spot, "apply/", 422, **values)
    proof = {
        "method": "destroyed",
        "erased_on": today.isoformat(),
        "carried_out_by": "Muster Entsorgung",
        "protocol_number": "LN-9",
    }
    assert on_the_spot.post("/devices/at-once/apply/", {**values, **proof}).status_code == 302
    assert DataErasure.objects.filter(protocol_number="LN-9").count() == 2
    assert set(Device.objects.values_list("state", flat=True)) == {"disposed"}


def test_proof_for_many_is_kept_where_none_is_and_never_of_what_was_lost(on_the_spot: Client) -> None:
    today = timezone.localdate()
    bare, proved = (DeviceFactory(workstation=None, state=State.RETIRED, retired_on=today) for _ in range(2))
    DataErasureFactory(device=proved, protocol_number="LN-1")
    proof = {
        "method": "destroyed", "erased_on": today.isoformat(), "carried_out_by": "Muster Entsorgung", "protocol_number": "LN-9",
    }  # fmt: skip
    values = {"do": "disposed", "device": seen(bare, proved), "mode": "all", **proof}
    assert "kann niemand mehr löschen" in text_of(on_the_spot, "apply/", **values, disposal="lost")
    on_the_spot.post("/devices/at-once/apply/", {**values, "disposal": "recycled"})
    assert set(DataErasure.objects.values_list("device", "protocol_number")) == {
        (bare.pk, "LN-9"),
        (proved.pk, "LN-1"),
    }


def test_whole_list_is_the_filtered_one_and_bounded(on_the_spot: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(30):
        StoredDeviceFactory()
    DeviceFactory()
    text = text_of(on_the_spot, "", do="retired", everything="1", list="state=in_stock")
    assert "30 ausgewählt" in text
    monkeypatch.setattr("workstations.views.at_once.DevicesAtOnce.most", 7)
    assert "7 ausgewählt" in text_of(on_the_spot, "", do="retired", everything="1", list="state=in_stock")
    person = ContactFactory()
    response = on_the_spot.post(
        "/devices/at-once/", {"do": "retired", "everything": "1", "list": f"held_by={person.pk}"}
    )
    assert response.status_code == 302


def test_workstations_are_given_up_together(on_the_spot: Client) -> None:
    empty, used = WorkstationFactory(operating_system=None), WorkstationFactory()
    text = text_of(on_the_spot, "", what="workstations", do="closed", workstation=[empty.pk, used.pk])
    assert "Geändert wird 1. Nicht möglich bei 1." in text
    assert "Hier steht noch ein Gerät" in text
    values = {"do": "closed", "workstation": seen(empty, used), "mode": "possible"}
    text_of(on_the_spot, "apply/", what="workstations", **values)
    assert Workstation.objects.get(pk=empty.pk).state == PlaceState.CLOSED
    assert Workstation.objects.get(pk=used.pk).state == PlaceState.IN_SERVICE


@pytest.mark.parametrize("data", [{}, {"do": "retired"}, {"device": "1"}, {"do": "asleep", "device": "1"}])
def test_nothing_chosen_is_a_sentence(on_the_spot: Client, data: dict[str, str]) -> None:
    response = on_the_spot.post("/devices/at-once/", {**data, "list": "q=a"}, follow=True)
    assert response.redirect_chain[0][0] == "/devices/?q=a"
    assert "Bitte wählen Sie" in response.content.decode()


def test_preview_takes_the_same_queries_per_row(on_the_spot: Client) -> None:
    def asked(count: int) -> int:
        devices = [StoredDeviceFactory() for _ in range(count)]
        values = {"do": "retired", "device": seen(*devices), "asked": "1"}
        with CaptureQueriesContext(connection) as captured:
            text_of(on_the_spot, "", **values)
        return len(captured)

    asked(1)
    one, two, five = asked(1), asked(2), asked(5)
    assert five - two == 3 * (two - one)


@pytest.fixture
def in_the_centre(db: None, client_for: ClientFor) -> Client:
    """The browser of somebody who keeps the central infrastructure."""
    return client_for(employed(roles.INFRASTRUCTURE))


def test_infrastructure_has_boxes_for_those_who_keep_it(in_the_centre: Client, on_the_spot: Client) -> None:
    item = InfrastructureItemFactory()
    assert f'name="item" value="{item.pk}"' in in_the_centre.get("/infrastructure/").content.decode()
    page = on_the_spot.get("/infrastructure/").content.decode()
    assert item.inventory_number in page
    assert "data-select-row" not in page
    text_of(on_the_spot, "", 403, what="infrastructure", do="retired", item=[item.pk])


def test_infrastructure_goes_into_repair_together_and_comes_back(in_the_centre: Client) -> None:
    running, retired = (
        InfrastructureItemFactory(state=state, in_service_on=DAY, retired_on=DAY if state == State.RETIRED else None)
        for state in (State.IN_SERVICE, State.RETIRED)
    )
    first = text_of(in_the_centre, "", what="infrastructure", do="in_repair", item=[running.pk, retired.pk])
    assert "Wer repariert?" in first
    assert "Nicht möglich bei 1." in first
    answers = {"do": "in_repair", "item": seen(running, retired), "mode": "possible"}
    assert "Wer repariert?" in text_of(in_the_centre, "apply/", what="infrastructure", repaired_by="", **answers)
    assert seen(running) == [f"{running.pk}:in_service"]
    done = text_of(in_the_centre, "apply/", what="infrastructure", repaired_by="Muster Technik", **answers)
    assert "in Reparatur: Muster Technik" in done
    running.refresh_from_db()
    assert (running.state, running.repaired_by) == (State.IN_REPAIR, "Muster Technik")
    values = {"do": "in_service", "item": seen(running), "mode": "all", "list": "state=in_repair"}
    response = in_the_centre.post("/infrastructure/at-once/apply/", values, follow=True)
    assert response.redirect_chain == [("/infrastructure/?state=in_repair", 302)]
    assert "1 Element geändert" in response.content.decode()
    running.refresh_from_db()
    assert (running.state, running.repaired_by, running.in_service_on) == (State.IN_SERVICE, "", DAY)


def test_infrastructure_with_data_is_given_away_with_a_proof(in_the_centre: Client) -> None:
    kinds = (InfrastructureItem.Kind.SERVER, InfrastructureItem.Kind.RACK)
    server, rack = (InfrastructureItemFactory(kind=kind, state=State.RETIRED, retired_on=DAY) for kind in kinds)
    proved = InfrastructureItemFactory(state=State.RETIRED, retired_on=DAY)
    earlier = DataErasureFactory(device=None, item=proved)
    values = {"do": "disposed", "item": seen(server, rack, proved), "disposal": "recycled", "mode": "all"}
    offered = text_of(in_the_centre, "", what="infrastructure", do="disposed", item=[server.pk, rack.pk])
    assert "verwertet" in offered
    assert "Leasinggeber" not in offered
    assert "1 von 3 Elementen" in text_of(in_the_centre, "apply/", 422, what="infrastructure", **values)
    proof = {"method": "destroyed", "erased_on": DAY.isoformat(), "carried_out_by": "Muster", "protocol_number": "LN-1"}
    assert in_the_centre.post("/infrastructure/at-once/apply/", {**values, **proof}).status_code == 302
    assert DataErasure.objects.exclude(pk=earlier.pk).get().item == server
    assert set(InfrastructureItem.objects.values_list("state", flat=True)) == {"disposed"}


def test_infrastructure_that_somebody_moved_since_is_refused(in_the_centre: Client) -> None:
    item = InfrastructureItemFactory(state=State.IN_SERVICE, in_service_on=DAY)
    then = seen(item)
    InfrastructureItem.objects.filter(pk=item.pk).update(state=State.IN_STOCK)
    text = text_of(in_the_centre, "apply/", what="infrastructure", do="retired", item=then, mode="possible")
    assert "inzwischen von jemand anderem geändert" in text
    assert seen(item) == [f"{item.pk}:in_stock"]


def test_whole_list_of_infrastructure_is_the_filtered_one(in_the_centre: Client) -> None:
    for state in (State.IN_STOCK, State.IN_STOCK, State.ORDERED):
        InfrastructureItemFactory(state=state)
    text = text_of(in_the_centre, "", what="infrastructure", do="retired", everything="1", list="state=in_stock")
    assert "2 ausgewählt" in text
