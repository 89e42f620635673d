"""Reports through the door that agents use: who is let in, what is taken over, what is put before a person."""

import base64
import json
import zlib
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import IntegrityError, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from history.forgetting import states_of
from inventory import actions
from inventory.actions.locking import newest_report
from inventory.comparing import known_of
from inventory.decoding import WrongType
from inventory.models import (
    AgentToken,
    Decision,
    FieldLock,
    InstalledSoftware,
    InventoryReport,
    Outcome,
    ReviewCase,
    SoftwareTitle,
)
from inventory.recognition import Doubt, Mark
from inventory.views import agents as door
from tests.factories import AuthorityFactory, DeviceFactory, DeviceModelFactory, FieldLockFactory
from tests.inventory.agents import JSON, PACKINGS, XML, ZLIB, Machine, contact, prolog
from tests.inventory.conftest import Agents
from tests.inventory.test_protocol import HOSTILE
from workstations.importing import amounts
from workstations.lifecycle import State
from workstations.models import Device, DeviceKind, OperatingSystem

PC = Machine()


@pytest.fixture
def device(ludwigslust: Authority) -> Device:
    """The computer that reports, as somebody entered it."""
    return DeviceFactory(
        workstation__authority=ludwigslust,
        serial_number=PC.serial,
        host_name="ALT",
        processor="",
        operating_system=None,
    )


def stored() -> dict[str, list[dict[str, object]]]:
    """Everything that a report could change."""
    kept: tuple[type[models.Model], ...] = (
        Device, OperatingSystem, InventoryReport, ReviewCase, InstalledSoftware, SoftwareTitle, FieldLock,
    )  # fmt: skip
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in kept}


# Who is let in


def test_greeting_is_answered(agents: Agents) -> None:
    response = agents.send(zlib.compress(prolog()), ZLIB)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    assert "<PROLOG_FREQ>24</PROLOG_FREQ><RESPONSE>SEND</RESPONSE>" in response.content.decode()
    agent_id = {"GLPI-Agent-ID": "3a8b1d1c-1111-4222-8333-444455556666"}
    for body in (prolog(), contact()):
        response = agents.send(zlib.compress(body), ZLIB, **agent_id)
        assert response["Content-Type"] == "application/json"
        assert response.json() == {"status": "ok", "expiration": 24}


@pytest.mark.parametrize("why", ["wrong", "revoked", "expired", "not served"])
def test_key_that_does_not_hold_is_refused_in_plain_text(
    why: str, agents: Agents, administrator: User, device: Device
) -> None:
    key, now = agents.key, timezone.now()
    if why == "wrong":
        key = "x" * 32
    elif why == "revoked":
        actions.revoke_token(token=agents.token, by=administrator, now=now)
    elif why == "not served":
        agents.token.authority.roles.update(valid_until=timezone.localdate() - timedelta(days=1))
    else:
        AgentToken.objects.filter(pk=agents.token.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    before = stored()
    response = Agents(agents.token, key).send(PC.json)
    assert response.status_code == 403
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == "Dieser Agentenschlüssel gilt nicht.\n"
    assert stored() == before


def test_key_may_come_as_password(agents: Agents, device: Device) -> None:
    address = reverse("inventory:agent_with_password")
    asked = Client().post(address, data=PC.json, content_type=JSON)
    assert asked.status_code == 401
    assert asked["WWW-Authenticate"].startswith('Basic realm="')
    for value in ("Basic !!!", "Bearer x", f"Basic {base64.b64encode(b'agent').decode()}"):
        assert (
            Client().post(address, data=PC.json, content_type=JSON, headers={"Authorization": value}).status_code == 401
        )
    word = base64.b64encode(f"agent:{agents.key}".encode()).decode()
    taken = Client().post(address, data=PC.json, content_type=JSON, headers={"Authorization": f"Basic {word}"})
    assert taken.status_code == 200
    assert InventoryReport.objects.get().outcome == Outcome.TAKEN


def test_key_is_stored_nowhere(agents: Agents, device: Device) -> None:
    agents.send(PC.json)
    rows = [*AgentToken.objects.values(), *states_of(Device, [device.pk]).values("pgh_context__metadata")]
    assert agents.key not in str(rows)
    assert "/inventory/agent/…/" in str(rows)


def test_only_what_is_posted_is_taken(agents: Agents) -> None:
    address = reverse("inventory:agent", args=[agents.key])
    assert Client().get(address).status_code == 405
    assert Client(enforce_csrf_checks=True).post(address, data=prolog(), content_type=XML).status_code == 200


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_message_gets_an_answer_and_changes_nothing(name: str, agents: Agents, device: Device) -> None:
    body, kind, expected = HOSTILE[name]
    before = stored()
    response = agents.send(body, kind)
    assert response.status_code == (expected.status if body else WrongType.status)  # what is empty has no type either
    answer = response.content.decode()
    assert answer.startswith("<?xml") or json.loads(answer)["status"] == "error"
    assert stored() == before


@pytest.mark.parametrize("number", ["9" * 310, "9" * 4300, "1e999", "-1", "true"], ids=lambda number: number[:5])
@pytest.mark.parametrize(
    "section", ['"hardware": {"memory": %s}', '"memories": [{"capacity": %s}]', '"storages": [{"disksize": %s}]']
)
def test_number_beyond_all_measure_is_left_out(section: str, number: str, agents: Agents, device: Device) -> None:
    content = f'{{"bios": {{"ssn": "{PC.serial}"}}, {section % number}}}'
    response = agents.send(f'{{"action": "inventory", "deviceid": "x", "content": {content}}}'.encode())
    assert response.status_code == 200
    device.refresh_from_db()
    assert (device.memory_mib, device.storage_gib) == (None, None)


def test_more_than_a_form_may_bring_is_refused_before_it_is_read(agents: Agents) -> None:
    assert agents.send(b"<" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1), XML).status_code == 413


@pytest.mark.parametrize("what", ["reports", "the same report", "greetings", "bombs"])
def test_flood_of_messages_is_braked_before_they_are_read(
    what: str, agents: Agents, agents_of: Callable[[Authority], Agents], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "AT_MOST", 2)
    sent = {
        "reports": [(PC.but(agent_id=f"pc-{n}", serial=f"SERIAL{n}").json, JSON) for n in range(3)],
        "the same report": [(PC.json, JSON)] * 3,
        "greetings": [(prolog(), XML)] * 3,
        "bombs": [HOSTILE["bomb in zlib"][:2]] * 3,
    }[what]
    start = timezone.now().replace(second=0)
    with time_machine.travel(start):
        answers = [agents.send(*message) for message in sent]
        usual = 413 if what == "bombs" else 200
        assert [answer.status_code for answer in answers] == [usual, usual, 429]
        assert answers[-1]["Retry-After"] == "60"
        assert agents_of(AuthorityFactory()).send(prolog(), XML).status_code == 200
    with time_machine.travel(start + timedelta(seconds=61)):
        assert agents.send(prolog(), XML).status_code == 200


# What is taken over


@pytest.mark.parametrize("kind", [XML, JSON, *PACKINGS])
def test_what_the_agent_knows_is_taken_over(kind: str, agents: Agents, device: Device) -> None:
    body = PC.json if kind == JSON else PC.xml if kind == XML else PACKINGS[kind](PC.xml)
    response = agents.send(body, kind)
    assert response.status_code == 200
    assert response.json()["status"] == "ok" if kind == JSON else b"<REPLY>" in response.content
    device.refresh_from_db()
    assert (device.host_name, device.uuid, device.mac_addresses) == ("LUP-PC-0815", PC.uuid.lower(), list(PC.macs))
    assert str(device.operating_system) == "Windows 11 Pro 23H2"
    assert (device.processor, device.memory_mib, device.storage_gib) == (
        "Intel Core i5-10500 CPU @ 3.10GHz",
        16384,
        477,
    )
    assert device.last_seen_at is not None
    report = InventoryReport.objects.get()
    assert (report.device, report.recognised_by, report.outcome) == (device, Mark.SERIAL, Outcome.TAKEN)
    programs = InstalledSoftware.objects.filter(device=device).present()
    assert [str(row) for row in programs] == ["7-Zip 23.01", "LibreOffice 24.8.2"]


def test_history_names_the_report(
    agents: Agents, device: Device, service_desk: User, client_for: Callable[[User], Client]
) -> None:
    agents.send(PC.json)
    changed = states_of(Device, [device.pk]).filter(pgh_label="changed")
    assert {row.pgh_context.metadata["job"] for row in changed.select_related("pgh_context")} == {"Inventarmeldung"}


def test_known_operating_system_is_used(agents: Agents, device: Device) -> None:
    known = OperatingSystem.objects.create(name="windows 11 pro", version="23h2")
    agents.send(PC.json)
    device.refresh_from_db()
    assert device.operating_system == known
    states = states_of(Device, [device.pk]).count()
    agents.send(PC.but(memory=32768).json)
    assert states_of(Device, [device.pk]).count() == states + 1
    said = {line.field: line.reported for line in known_of(device, newest_report(device), {})}
    assert said["operating_system"] == ""


def test_nothing_about_people_is_stored(agents: Agents, device: Device) -> None:
    agents.send(PC.json)
    agents.send(PC.but(serial="UNKNOWN1", uuid="", macs=(), name="", agent_id="x").json)
    kept = str(stored())
    assert "erika" not in kept
    assert "192.0.2" not in kept


def test_same_report_again_changes_nothing(agents: Agents, device: Device) -> None:
    agents.send(PC.json)
    before, states = stored(), states_of(Device, [device.pk]).count()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        agents.send(PC.json)
    after = stored()
    (first,), (second,) = before.pop("inventory.InventoryReport"), after.pop("inventory.InventoryReport")
    assert second["times"] == 2
    assert second["last_received_at"] > first["last_received_at"]
    changed = [
        name
        for old, new in zip(before["workstations.Device"], after["workstations.Device"], strict=True)
        for name in old
        if old[name] != new[name]
    ]
    assert changed == ["last_seen_at"]
    assert states_of(Device, [device.pk]).count() == states
    before.pop("workstations.Device")
    after.pop("workstations.Device")
    assert before == after


def test_software_that_is_gone_ends_and_may_come_back(agents: Agents, device: Device) -> None:
    start = timezone.now()
    days = [PC, PC.but(software=PC.software[:1]), PC]
    for number, machine in enumerate(days):
        with time_machine.travel(start + timedelta(days=7 * number)):
            agents.send(machine.json)
        row = InstalledSoftware.objects.get(device=device, title__name="7-Zip")
        assert (row.last_seen_on is None) == (number != 1)
        if number == 1:
            assert row.last_seen_on == timezone.localdate(start)
    assert row.first_seen_on == timezone.localdate(start)
    without = {name: value for name, value in PC.content.items() if name != "softwares"}
    agents.send(json.dumps({"action": "inventory", "deviceid": PC.agent_id, "content": without}).encode())
    assert InstalledSoftware.objects.filter(device=device).present().count() == 2


def test_what_is_locked_stays_and_the_rest_follows(agents: Agents, device: Device) -> None:
    FieldLockFactory(device=device, field="host_name")
    agents.send(PC.json)
    device.refresh_from_db()
    assert (device.host_name, device.memory_mib) == ("ALT", 16384)


def test_what_the_report_leaves_out_stays(agents: Agents, device: Device) -> None:
    Device.objects.filter(pk=device.pk).update(processor="bekannt", memory_mib=4096)
    agents.send(json.dumps({"action": "inventory", "deviceid": "x", "content": {"bios": {"ssn": PC.serial}}}).encode())
    device.refresh_from_db()
    assert (device.host_name, device.processor, device.memory_mib) == ("ALT", "bekannt", 4096)


@pytest.mark.parametrize("entered", ["file", "admin"])
def test_address_entered_in_capitals_is_recognised(entered: str, agents: Agents, ludwigslust: Authority) -> None:
    told = amounts.addresses("48-9E-BD-11-22-33") if entered == "file" else ("48-9E-BD-11-22-33",)
    device = DeviceFactory(
        workstation__authority=ludwigslust, serial_number="", host_name="ALT", mac_addresses=list(told)
    )
    agents.send(PC.but(serial="", uuid="").json)
    report = InventoryReport.objects.get()
    assert (report.device, report.recognised_by) == (device, Mark.MAC)


def test_no_other_spelling_of_an_address_gets_into_the_stock(device: Device) -> None:
    with pytest.raises(IntegrityError):
        Device.objects.filter(pk=device.pk).update(mac_addresses=["48:9E:BD:11:22:33"])


def test_screen_of_the_stock_is_seen_too(agents: Agents, device: Device, ludwigslust: Authority) -> None:
    screen = DeviceFactory(
        workstation=device.workstation, serial_number="CN0ABC123", model=DeviceModelFactory(kind=DeviceKind.MONITOR)
    )
    told = PC.but(monitors=(("Dell", "P2422H", "cn0abc123"),)).json
    agents.send(told)
    screen.refresh_from_db()
    first = screen.last_seen_at
    assert first is not None
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        agents.send(told)  # the very same again
    screen.refresh_from_db()
    assert screen.last_seen_at > first


# What is put before a person


def open_case() -> ReviewCase:
    return ReviewCase.objects.open().get()


def test_unknown_device_becomes_one_case_with_the_newest_report(agents: Agents) -> None:
    agents.send(PC.json)
    first = open_case()
    assert (first.kind, first.title, first.candidates) == (Doubt.UNKNOWN, "LUP-PC-0815", [])
    agents.send(PC.but(memory=32768).json)
    agents.send(PC.but(memory=32768).json)
    case = open_case()
    assert (case.pk, case.opened_at, case.reported.memory_mib) == (first.pk, first.opened_at, 32768)
    assert [row.outcome for row in InventoryReport.objects.all()] == [Outcome.REVIEW] * 2


def test_device_of_another_authority_is_left_alone(agents_of: Callable[[Authority], Agents], device: Device) -> None:
    before = Device.objects.filter(pk=device.pk).values().get()
    agents_of(AuthorityFactory()).send(PC.json)
    case = open_case()
    assert (case.kind, case.candidates) == (Doubt.OTHER_AUTHORITY, [device.pk])
    assert Device.objects.filter(pk=device.pk).values().get() == before


def test_second_device_with_the_same_serial_is_left_alone(agents: Agents, device: Device) -> None:
    agents.send(PC.json)
    agents.send(PC.but(uuid="4C4C4544-0051-3610-8053-B7C04F4E9999", agent_id="other", memory=1024).json)
    case = open_case()
    assert (case.kind, case.candidates) == (Doubt.ONE_SERIAL, [device.pk])
    device.refresh_from_db()
    assert device.memory_mib == 16384


def test_device_that_was_given_away_is_a_doubt(agents: Agents, device: Device) -> None:
    Device.objects.filter(pk=device.pk).update(state=State.RETIRED, retired_on=timezone.localdate(), workstation=None)
    agents.send(PC.json)
    assert open_case().kind == Doubt.CONTRADICTION


def test_placeholder_recognises_nothing(agents: Agents, ludwigslust: Authority) -> None:
    DeviceFactory(workstation__authority=ludwigslust, serial_number="Default string")
    agents.send(PC.but(serial="Default string", uuid="0" * 32, macs=("02:42:ac:11:00:02",), name="").json)
    assert open_case().kind == Doubt.UNKNOWN


def test_case_settles_by_itself_once_the_device_is_entered(agents: Agents, ludwigslust: Authority) -> None:
    agents.send(PC.json)
    device = DeviceFactory(workstation__authority=ludwigslust, serial_number=PC.serial)
    agents.send(PC.but(memory=32768).json)
    case = ReviewCase.objects.get()
    assert (case.decision, case.device, case.report) == (Decision.SETTLED, device, {})
    device.refresh_from_db()
    assert device.memory_mib == 32768


def test_same_report_is_looked_at_anew_once_the_device_is_entered(agents: Agents, ludwigslust: Authority) -> None:
    agents.send(PC.json)
    device = DeviceFactory(workstation__authority=ludwigslust, serial_number=PC.serial)
    agents.send(PC.json)
    device.refresh_from_db()
    assert device.memory_mib == 16384
