"""Keys, locks, reports and software on their pages."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from inventory import actions
from inventory.models import AgentToken, FieldLock
from tests.factories import (
    AuthorityFactory,
    AuthorityRoleFactory,
    DeviceFactory,
    InstalledSoftwareFactory,
    SoftwareTitleFactory,
)
from tests.inventory.agents import Machine
from tests.inventory.conftest import Agents
from workstations.models import Device

PC = Machine()


@pytest.fixture
def keeper(administrator: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps keys and devices."""
    return client_for(administrator)


@pytest.fixture
def device(ludwigslust: Authority) -> Device:
    return DeviceFactory(workstation__authority=ludwigslust, serial_number=PC.serial, host_name="ALT")


def test_key_is_shown_once_with_the_commands_and_works(keeper: Client, ludwigslust: Authority) -> None:
    AuthorityRoleFactory(authority=ludwigslust)
    response = keeper.post(reverse("inventory:add_token"), {"authority": ludwigslust.pk, "name": "Rathaus"})
    page = response.content.decode()
    token = AgentToken.objects.get()
    key = re.search(r"/inventory/agent/([\w-]{32})/", page)[1]
    assert "no-store" in response["Cache-Control"]
    assert f"fusioninventory-agent --server=http://localhost:8000/inventory/agent/{key}/ --force" in page
    assert key not in str(AgentToken.objects.values())
    assert key not in keeper.get(token.get_absolute_url()).content.decode()
    assert Agents(token, key).send(PC.json).status_code == 200
    assert "noch nie" not in keeper.get(token.get_absolute_url()).content.decode()


def test_key_that_has_run_out_cannot_be_made(keeper: Client, ludwigslust: Authority) -> None:
    AuthorityRoleFactory(authority=ludwigslust)
    values = {"authority": ludwigslust.pk, "name": "Rathaus", "valid_until": "2020-01-01"}
    response = keeper.post(reverse("inventory:add_token"), values)
    assert "Dieser Tag ist schon vorbei." in response.content.decode()
    assert not AgentToken.objects.exists()


def test_revoked_key_opens_nothing(keeper: Client, agents: Agents) -> None:
    keeper.post(reverse("inventory:revoke_token", args=[agents.token.pk]))
    assert agents.send(PC.json).status_code == 403
    assert "gesperrt" in keeper.get(agents.token.get_absolute_url()).content.decode()
    again = keeper.post(reverse("inventory:revoke_token", args=[agents.token.pk]))
    assert "schon gesperrt" in again.content.decode()


@pytest.mark.parametrize(
    ("why", "standing"),
    [
        ("used", "in Gebrauch"),
        ("expired", "abgelaufen"),
        ("not_served", "Behörde nicht betreut"),
        ("revoked", "gesperrt"),
    ],
)
def test_pages_say_of_a_key_what_the_door_does(
    why: str, standing: str, keeper: Client, agents: Agents, administrator: User
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    if why == "expired":
        AgentToken.objects.update(valid_until=yesterday)
    elif why == "not_served":
        agents.token.authority.roles.update(valid_until=yesterday)
    elif why == "revoked":
        actions.revoke_token(token=agents.token, by=administrator, now=timezone.now())
    assert (agents.send(PC.json).status_code == 200) == (why == "used")
    for state in ("used", "expired", "not_served", "revoked"):
        table = keeper.get(reverse("inventory:tokens"), {"state": state}).content.decode()
        assert (agents.token.get_absolute_url() in table) == (state == why)
    assert f"{standing}</span>" in keeper.get(reverse("inventory:tokens")).content.decode()
    assert standing in keeper.get(agents.token.get_absolute_url()).content.decode()


def test_value_is_kept_and_the_difference_shown(keeper: Client, agents: Agents, device: Device) -> None:
    field = reverse("inventory:field", args=[device.pk, "host_name"])
    refused = keeper.post(field, {"value": "NACH-PLAN", "keep": "on", "reason": ""})
    assert "Bitte geben Sie an, warum" in refused.content.decode()
    keeper.post(field, {"value": "NACH-PLAN", "keep": "on", "reason": "So steht es im Plan."})
    agents.send(PC.json)
    device.refresh_from_db()
    assert device.host_name == "NACH-PLAN"
    page = keeper.get(reverse("inventory:device", args=[device.pk])).content.decode()
    assert "Agent meldet: LUP-PC-0815" in page
    assert "So steht es im Plan." in page
    keeper.post(reverse("inventory:release", args=[device.pk, "host_name"]))
    device.refresh_from_db()
    assert device.host_name == "LUP-PC-0815"
    assert "Agent meldet" not in keeper.get(reverse("inventory:device", args=[device.pk])).content.decode()


def test_value_that_is_not_kept_follows_the_next_report(keeper: Client, agents: Agents, device: Device) -> None:
    keeper.post(reverse("inventory:field", args=[device.pk, "memory_mib"]), {"value": "4096"})
    device.refresh_from_db()
    assert device.memory_mib == 4096
    assert not FieldLock.objects.exists()
    agents.send(PC.json)
    device.refresh_from_db()
    assert device.memory_mib == 16384
    keeper.post(reverse("inventory:field", args=[device.pk, "memory_mib"]), {"value": "4096"})
    agents.send(PC.json)  # the very same again
    device.refresh_from_db()
    assert device.memory_mib == 16384
    assert "Agent meldet" not in keeper.get(reverse("inventory:device", args=[device.pk])).content.decode()
    assert [report.times for report in device.inventory_reports.all()] == [2]


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [
        ("mac_addresses", "48-9E-BD-11-22-33, 48:9e:bd:44:55:66", ["48:9e:bd:11:22:33", "48:9e:bd:44:55:66"]),
        ("storage_gib", "512", 512),
        ("storage_gib", "", None),
        ("processor", "Schnell", "Schnell"),
        ("operating_system", "", None),
    ],
)
def test_every_field_can_be_changed(field: str, value: str, stored: object, keeper: Client, device: Device) -> None:
    page = keeper.get(reverse("inventory:field", args=[device.pk, field]))
    assert page.status_code == 200
    keeper.post(reverse("inventory:field", args=[device.pk, field]), {"value": value})
    device.refresh_from_db()
    assert getattr(device, field) == stored


def test_what_is_no_address_is_refused(keeper: Client, device: Device) -> None:
    response = keeper.post(reverse("inventory:field", args=[device.pk, "mac_addresses"]), {"value": "hallo"})
    assert "„hallo“ ist keine MAC-Adresse" in response.content.decode()


def test_serial_of_another_device_is_refused_in_words(keeper: Client, device: Device) -> None:
    DeviceFactory(workstation=device.workstation, serial_number="ANDERE")
    values = {"value": "andere", "keep": "on", "reason": "x"}
    response = keeper.post(reverse("inventory:field", args=[device.pk, "serial_number"]), values)
    assert "hat diese Seriennummer schon" in response.content.decode()
    device.refresh_from_db()
    assert device.serial_number == PC.serial


def test_other_columns_cannot_be_reached(keeper: Client, device: Device) -> None:
    assert keeper.get(reverse("inventory:field", args=[device.pk, "note"])).status_code == 404


def test_page_of_a_device_says_how_it_was_recognised(keeper: Client, agents: Agents, device: Device) -> None:
    agents.send(PC.but(monitors=(("Dell", "P2422H", "CN0ABC123"),)).json)
    page = keeper.get(reverse("inventory:device", args=[device.pk])).content.decode()
    assert "an der Seriennummer wiedererkannt" in page
    assert "GLPI-Agent_v1.7.3" in page
    assert "nicht im Bestand" in page
    assert "2 Programme" in page
    programs = keeper.get(reverse("inventory:installed"), {"device": device.pk, "state": "there"}).content.decode()
    assert "LibreOffice" in programs


def test_software_is_counted_everywhere_or_at_one_authority(keeper: Client, agents: Agents, device: Device) -> None:
    title = SoftwareTitleFactory(name="LibreOffice", publisher="The Document Foundation")
    InstalledSoftwareFactory(
        title=title, version="7.0", device=DeviceFactory(workstation__authority=AuthorityFactory())
    )
    agents.send(PC.json)
    everywhere = rows(keeper.get(reverse("inventory:software"), {"q": "libre"}).content.decode())
    assert everywhere == [["2", "2"]]
    here = rows(
        keeper.get(reverse("inventory:software"), {"q": "libre", "authority": device.authority_id}).content.decode()
    )
    assert here == [["1", "1"]]


def rows(page: str) -> list[list[str]]:
    """The numbers of each row."""
    return [
        re.findall(r"ku-col-number[^>]*>(\d+)<", row)
        for row in page.split('<tr role="row" class="kern-table__row ')[1:]
    ]
