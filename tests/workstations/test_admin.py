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
    DeviceFactory,
    InfrastructureItemFactory,
    WorkstationFactory,
)
from workstations.lifecycle import State
from workstations.models import Device, InfrastructureItem, Workstation

LIST = "admin:workstations_workstation_changelist"


@pytest.fixture
def keeper(administrator: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps all master data."""
    return client_for(administrator)


def form_of(row: Workstation, **typed: Any) -> dict[str, Any]:
    return {
        "inventory_number": row.inventory_number, "name": row.name, "operating_system": row.operating_system_id or "",
        "network": row.network, "site": "", "room": "", "used_by": "", "note": "",
        "devices-TOTAL_FORMS": 0, "devices-INITIAL_FORMS": 0, **typed,
    }  # fmt: skip


def url_of(row: Workstation) -> str:
    return reverse("admin:workstations_workstation_change", args=[row.pk])


def test_state_and_authority_cannot_be_typed_after_the_start(keeper: Client) -> None:
    row = WorkstationFactory()
    typed = form_of(row, name="pc-neu", state="retired", in_service_on="01.01.2001", authority=AuthorityFactory().pk)
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


def test_device_on_the_form_belongs_to_the_same_authority(keeper: Client) -> None:
    row = WorkstationFactory()
    device = {
        "devices-TOTAL_FORMS": 1,
        "devices-0-kind": "monitor",
        "devices-0-workstation": row.pk,
        "devices-0-serial_number": "M-1",
    }
    assert keeper.post(url_of(row), form_of(row, **device)).status_code == 302
    assert Device.objects.get(serial_number="M-1").authority == row.authority


def test_same_serial_number_twice_in_one_form_is_refused_with_a_sentence(keeper: Client) -> None:
    row = WorkstationFactory()
    devices = {"devices-TOTAL_FORMS": 2}
    for number in range(2):
        devices |= {
            f"devices-{number}-kind": "monitor",
            f"devices-{number}-workstation": row.pk,
            f"devices-{number}-serial_number": "M-1",
        }
    text = keeper.post(url_of(row), form_of(row, **devices)).content.decode()
    assert "Diese Seriennummer gibt es in dieser Behörde schon." in text
    assert text.count('value="M-1"') == 2
    assert not Device.objects.exists()


def test_serial_number_of_another_device_is_refused_with_a_sentence(keeper: Client) -> None:
    row = DeviceFactory(serial_number="M-1").workstation
    device = {
        "devices-TOTAL_FORMS": 1,
        "devices-0-kind": "monitor",
        "devices-0-workstation": row.pk,
        "devices-0-serial_number": "M-1",
    }
    text = keeper.post(url_of(row), form_of(row, **device)).content.decode()
    assert "Diese Seriennummer gibt es in dieser Behörde schon." in text


def test_form_has_a_button_for_each_state_that_may_follow(keeper: Client) -> None:
    row = WorkstationFactory(state=State.ORDERED, in_service_on=None)
    text = keeper.get(url_of(row)).content.decode()
    page = reverse("workstations:workstation_state", args=[row.pk])
    assert f'href="{page}?state=in_stock"' in text
    assert f'href="{page}?state=retired"' in text
    assert f'href="{page}?state=in_service"' not in text
    assert keeper.get(f"{page}?state=in_stock").status_code == 200


def test_step_for_many_says_first_what_is_refused_and_why(keeper: Client) -> None:
    stored = WorkstationFactory(state=State.IN_STOCK, in_service_on=None)
    retired = WorkstationFactory(state=State.RETIRED)
    chosen = {"action": "to_in_service", "_selected_action": [stored.pk, retired.pk]}
    text = keeper.post(reverse(LIST), chosen).content.decode()
    assert "wird „in Betrieb“" in text
    assert "Von „ausgemustert“ führt kein Schritt zu „in Betrieb“." in text
    assert Workstation.objects.get(pk=stored.pk).state == State.IN_STOCK  # nothing has happened yet

    done = keeper.post(reverse(LIST), {**chosen, "confirmed": "1"}, follow=True).content.decode()
    assert "Jetzt ist eine Zeile im Zustand „in Betrieb“." in done
    assert Workstation.objects.get(pk=stored.pk).state == State.IN_SERVICE
    assert Workstation.objects.get(pk=stored.pk).in_service_on is not None
    assert Workstation.objects.get(pk=retired.pk).state == State.RETIRED


def test_step_for_infrastructure_takes_its_own_action(keeper: Client) -> None:
    item = InfrastructureItemFactory()
    chosen = {"action": "to_in_repair", "_selected_action": [item.pk], "confirmed": "1"}
    keeper.post(reverse("admin:workstations_infrastructureitem_changelist"), chosen)
    assert InfrastructureItem.objects.get(pk=item.pk).state == State.IN_REPAIR


def test_steps_are_offered_only_to_those_who_may_take_them(
    data_protection: User, client_for: Callable[[User], Client]
) -> None:
    row = WorkstationFactory(state=State.IN_STOCK, in_service_on=None)
    client = client_for(data_protection)
    assert "to_in_service" not in client.get(reverse(LIST)).content.decode()
    client.post(reverse(LIST), {"action": "to_in_service", "_selected_action": [row.pk], "confirmed": "1"})
    assert Workstation.objects.get(pk=row.pk).state == State.IN_STOCK
