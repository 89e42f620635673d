"""What was reported beside what the stock says, in words, with the differences marked."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from customers.models import Authority
from inventory.applying import differs, known_monitors, stored, told
from inventory.models import FieldLock, KnownField
from inventory.reports import Monitor, Report
from ui import cells
from workstations.lifecycle import GONE
from workstations.models import Device, DeviceKind

RESERVE = "Reserve des Service"


class Cell(NamedTuple):
    """What one device says about one column."""

    device: str
    text: str
    is_different: bool


class Line(NamedTuple):
    """One column: what was reported, and what each device says."""

    label: str
    reported: str
    cells: Sequence[Cell]


class Known(NamedTuple):
    """One column of a device: what the stock says, what its agent says if that differs, and whether it is locked."""

    field: KnownField
    stored: str
    reported: str
    lock: FieldLock | None


def in_words(field: KnownField, value: Any) -> str:
    """A value as people read it; nothing is an empty text."""
    if not value:
        return ""
    if field == KnownField.MAC_ADDRESSES:
        return ", ".join(sorted(value))
    if field == KnownField.MEMORY:
        return f"{cells.number(round(value / 1024, 1))}\u202fGiB" if value >= 1024 else f"{value}\u202fMiB"
    if field == KnownField.STORAGE:
        return f"{cells.number(value)}\u202fGiB"
    return str(value)


def model_in_words(manufacturer: str, name: str) -> str:
    """Maker and model; many makers begin their models with their own name."""
    return name if name.lower().startswith(manufacturer.lower()) else f"{manufacturer} {name}".strip()


def side_by_side(report: Report, authority: Authority, devices: Sequence[Device]) -> list[Line]:
    """Every column that anybody says something about."""
    values = told(report)
    lines = [_model(report, devices), _kind(report, devices)]
    for field in KnownField:
        reported = values.get(field)
        said = [
            Cell(
                str(device), in_words(field, stored(device, field)), bool(reported) and differs(device, field, reported)
            )
            for device in devices
        ]
        lines.append(Line(str(field.label), in_words(field, reported), said))
    told_lines = [line for line in lines if line.reported or any(cell.text for cell in line.cells)]
    return [*told_lines, *(_standing(authority, devices) if devices else ())]


def _standing(authority: Authority, devices: Sequence[Device]) -> list[Line]:
    """Whose the devices are, and whether they are there at all."""
    whose = [
        Cell(str(device), str(device.authority or RESERVE), device.authority_id != authority.pk) for device in devices
    ]
    states = [Cell(str(device), device.get_state_display(), device.state in GONE) for device in devices]
    return [Line("Behörde", str(authority), whose), Line("Zustand", "", states)]


def known_of(device: Device, report: Report | None, locks: Mapping[str, FieldLock]) -> list[Known]:
    """All columns an agent knows, as the stock and the newest report have them."""
    values = told(report) if report else {}
    return [
        Known(
            field,
            in_words(field, stored(device, field)),
            in_words(field, values[field]) if field in values and differs(device, field, values[field]) else "",
            locks.get(field),
        )
        for field in KnownField
    ]


def screens_of(report: Report, authority_id: int | None) -> list[tuple[Monitor, Device | None]]:
    """The screens that were connected, each with the device of the stock that it is."""
    serials = {monitor.serial.upper() for monitor in report.monitors if monitor.serial}
    rows = known_monitors(authority_id, serials) if serials else ()
    known = {row.serial_number.upper(): row for row in rows}
    return [(monitor, known.get(monitor.serial.upper())) for monitor in report.monitors]


def _model(report: Report, devices: Sequence[Device]) -> Line:
    reported = model_in_words(report.manufacturer, report.model)
    said = [
        Cell(str(device), str(device.model), bool(reported) and str(device.model).lower() != reported.lower())
        for device in devices
    ]
    return Line("Modell", reported, said)


def _kind(report: Report, devices: Sequence[Device]) -> Line:
    reported = str(DeviceKind(report.kind).label) if report.kind != DeviceKind.OTHER else ""
    said = [
        Cell(str(device), device.model.get_kind_display(), bool(reported) and device.model.kind != report.kind)
        for device in devices
    ]
    return Line("Art", reported, said)
