"""What a report says of a device, whichever agent sent it.

Read is only what the stock asks for. Who was signed in, which accounts there are, what runs, addresses in the network and
variables stand in the same report and are never looked at.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, Self

from inventory.decoding import Section
from inventory.marks import clean, mac_of, names_virtual_card, serial_of, unless_placeholder, uuid_of

MAX_SOFTWARE = 10_000
MAX_MONITORS = 12
MAX_CARDS = 24

CHASSIS = {
    "notebook": ("notebook", "laptop", "portable", "sub notebook", "subnotebook", "convertible", "detachable", "tablet", "hand held",
        "docking station"),
    "thin_client": ("thin client", "stick pc", "iot gateway", "embedded pc"),
    "desktop": ("desktop", "tower", "pizza box", "all in one", "all-in-one", "lunch box", "space-saving", "mini pc"),
}  # fmt: skip
REMOVABLE = re.compile(r"usb|removable|cd-?rom|dvd|optical|floppy|tape|card ?reader|virtual", re.IGNORECASE)


@dataclass(frozen=True)
class Monitor:
    """A screen that was connected."""

    manufacturer: str
    model: str
    serial: str


@dataclass(frozen=True, order=True)
class Program:
    """A program in one version."""

    name: str
    version: str
    publisher: str


@dataclass(frozen=True)
class Report:
    """What an agent says of the device it runs on; what it says nothing of is empty, software it leaves out is None."""

    agent_id: str = ""
    agent: str = ""
    serial: str = ""
    uuid: str = ""
    macs: tuple[str, ...] = ()
    name: str = ""
    manufacturer: str = ""
    model: str = ""
    kind: str = "other"
    system: str = ""
    system_version: str = ""
    processor: str = ""
    memory_mib: int | None = None
    storage_gib: int | None = None
    monitors: tuple[Monitor, ...] = ()
    software: tuple[Program, ...] | None = None

    @cached_property
    def digest(self) -> str:
        """The same for two reports that say the same; what changes from hour to hour is no part of either."""
        return _digest(asdict(self))

    @property
    def identity(self) -> str:
        """The same for all reports of a device that nobody knows yet, whatever else changes on it meanwhile."""
        if self.serial or self.uuid:
            return _digest([self.serial.upper(), self.uuid])
        if self.macs:
            return _digest(list(self.macs))
        return _digest([self.name.upper() or self.agent_id])

    @property
    def facts(self) -> dict[str, Any]:
        """What is kept of it to be compared with the stock: all but the programs."""
        kept = asdict(replace(self, software=None))
        del kept["software"]
        return kept

    def as_json(self) -> dict[str, Any]:
        """All of it, to be read again by `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """A report as it was kept."""
        values = dict(stored)
        software = values.get("software")
        values["macs"] = tuple(values.get("macs", ()))
        values["monitors"] = tuple(Monitor(**each) for each in values.get("monitors", ()))
        values["software"] = None if software is None else tuple(Program(**each) for each in software)
        return cls(**values)


def read(content: Section, agent_id: str) -> Report:
    """What stands in the content of a report."""
    bios, hardware = _first(content, "bios"), _first(content, "hardware")
    system, version = _system(content)
    return Report(
        agent_id=clean(agent_id, 120),
        agent=_agent(content),
        serial=serial_of(bios.get("ssn")),
        uuid=uuid_of(hardware.get("uuid")),
        macs=tuple(sorted(set(_macs(content)))[:MAX_CARDS]),
        name=unless_placeholder(hardware.get("name"), 60),
        manufacturer=unless_placeholder(bios.get("smanufacturer"), 80),
        model=unless_placeholder(bios.get("smodel"), 120),
        kind=kind_of(bios.get("type") or hardware.get("chassis_type")),
        system=system,
        system_version=version,
        processor=_processor(content, hardware),
        memory_mib=_memory(content, hardware),
        storage_gib=_storage(content),
        monitors=tuple(_monitors(content)),
        software=_software(content),
    )


def kind_of(chassis: object) -> str:
    """Which kind of device a chassis is, as the stock names kinds."""
    words = clean(chassis, 60).lower()
    return next((kind for kind, names in CHASSIS.items() if words and any(name in words for name in names)), "other")


def _rows(content: Section, *names: str) -> list[Section]:
    """The entries of a section, be it there once, often or not at all."""
    found: Any = next((content[name] for name in names if content.get(name)), [])
    return [row for row in (found if isinstance(found, list) else [found]) if isinstance(row, dict)]


def _first(content: Section, name: str) -> Section:
    return next(iter(_rows(content, name)), {})


def _number(value: object) -> float:
    if isinstance(value, str):
        value = float(value) if re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,6})?", value.strip()) else 0
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0
    return value if 0 < value < 10**15 else 0  # what is endless or no number is not in between


def _agent(content: Section) -> str:
    provider = _first(content, "versionprovider")
    told = " ".join(clean(provider.get(name), 60) for name in ("name", "version")).strip()
    return clean(content.get("versionclient"), 80) or told


def _macs(content: Section) -> Iterator[str]:
    for card in _rows(content, "networks"):
        is_virtual = str(card.get("virtualdev", "")).lower() in ("1", "true", "yes")
        if is_virtual or names_virtual_card((card.get("description"), card.get("type"), card.get("driver"))):
            continue
        if address := mac_of(card.get("macaddr") or card.get("mac")):
            yield address


def _system(content: Section) -> tuple[str, str]:
    """Name and version as the stock writes them, e.g. „Windows 11 Pro“ and „23H2“."""
    told = _first(content, "operatingsystem")
    name, full = clean(told.get("name"), 80), clean(told.get("full_name"), 80)
    version = clean(told.get("version"), 40)
    if "windows" in f"{name} {full}".lower():
        name = re.sub(r"^Microsoft\W*\s+", "", full or name).strip()
    name = name or full or clean(_first(content, "hardware").get("osname"), 80)
    return name, "" if version and version in name else version


def _processor(content: Section, hardware: Section) -> str:
    name = clean(_first(content, "cpus").get("name") or hardware.get("processort"), 120)
    return clean(re.sub(r"\((R|TM|C)\)", "", name, flags=re.IGNORECASE), 80)


def _memory(content: Section, hardware: Section) -> int | None:
    fitted = sum(_number(module.get("capacity")) for module in _rows(content, "memories"))
    return _bounded(fitted or _number(hardware.get("memory")))


def _storage(content: Section) -> int | None:
    """The fixed disks together; agents tell them in millions of bytes."""
    sizes = [
        _number(disk.get("disksize"))
        for disk in _rows(content, "storages")
        if not REMOVABLE.search(" ".join(clean(disk.get(name), 60) for name in ("type", "interface", "name")))
    ]
    return _bounded(sum(sizes) * 1_000_000 / 2**30)


def _bounded(value: float) -> int | None:
    return min(round(value), 2**31 - 1) or None


def _monitors(content: Section) -> list[Monitor]:
    found = [
        Monitor(
            unless_placeholder(row.get("manufacturer"), 80),
            unless_placeholder(row.get("name") or row.get("caption"), 120),
            serial_of(row.get("serial")),
        )
        for row in _rows(content, "monitors")
    ]
    told = {each for each in found if each.model or each.serial}
    return sorted(told, key=lambda each: (each.manufacturer, each.model, each.serial))[:MAX_MONITORS]


def _software(content: Section) -> tuple[Program, ...] | None:
    if "softwares" not in content:
        return None
    found = {
        Program(clean(row.get("name"), 200), clean(row.get("version"), 80), clean(row.get("publisher"), 120))
        for row in _rows(content, "softwares")
    }
    return tuple(sorted(each for each in found if each.name)[:MAX_SOFTWARE])


def _digest(values: Any) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
