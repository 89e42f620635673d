"""The devices at a workstation, near it, and in the hands of its people, with what ends or has ended."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from dashboards.workstations.place import keys_of_people
from ui import cells
from ui.pages import Link, Property, Section, filtered
from ui.together import Together
from workstations.models import Device, Workstation
from workstations.querysets import DeviceQuerySet
from workstations.tables import state_badge, system_with_support

MOST = 20
SOON = timedelta(days=90)


def ending(day: date | None, today: date, soon: timedelta = SOON) -> SafeString:
    """A last day, with a mark when it is near or has passed."""
    if day is None or day > today + soon:
        return cells.day(day)
    mark = (
        cells.badge("warning", "warning", "endet bald")
        if day >= today
        else cells.badge("danger", "error", "abgelaufen")
    )
    return format_html("<span>{} {}</span>", cells.day(day), mark)


def computer(row: Workstation, user: User, day: date) -> Section:
    """The device with which people work here: what it is, what runs on it, how long it is covered."""
    device = row.computer
    if device is None or not user.has_perm("workstations.view_device"):
        return Section("Rechner", hint="Hier steht kein Rechner." if user.has_perm("workstations.view_device") else "")
    memory = f"{cells.number(device.memory_mib / 1024)} GiB Arbeitsspeicher" if device.memory_mib else ""
    storage = f"{cells.number(device.storage_gib)} GiB Datenspeicher" if device.storage_gib else ""
    properties = [
        Property("Gerät", cells.link(device.get_absolute_url(), str(device))),
        Property("Modell", f"{device.model} ({device.model.get_kind_display()})"),
        Property("Zustand", state_badge(device.state)),
        Property("Seriennummer", device.serial_number),
        Property("Betriebssystem", system_with_support(device.system, day)),
        Property("Ausstattung", ", ".join(filter(None, [device.processor, memory, storage]))),
        Property("Garantie bis", ending(device.warranty_until, day)),
        *_lease(device, user, day),
    ]
    if user.is_service_staff:
        properties.append(Property("Zuletzt gemeldet", cells.moment(device.last_seen_at)))
    if device.model.support_ends_on is not None:
        properties.append(Property("Modell unterstützt bis", ending(device.model.support_ends_on, day)))
    return Section("Rechner", properties)


def _lease(device: Device, user: User, day: date) -> list[Property]:
    """Under which lease it is; what is paid is seen by those who may read leases."""
    if device.lease is None or not user.has_perm("workstations.view_lease"):
        return []
    return [Property("Geleast bis", _leased_until(device, day))]


def further(row: Workstation, user: User, day: date, page: Together) -> Callable[[], Section]:
    """What else stands there."""
    title = "Weitere Geräte"

    def rows(workstation: int, computer: int) -> DeviceQuerySet:
        return Device.objects.visible_to(user).filter(workstation=workstation).exclude(pk=computer)

    found = _ask(title, rows, user, page, given=[row.pk, row.computer_id or 0])
    every = Link("Alle Geräte hier", filtered("workstations:devices", workstation=row.pk))
    return lambda: _table(title, found, user, day, hint="Sonst steht hier kein Gerät.", more=every)


def nearby(row: Workstation, user: User, day: date, page: Together) -> Callable[[], Section]:
    """What stands elsewhere and is used from here."""
    title = "Geräte in der Nähe"

    def rows(workstation: int) -> DeviceQuerySet:
        return Device.objects.visible_to(user).filter(serves=workstation)

    found = _ask(title, rows, user, page, given=[row.pk], own=PLACE)
    every = Link("Alle Geräte in der Nähe", filtered("workstations:devices", serves=row.pk))
    return lambda: _table(title, found, user, day, own=(("Wo", _where),), more=every)


def of_people(row: Workstation, user: User, day: date, page: Together) -> Callable[[], Section]:
    """What the people who work here were given and take along, such as a telephone."""
    title = "An die Personen ausgegeben"

    def rows(workstation: int) -> DeviceQuerySet:
        theirs = Device.objects.visible_to(user).living().filter(held_by__in=keys_of_people(workstation))
        return theirs.exclude(workstation=workstation)

    found = _ask(title, rows, user, page, given=[row.pk])
    return lambda: _table(title, found, user, day)


Cell = Callable[[Device], Any]
SHOWN = (
    "inventory_number", "serial_number", "state", "warranty_until", "model_id", "model__kind", "model__manufacturer",
    "model__name", "lease_id", "lease__lessor", "lease__contract_number", "lease__ends_on", "lease__return_notice_days",
)  # fmt: skip
PLACE = ("site_id", "site__name", "room_id", "room__name")


def _ask(
    title: str,
    rows: Callable[..., DeviceQuerySet],
    user: User,
    page: Together,
    *,
    given: Sequence[int],
    own: Sequence[str] = (),
) -> Iterable[Device] | None:
    """Devices of a section, with the columns that it shows; None for those who may see no devices."""
    if not user.has_perm("workstations.view_device"):
        return None
    words = (title, user.reach)
    return page.objects(
        Device,
        lambda *keys: rows(*keys).order_by("model__kind", "pk")[: MOST + 1],
        *SHOWN,
        *own,
        words=words,
        given=given,
    )


def _table(
    title: str,
    devices: Iterable[Device] | None,
    user: User,
    day: date,
    *,
    own: Sequence[tuple[str, Cell]] | None = None,
    hint: str = "",
    more: Link | None = None,
) -> Section:
    """Devices with their state and, for those who may read it, their lease, if any of them has one; cut with a link to all."""
    if devices is None:
        return Section(title)
    found = list(devices)
    columns: list[tuple[str, Cell]] = [
        ("Gerät", lambda device: cells.link(device.get_absolute_url(), str(device))),
        ("Art", lambda device: device.model.get_kind_display()),
        ("Modell", lambda device: str(device.model)),
        ("Zustand", lambda device: state_badge(device.state)),
        *(own if own is not None else _particulars(day)),
    ]
    if user.has_perm("workstations.view_lease") and any(device.lease_id for device in found):
        columns.append(("Geleast bis", lambda device: _leased_until(device, day)))
    shown = [tuple(cell(device) for _, cell in columns) for device in found[:MOST]]
    is_cut = len(found) > MOST
    return Section(title, headings=[name for name, _ in columns], rows=shown, hint=hint, more=more if is_cut else None)


def _particulars(day: date) -> tuple[tuple[str, Cell], ...]:
    return (
        ("Seriennummer", lambda device: device.serial_number),
        ("Garantie bis", lambda device: ending(device.warranty_until, day)),
    )


def _where(device: Device) -> str:
    return ", ".join(
        filter(None, [device.site.name if device.site else "", f"Raum {device.room.name}" if device.room else ""])
    )


def _leased_until(device: Device, day: date) -> SafeString | None:
    """Until when it is leased, with the way to the lease."""
    lease = device.lease
    if lease is None:
        return None
    until = ending(lease.ends_on, day, timedelta(days=lease.return_notice_days)) if lease.ends_on else "unbefristet"
    return format_html("{} {}", until, cells.link(lease.get_absolute_url(), str(lease)))
