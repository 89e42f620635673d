"""What agents send, made up: an XML message as FusionInventory writes it, a JSON message as the GLPI agent writes it."""

import gzip
import json
import zlib
from dataclasses import dataclass, field, replace
from typing import Any
from xml.sax.saxutils import escape

ZLIB, GZIP, XML, JSON = (
    "application/x-compress-zlib",
    "application/x-compress-gzip",
    "application/xml",
    "application/json",
)


@dataclass(frozen=True)
class Machine:
    """A computer with an agent on it."""

    agent_id: str = "pc-0815-2026-01-05-08-00-00"
    serial: str = "5CG1234XYZ"
    uuid: str = "4C4C4544-0051-3610-8053-B7C04F4E3333"
    macs: tuple[str, ...] = ("48:9e:bd:11:22:33",)
    name: str = "LUP-PC-0815"
    manufacturer: str = "HP"
    model: str = "EliteDesk 800 G6"
    chassis: str = "Mini Tower"
    system: str = "Microsoft Windows 11 Pro"
    version: str = "23H2"
    memory: int = 16384
    software: tuple[tuple[str, str, str], ...] = (
        ("LibreOffice", "24.8.2", "The Document Foundation"),
        ("7-Zip", "23.01", "Igor Pavlov"),
    )
    monitors: tuple[tuple[str, str, str], ...] = ()
    more: dict[str, Any] = field(default_factory=dict)

    def but(self, **changes: Any) -> "Machine":
        """The same machine with something else about it."""
        return replace(self, **changes)

    @property
    def content(self) -> dict[str, Any]:
        """The sections of a report, with what a report also tells of people."""
        return {
            "bios": {"ssn": self.serial, "smanufacturer": self.manufacturer, "smodel": self.model},
            "hardware": {
                "name": self.name, "uuid": self.uuid, "chassis_type": self.chassis, "memory": self.memory,
                "lastloggeduser": "erika.mustermann", "ipaddr": "192.0.2.17",
            },
            "operatingsystem": {"name": "Windows", "full_name": self.system, "version": self.version},
            "cpus": [{"name": "Intel(R) Core(TM) i5-10500 CPU @ 3.10GHz", "speed": 3100}],
            "storages": [{"name": "PhysicalDrive0", "type": "Fixed hard disk media", "disksize": 512110}],
            "networks": [
                *({"description": "Ethernet", "mac": mac, "ipaddress": "192.0.2.17"} for mac in self.macs),
                {"description": "docker0", "mac": "02:42:ac:11:00:02", "virtualdev": True},
                {"description": "VMware Virtual Ethernet Adapter", "mac": "00:50:56:c0:00:08"},
                {"description": "lo", "mac": "00:00:00:00:00:00"},
            ],
            "monitors": [{"manufacturer": a, "name": b, "serial": c} for a, b, c in self.monitors],
            "users": [{"login": "erika.mustermann", "domain": "LUP"}],
            "softwares": [{"name": a, "version": b, "publisher": c} for a, b, c in self.software],
            "versionclient": "GLPI-Agent_v1.7.3",
        } | self.more  # fmt: skip

    @property
    def json(self) -> bytes:
        """The report in the newer protocol."""
        message = {"action": "inventory", "deviceid": self.agent_id, "itemtype": "Computer", "content": self.content}
        return json.dumps(message).encode()

    @property
    def xml(self) -> bytes:
        """The report in the older protocol."""
        content = {**self.content, "versionclient": "FusionInventory-Agent_v2.6-3"}
        content["networks"] = [
            {"macaddr" if name == "mac" else name: value for name, value in card.items()}
            for card in content["networks"]
        ]
        inner = _as_xml({"content": content, "deviceid": self.agent_id, "query": "INVENTORY"})
        return f'<?xml version="1.0" encoding="UTF-8" ?>\n<REQUEST>{inner}</REQUEST>'.encode()


def _as_xml(values: dict[str, Any]) -> str:
    parts = []
    for name, value in values.items():
        for each in value if isinstance(value, list) else [value]:
            inner = _as_xml(each) if isinstance(each, dict) else escape("1" if each is True else str(each))
            parts.append(f"<{name.upper()}>{inner}</{name.upper()}>")
    return "".join(parts)


def prolog(agent_id: str = "pc-0815") -> bytes:
    """The greeting of the older protocol."""
    return f"<?xml version='1.0'?><REQUEST><DEVICEID>{agent_id}</DEVICEID><QUERY>PROLOG</QUERY><TOKEN>12345678</TOKEN></REQUEST>".encode()


def contact(agent_id: str = "pc-0815") -> bytes:
    """The greeting of the newer protocol."""
    message = {
        "action": "contact",
        "deviceid": agent_id,
        "name": "GLPI-Agent",
        "version": "1.7.3",
        "enabled-tasks": ["inventory"],
    }
    return json.dumps(message).encode()


PACKINGS = {ZLIB: zlib.compress, GZIP: gzip.compress, "Application/x-compress": zlib.compress}
"""How the agents and the injector pack, by the type they announce."""
