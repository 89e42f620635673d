"""What a report changes on a device: the columns an agent knows, except those that people have locked, and its software."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest, Upper
from django.utils import timezone

from inventory.models import FieldLock, InstalledSoftware, KnownField, SoftwareTitle
from inventory.reports import Program, Report
from workstations.lifecycle import GONE
from workstations.models import Device, DeviceKind, OperatingSystem

SOURCE = "Inventarmeldung"
SAME_IN_ANY_LETTERS = (
    KnownField.SERIAL_NUMBER, KnownField.UUID, KnownField.HOST_NAME, KnownField.OPERATING_SYSTEM,
)  # fmt: skip
BATCH = 500


def told(report: Report) -> dict[KnownField, Any]:
    """What a report says of the columns of a device; what it says nothing of is left out."""
    values = {
        KnownField.SERIAL_NUMBER: report.serial,
        KnownField.UUID: report.uuid,
        KnownField.MAC_ADDRESSES: list(report.macs),
        KnownField.HOST_NAME: report.name,
        KnownField.OPERATING_SYSTEM: f"{report.system} {report.system_version}".strip(),
        KnownField.PROCESSOR: report.processor,
        KnownField.MEMORY: report.memory_mib,
        KnownField.STORAGE: report.storage_gib,
    }
    return {field: value for field, value in values.items() if value}


def stored(device: Device, field: KnownField) -> Any:
    """What the stock says of the same column, in the same form."""
    value = getattr(device, field)
    if field == KnownField.OPERATING_SYSTEM:
        return str(value) if value else ""
    return sorted(value) if field == KnownField.MAC_ADDRESSES else value


def differs(device: Device, field: KnownField, reported: Any) -> bool:
    """Whether stock and report say different things; capital letters are no difference where they mean nothing."""
    known = stored(device, field)
    if field in SAME_IN_ANY_LETTERS:
        return str(known).upper() != str(reported).upper()
    return bool(known != reported)


def locked_fields(device: Device) -> set[str]:
    """The columns that stay as people entered them."""
    return set(FieldLock.objects.filter(device=device).values_list("field", flat=True))


def take_over(device: Device, report: Report, now: datetime) -> Device:
    """Bring a device to what its agent reports; a `ValidationError` says what in the stock stands against it."""
    rows = Device.objects.select_for_update(of=("self",)).select_related("operating_system")
    row = rows.filter(pk=device.pk, authority=device.authority_id).exclude(state__in=GONE).first()
    if row is None:
        raise ValidationError(f"{device} gehört inzwischen nicht mehr zu dieser Behörde oder ist ausgemustert.")
    locked = locked_fields(row)
    changes = {
        field: value for field, value in told(report).items() if field not in locked and differs(row, field, value)
    }
    for field, value in changes.items():
        set_value(row, field, report if field == KnownField.OPERATING_SYSTEM else value)
    if KnownField.SERIAL_NUMBER in changes:
        row.validate_constraints()
    heard_before = timezone.localdate(row.last_seen_at or now)
    row.last_seen_at = now
    row.save(update_fields=[*(str(field) for field in changes), "last_seen_at"])
    see_monitors(row, report, now)
    if report.software is not None:
        list_software(row, report.software, on=timezone.localdate(now), before=heard_before)
    return row


def set_value(row: Device, field: KnownField, value: Any) -> None:
    """Write one reported value into its column."""
    setattr(row, field, operating_system(value) if isinstance(value, Report) else value)


def differences(before: Device, after: Device) -> dict[str, list[Any]]:
    """What a report has changed on a device: by column what stood there, and what stands there now."""
    pairs = {str(field): [_plain(device, field) for device in (before, after)] for field in KnownField}
    return {field: pair for field, pair in pairs.items() if pair[0] != pair[1]}


def put_back(device: Device, replaced: Mapping[str, list[Any]]) -> None:
    """Let the columns of a device say what they said before, unless somebody has changed or kept them since."""
    row = Device.objects.select_for_update(of=("self",)).get(pk=device.pk)
    locked = locked_fields(row)
    columns = [
        field
        for field, (_, after) in replaced.items()
        if field not in locked and _plain(row, KnownField(field)) == after
    ]
    for field in columns:
        setattr(row, Device._meta.get_field(field).attname, replaced[field][0])  # type: ignore[union-attr]  # a column
    row.clean_fields(exclude=[column.name for column in Device._meta.fields if column.name not in columns])
    row.validate_constraints()
    row.save(update_fields=columns)


def _plain(device: Device, field: KnownField) -> Any:
    """The value of a column as JSON keeps it."""
    return device.operating_system_id if field == KnownField.OPERATING_SYSTEM else getattr(device, field)


def operating_system(report: Report) -> OperatingSystem:
    """The system a report names, entered if nobody has entered it yet."""
    name, version = report.system, report.system_version
    found = OperatingSystem.objects.filter(name__iexact=name, version__iexact=version).order_by("pk").first()
    return found or OperatingSystem.objects.get_or_create(name=name, version=version, defaults={"source": SOURCE})[0]


def see_monitors(device: Device, report: Report, now: datetime) -> None:
    """Screens of the stock that were connected have been seen too."""
    serials = {monitor.serial.upper() for monitor in report.monitors if monitor.serial}
    if serials:
        known_monitors(device.authority_id, serials).update(last_seen_at=now)


def known_monitors(authority_id: int | None, serials: Collection[str]) -> "QuerySet[Device]":
    """Screens of an authority that bear one of these serial numbers."""
    alike = Device.objects.alias(serial=Upper("serial_number"))
    return alike.filter(authority=authority_id, model__kind=DeviceKind.MONITOR, serial__in=serials)


def list_software(device: Device, programs: Collection[Program], *, on: date, before: date) -> None:
    """Begin what is new, end what is gone with the day of the report before, and leave alone what is still there."""
    titles = _titles(programs)
    wanted = {(titles[each.name, each.publisher], each.version) for each in programs}
    rows = {(row.title_id, row.version): row for row in InstalledSoftware.objects.filter(device=device)}
    InstalledSoftware.objects.bulk_create(
        [
            InstalledSoftware(device=device, title_id=title, version=version, first_seen_on=on)
            for title, version in sorted(wanted - rows.keys())
        ],
        batch_size=BATCH,
    )
    back = [row.pk for key, row in rows.items() if key in wanted and row.last_seen_on is not None]
    gone = [row.pk for key, row in rows.items() if key not in wanted and row.last_seen_on is None]
    InstalledSoftware.objects.filter(pk__in=back).update(last_seen_on=None)
    InstalledSoftware.objects.filter(pk__in=gone).update(last_seen_on=Greatest(F("first_seen_on"), Value(before)))


def _titles(programs: Collection[Program]) -> dict[tuple[str, str], int]:
    """The keys of all titles; in one order, so that two reports at once never wait for each other."""
    wanted = sorted({(each.name, each.publisher) for each in programs})
    known = _known_titles(wanted)
    missing = [
        SoftwareTitle(name=name, publisher=publisher) for name, publisher in wanted if (name, publisher) not in known
    ]
    if missing:
        SoftwareTitle.objects.bulk_create(missing, ignore_conflicts=True, batch_size=BATCH)
        known = _known_titles(wanted)
    return known


def _known_titles(wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
    rows = SoftwareTitle.objects.filter(name__in={name for name, _ in wanted})
    found = {(name, publisher): key for key, name, publisher in rows.values_list("pk", "name", "publisher")}
    return {key: found[key] for key in wanted if key in found}
