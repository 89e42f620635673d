"""Workstations in the web admin: what they are is kept there, their life moves only through the actions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import (
    AuthorityFactory,
    ContactFactory,
    DataErasureFactory,
    DeviceFactory,
    InfrastructureItemFactory,
    StoredDeviceFactory,
    WorkstationFactory,
)
from workstations.lifecycle import PlaceState, State
from workstations.models import DataErasure, InfrastructureItem, Workstation

LIST = "admin:workstations_workstation_changelist"


@pytest.fixture
def keeper(administrator: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps all master data."""
    return client_for(administrator)


def form_of(row: Workstation, **typed: Any) -> dict[str, Any]:
    return {
        "inventory_number": row.inventory_number, "name": row.name, "network": row.network,
        "site": "", "room": "", "used_by": "", "shared_with": "", "nearby_devices": "", "note": "", **typed,
    }  # fmt: skip


def url_of(row: Workstation) -> str:
    return reverse("admin:workstations_workstation_change", args=[row.pk])


def test_state_and_authority_cannot_be_typed_after_the_start(keeper: Client) -> None:
    row = WorkstationFactory()
    typed = form_of(row, name="pc-neu", state="closed", in_service_on="01.01.2001", authority=AuthorityFactory().pk)
    assert keeper.post(url_of(row), typed).status_code == 302
    now = Workstation.objects.get(pk=row.pk)
    assert (now.name, now.state, now.in_service_on, now.authority_id) == (
        "pc-neu",
        row.state,
        row.in_service_on,
        row.authority_id,
    )


def test_new_workstation_in_service_needs_its_day(keeper: Client) -> None:
    typed = {
        **form_of(WorkstationFactory.build(operating_system=None, authority=None)),
        "authority": AuthorityFactory().pk,
        "state": "in_service",
    }
    text = keeper.post(reverse("admin:workstations_workstation_add"), typed).content.decode()
    assert "Ein Arbeitsplatz in Betrieb braucht den Tag, seit dem er in Betrieb ist." in text


def test_person_of_another_authority_is_refused_at_the_field(keeper: Client) -> None:
    row = WorkstationFactory()
    response = keeper.post(url_of(row), form_of(row, used_by=ContactFactory().pk))
    assert response.context["adminform"].form.errors["used_by"] == ["Diese Person gehört zu einer anderen Behörde."]


def test_who_else_works_there_and_what_is_near_by_is_of_the_same_authority(keeper: Client) -> None:
    row = WorkstationFactory()
    typed = form_of(row, shared_with=ContactFactory().pk, nearby_devices=DeviceFactory().pk)
    errors = keeper.post(url_of(row), typed).context["adminform"].form.errors
    assert errors["shared_with"] == ["Diese Person gehört zu einer anderen Behörde."]
    assert errors["nearby_devices"] == ["Dieses Gerät gehört zu einer anderen Behörde."]
    colleague, printer = (
        ContactFactory(authority=row.authority),
        DeviceFactory(authority=row.authority, workstation=None),
    )
    typed = form_of(row, shared_with=colleague.pk, nearby_devices=printer.pk)
    assert keeper.post(url_of(row), typed).status_code == 302
    assert (row.shared_with.get(), row.nearby_devices.get()) == (colleague, printer)


def test_serial_number_of_another_device_is_refused_with_a_sentence(keeper: Client) -> None:
    known = DeviceFactory(serial_number="M-1")
    other = StoredDeviceFactory(authority=known.authority)
    typed = {
        "inventory_number": "", "serial_number": "m-1", "model": other.model_id, "host_name": "", "operating_system": "",
        "provider": "", "lease": "", "purchased_on": "", "price": "", "warranty_until": "", "uuid": "", "mac_addresses": "",
        "processor": "", "memory_mib": "", "storage_gib": "", "note": "",
    }  # fmt: skip
    text = keeper.post(reverse("admin:workstations_device_change", args=[other.pk]), typed).content.decode()
    assert "Ein Gerät dieser Behörde hat diese Seriennummer schon." in text
    assert 'value="m-1"' in text


def test_form_has_a_button_for_each_state_that_may_follow(keeper: Client) -> None:
    row = WorkstationFactory(state=PlaceState.CLOSED)
    text = keeper.get(url_of(row)).content.decode()
    page = reverse("workstations:workstation_state", args=[row.pk])
    assert f'href="{page}?state=in_service"' in text
    assert f'href="{page}?state=planned"' not in text
    assert keeper.get(f"{page}?state=in_service").status_code == 200


def test_step_for_many_says_first_what_is_refused_and_why(keeper: Client) -> None:
    planned = WorkstationFactory(state=PlaceState.PLANNED, in_service_on=None)
    used = WorkstationFactory()
    chosen = {"action": "to_in_service", "_selected_action": [planned.pk, used.pk]}
    text = keeper.post(reverse(LIST), chosen).content.decode()
    assert "wird „in Betrieb“" in text
    assert "Von „in Betrieb“ führt kein Schritt zu „in Betrieb“." in text
    assert Workstation.objects.get(pk=planned.pk).state == PlaceState.PLANNED  # nothing has happened yet

    done = keeper.post(reverse(LIST), {**chosen, "confirmed": "1"}, follow=True).content.decode()
    assert "Jetzt ist eine Zeile im Zustand „in Betrieb“." in done
    assert Workstation.objects.get(pk=planned.pk).state == PlaceState.IN_SERVICE
    assert Workstation.objects.get(pk=planned.pk).in_service_on is not None


def test_step_for_infrastructure_takes_its_own_action(keeper: Client) -> None:
    item = InfrastructureItemFactory()
    url = reverse("admin:workstations_infrastructureitem_changelist")
    chosen = {"action": "to_in_service", "_selected_action": [item.pk], "confirmed": "1"}
    keeper.post(url, chosen)
    assert InfrastructureItem.objects.get(pk=item.pk).state == State.IN_SERVICE
    keeper.post(url, {**chosen, "action": "to_in_repair"})  # who repairs is asked one by one
    assert InfrastructureItem.objects.get(pk=item.pk).state == State.IN_SERVICE


def test_device_with_a_proof_is_not_deleted(keeper: Client) -> None:
    device = DataErasureFactory().device
    keeper.post(reverse("admin:workstations_device_delete", args=[device.pk]), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [device.pk], "post": "yes"}
    keeper.post(reverse("admin:workstations_device_changelist"), chosen)
    assert DataErasure.objects.filter(device=device).exists()


def test_steps_are_offered_only_to_those_who_may_take_them(
    data_protection: User, client_for: Callable[[User], Client]
) -> None:
    row = WorkstationFactory(state=PlaceState.PLANNED, in_service_on=None)
    client = client_for(data_protection)
    assert "to_in_service" not in client.get(reverse(LIST)).content.decode()
    client.post(reverse(LIST), {"action": "to_in_service", "_selected_action": [row.pk], "confirmed": "1"})
    assert Workstation.objects.get(pk=row.pk).state == PlaceState.PLANNED
