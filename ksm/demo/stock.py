"""What lies ready at the service point of the demo, what should, what a role gets, and what is lent. All invented."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from accounts.models import Provider, User
from customers.models import ServicePoint
from ksm.demo.fleet import model_named
from ksm.demo.people import People
from ksm.demo.places import Place
from workstations.actions import (
    hand_out_loan,
    reserve_device,
    save_kit,
    save_kit_item,
    save_minimum,
    take_back_loan,
    take_in_device,
)
from workstations.lifecycle import State
from workstations.models import Device, DeviceKind, DeviceModel, Kit, KitItem, StockMinimum

MINIMUMS = (
    (DeviceKind.NOTEBOOK, 4),
    (DeviceKind.DOCKING_STATION, 5),
    (DeviceKind.MONITOR, 6),
    (DeviceKind.MOBILE_PHONE, 2),
)
"""The docking stations are short, so that there is something to order."""
RESERVE = (
    (DeviceKind.NOTEBOOK, "Musterbook 14 G9", 3), (DeviceKind.DOCKING_STATION, "Musterdock 2", 2), (DeviceKind.MONITOR, "Mustersicht 24 G9", 4),
    (DeviceKind.TELEPHONE, "Musterfon 29", 2), (DeviceKind.MOBILE_PHONE, "Mustermobil 5", 2), (DeviceKind.CARD_READER, "Musterkarte 9", 2),
)  # fmt: skip
KITS = (
    ("Bürgerbüro", "Platz mit Publikumsverkehr.", ((DeviceKind.DESKTOP, 1), (DeviceKind.MONITOR, 2), (DeviceKind.CARD_READER, 1), (DeviceKind.TELEPHONE, 1))),
    ("Außendienst", "Wer viel unterwegs ist.", ((DeviceKind.NOTEBOOK, 1), (DeviceKind.DOCKING_STATION, 1), (DeviceKind.MOBILE_PHONE, 1))),
    ("Homeoffice", "Wer teils zu Hause arbeitet.", ((DeviceKind.NOTEBOOK, 1), (DeviceKind.DOCKING_STATION, 1), (DeviceKind.MONITOR, 1))),
)  # fmt: skip
POOL = (
    (DeviceKind.NOTEBOOK, "Musterbook 13 G8", 4), (DeviceKind.TABLET, "Mustertafel 11", 2), (DeviceKind.OTHER, "Musterbeamer 3", 1),
)  # fmt: skip


def stock_up(people: People, places: list[Place], *, today: date) -> None:
    """Reserve, minimums, kits and pool devices with loans of the past, of today and of the next weeks."""
    by = people.administrator
    point = ServicePoint.objects.get(key="service-point-ludwigslust")
    owner = Provider.objects.earliest("pk")
    for kind, name, quantity in RESERVE:
        for number in range(1, quantity + 1):
            _take_in(owner, point, kind, name, f"RES-{kind[:3].upper()}-{number:02d}", by=by, today=today)
    for kind, quantity in MINIMUMS:
        save_minimum(minimum=StockMinimum(service_point=point, kind=kind, quantity=quantity, is_demo=True), by=by)
    for name, description, parts in KITS:
        kit = save_kit(kit=Kit(name=name, description=description, is_demo=True), by=by)
        for kind, quantity in parts:
            save_kit_item(item=KitItem(kit=kit, kind=kind, quantity=quantity), by=by)
    pool = [
        _take_in(
            owner, point, kind, name, f"POOL-{kind[:3].upper()}-{number:02d}", by=by, today=today, is_for_loan=True
        )
        for kind, name, quantity in POOL
        for number in range(1, quantity + 1)
    ]
    _lend(pool, point, list(_borrowers(people, places)), by=by, today=today)


def _borrowers(people: People, places: list[Place]) -> Iterator[tuple[Place, int]]:
    for number in range(7):
        place = places[number % len(places)]
        yield place, people.contacts[place.served.key][number // len(places)].pk


def _take_in(
    owner: Provider,
    point: ServicePoint,
    kind: DeviceKind,
    name: str,
    number: str,
    *,
    by: User,
    today: date,
    is_for_loan: bool = False,
) -> Device:
    model: DeviceModel = model_named(kind, name)
    bought = today - timedelta(days=200)
    device = Device(
        provider=owner, model=model, inventory_number=number, serial_number=f"DEMO-{number}", state=State.IN_STOCK, stored_at=point,
        shelf="Leihgeräte" if is_for_loan else "Regal R", is_for_loan=is_for_loan, purchased_on=bought, price=Decimal("350.00"),
        warranty_until=bought + timedelta(days=3 * 365), is_demo=True,
    )  # fmt: skip
    return take_in_device(device=device, by=by)


def _lend(
    pool: list[Device], point: ServicePoint, borrowers: list[tuple[Place, int]], *, by: User, today: date
) -> None:
    """From which day to which, how far it went, and what for."""
    plan = (
        (0, -40, -33, "back", "Wahl"),
        (0, -6, 4, "out", "Vertretung"),
        (1, -15, -3, "out", "Schulung"),
        (2, 7, 11, "reserved", "Schulung"),
        (3, 20, 24, "reserved", "Wahl"),
        (4, -2, 9, "out", "Sitzung der Stadtvertretung"),
        (6, 14, 14, "reserved", "Einwohnerversammlung"),
    )
    for (device, first, last, stage, purpose), (place, contact) in zip(plan, borrowers, strict=True):
        begin, end = today + timedelta(days=first), today + timedelta(days=last)
        loan = reserve_device(
            device=pool[device], authority=place.authority, contact=place.authority.contacts.get(pk=contact), starts_on=begin,
            ends_on=end, purpose=purpose, by=by, on=min(begin, today),
        )  # fmt: skip
        if stage != "reserved":
            hand_out_loan(loan=loan, by=by, on=begin)
        if stage == "back":
            take_back_loan(loan=loan, service_point=point, shelf="Leihgeräte", by=by, on=end)
