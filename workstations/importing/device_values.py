"""A device as a row of a file: the values of its fields, whose it is, and where a new one begins."""

from collections.abc import Mapping
from typing import Any

from workstations.importing.naming import person_in_words
from workstations.lifecycle import State
from workstations.models import Device

STATES = dict(State.choices)
RELATED = (
    "authority", "provider", "model", "workstation", "held_by", "site", "room__site", "stored_at", "lease", "operating_system",
)  # fmt: skip
OWN = (
    "inventory_number", "serial_number", "state", "shelf", "in_service_on", "is_for_loan", "purchased_on", "price", "warranty_until",
    "host_name", "uuid", "mac_addresses", "processor", "memory_mib", "storage_gib", "note",
)  # fmt: skip
PLACES = ("workstation", "held_by", "site", "room")
ELSEWHERE = "Der Zustand wird auf der Seite des Geräts geändert."
Owner = tuple[str, int]


def owner_of(row: Device) -> Owner:
    """Whose numbers must not contain this device's twice."""
    return ("provider", row.provider_id) if row.provider_id else ("authority", row.authority_id or 0)


def described(row: Device) -> str:
    """A device by its number and its serial number."""
    serial = f"Seriennummer {row.serial_number}" if row.serial_number else ""
    return f"{row} ({serial})" if serial and row.inventory_number else str(row)


def beginning(values: Mapping[str, Any]) -> State:
    """Where a new device stands that does not say it."""
    if any(values.get(key) for key in PLACES):
        return State.IN_SERVICE
    return State.IN_STOCK if values.get("stored_at") else State.ORDERED


def values_of(row: Device) -> dict[str, Any]:
    """All fields of a device."""
    return {
        **{name: getattr(row, name) for name in OWN},
        "mac_addresses": tuple(row.mac_addresses),
        "authority": row.authority.key if row.authority else "",
        "provider": row.provider.code if row.provider else "",
        "kind": row.model.kind,
        "manufacturer": row.model.manufacturer,
        "model": row.model.name,
        "workstation": row.workstation.inventory_number if row.workstation else "",
        "held_by": person_in_words(row.held_by),
        "site": row.site.key if row.site else "",
        "room": row.room.name if row.room else "",
        "stored_at": row.stored_at.key if row.stored_at else "",
        "lease": row.lease.contract_number if row.lease else "",
        "operating_system": row.operating_system.name if row.operating_system else "",
        "system_version": row.operating_system.version if row.operating_system else "",
    }
