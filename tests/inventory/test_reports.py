"""What is read of a report: what identifies a device, what it is made of, and nothing about people."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory import protocol
from inventory.marks import mac_of, serial_of, uuid_of
from inventory.reports import Monitor, Program, Report, kind_of, read
from tests.inventory.agents import JSON, XML, Machine

PC = Machine()


def told_by(machine: Machine) -> Report:
    message = protocol.read(machine.json, JSON)
    return read(message.content, message.agent_id)


def test_everything_the_stock_asks_for() -> None:
    told = told_by(PC.but(monitors=(("Dell Inc.", "P2422H", "CN0ABC123"),)))
    assert told.facts == {
        "agent_id": PC.agent_id,
        "agent": "GLPI-Agent_v1.7.3",
        "serial": "5CG1234XYZ",
        "uuid": "4c4c4544-0051-3610-8053-b7c04f4e3333",
        "macs": ("48:9e:bd:11:22:33",),
        "name": "LUP-PC-0815",
        "manufacturer": "HP",
        "model": "EliteDesk 800 G6",
        "kind": "desktop",
        "system": "Windows 11 Pro",
        "system_version": "23H2",
        "processor": "Intel Core i5-10500 CPU @ 3.10GHz",
        "memory_mib": 16384,
        "storage_gib": 477,
        "monitors": ({"manufacturer": "Dell Inc.", "model": "P2422H", "serial": "CN0ABC123"},),
    }
    assert told.software == (
        Program("7-Zip", "23.01", "Igor Pavlov"),
        Program("LibreOffice", "24.8.2", "The Document Foundation"),
    )
    assert told.monitors == (Monitor("Dell Inc.", "P2422H", "CN0ABC123"),)


@pytest.mark.parametrize("body", [(PC.json, JSON), (PC.xml, XML)], ids=["json", "xml"])
def test_nothing_about_people_and_their_place_in_the_network_is_read(body: tuple[bytes, str]) -> None:
    message = protocol.read(*body)
    kept = json.dumps(read(message.content, message.agent_id).as_json())
    assert "erika" not in kept
    assert "192.0.2" not in kept


@pytest.mark.parametrize(
    "text",
    ["", "0", "None", "To Be Filled By O.E.M.", "to be filled by O.E.M", "Default string", "System Serial Number", "00000000", "........",
     "xxxxxxxx", "Not Specified", "N/A", "ab", " \x00 "],
)  # fmt: skip
def test_placeholder_is_no_serial_number(text: str) -> None:
    assert serial_of(text) == ""
    assert told_by(PC.but(serial=text)).serial == ""


@pytest.mark.parametrize(
    "text",
    ["00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "03000200-0400-0500-0006-000700080009", "Not Settable", "", "4c4c"],
)  # fmt: skip
def test_uuid_of_many_devices_is_none(text: str) -> None:
    assert uuid_of(text) == ""


@pytest.mark.parametrize(
    "text",
    ["00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "02:42:ac:11:00:02", "00:50:56:c0:00:08", "08:00:27:00:00:01", "00:15:5d:01:02:03",
     "01:00:5e:00:00:01", "52:54:00:12:34:56", "not a mac", ""],
)  # fmt: skip
def test_virtual_address_is_none(text: str) -> None:
    assert mac_of(text) == ""


@given(st.binary(min_size=6, max_size=6), st.sampled_from(["", ":", "-", "."]))
def test_address_is_written_in_one_way_or_not_at_all(raw: bytes, sign: str) -> None:
    found = mac_of(sign.join(f"{byte:02X}" for byte in raw))
    assert found in ("", raw.hex(":"))
    if raw[0] & 3:
        assert not found


@pytest.mark.parametrize(
    ("chassis", "kind"),
    [("Notebook", "notebook"), ("Laptop", "notebook"), ("Mini Tower", "desktop"), ("All in One", "desktop"), ("Sub Notebook", "notebook"),
     ("Docking Station", "notebook"), ("Low Profile Desktop", "desktop"), ("Stick PC", "thin_client"), ("Rack Mount Chassis", "other"), ("", "other")],
)  # fmt: skip
def test_kind_follows_from_the_chassis(chassis: str, kind: str) -> None:
    assert kind_of(chassis) == kind


def test_digest_changes_with_what_is_told_and_identity_only_with_the_marks() -> None:
    told, other = told_by(PC), told_by(PC.but(software=()))
    assert told.digest == told_by(PC.but(more={"processes": [{"pid": 7}], "users": []})).digest
    assert told.digest != other.digest
    assert told.identity == other.identity == told_by(PC.but(name="NEU", macs=())).identity
    assert told.identity != told_by(PC.but(serial="OTHER123")).identity


def test_software_that_is_left_out_is_unknown_not_gone() -> None:
    content = {name: value for name, value in PC.content.items() if name != "softwares"}
    assert read(content, "x").software is None
    assert read({**content, "softwares": []}, "x").software == ()


def test_memory_is_that_of_the_modules_and_removable_disks_do_not_count() -> None:
    more = {
        "memories": [{"capacity": 8192}, {"capacity": "8192"}, {"capacity": "No"}],
        "storages": [{"disksize": 256060, "type": "disk"}, {"disksize": 64000, "interface": "USB"}, {"type": "cd-rom"}],
    }
    told = told_by(PC.but(more=more))
    assert (told.memory_mib, told.storage_gib) == (16384, 238)


def test_linux_is_named_with_its_version() -> None:
    system = {"name": "Debian GNU/Linux", "full_name": "Debian GNU/Linux 12 (bookworm)", "version": "12.11"}
    told = told_by(PC.but(more={"operatingsystem": system}))
    assert (told.system, told.system_version) == ("Debian GNU/Linux", "12.11")
