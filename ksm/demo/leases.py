"""Printers that authorities of the demo lease; one contract ends so soon that the return has to be announced. All invented."""

from datetime import date, timedelta
from decimal import Decimal

from accounts.models import User
from customers.models import ServicePoint
from ksm.demo.fleet import model_named
from ksm.demo.places import INVENTED, Place
from workstations.actions import install_device, retire_device, save_lease, set_nearby_devices, take_in_device
from workstations.lifecycle import PlaceState, State
from workstations.models import Device, DeviceKind, Lease, Workstation

PRINTERS = 5


def lease_printers(places: list[Place], *, by: User, today: date) -> None:
    """Two contracts: one near its end, one with the right to swap and a printer ready for it."""
    point = ServicePoint.objects.get(key="service-point-ludwigslust")
    first, second = places[0], places[2]
    ending = _lease(
        first, "DEMO-L-1", today - timedelta(days=1400), today + timedelta(days=60), may_be_swapped=False, by=by
    )
    going_on = _lease(
        second, "DEMO-L-2", today - timedelta(days=300), today + timedelta(days=1160), may_be_swapped=True, by=by
    )
    old = _set_up(ending, first, point, by=by, today=today)
    retire_device(device=old[-1], service_point=point, shelf="Leasingrückgabe", by=by, on=today)
    _set_up(going_on, second, point, by=by, today=today)
    _printer(going_on, second, PRINTERS + 1, point, by=by)
    for place in Workstation.objects.filter(authority=first.authority, state=PlaceState.IN_SERVICE)[:12]:
        near = [row for row in old[:-1] if row.site_id == place.site_id]
        if near:
            set_nearby_devices(workstation=place, devices=near[:1], by=by)


def _lease(place: Place, number: str, starts_on: date, ends_on: date, *, may_be_swapped: bool, by: User) -> Lease:
    lease = Lease(
        authority=place.authority, lessor="Muster Leasing", contract_number=number, starts_on=starts_on, ends_on=ends_on,
        monthly_rate=Decimal("240.00"), may_be_swapped=may_be_swapped, return_notice_days=90, source=INVENTED, is_demo=True,
        swap_terms="jedes Gerät einmal während der Laufzeit" if may_be_swapped else "",
    )  # fmt: skip
    return save_lease(lease=lease, by=by)


def _set_up(lease: Lease, place: Place, point: ServicePoint, *, by: User, today: date) -> list[Device]:
    """Printers in rooms that several people use."""
    devices = []
    for number, room in enumerate(place.rooms[:PRINTERS], start=1):
        device = _printer(lease, place, number, point, by=by)
        install_device(
            device=device, site=room.site, room=room, by=by, on=max(lease.starts_on, today - timedelta(days=900))
        )
        devices.append(device)
    return devices


def _printer(lease: Lease, place: Place, number: int, point: ServicePoint, *, by: User) -> Device:
    name = f"{place.served.prefix}-LD-{number:02d}"
    device = Device(
        authority=place.authority, lease=lease, model=model_named(DeviceKind.MULTIFUNCTION, "Musterkopie 55"), inventory_number=name,
        serial_number=f"DEMO-{name}", state=State.IN_STOCK, stored_at=point, shelf="Leasing", is_demo=True,
    )  # fmt: skip
    return take_in_device(device=device, by=by)
