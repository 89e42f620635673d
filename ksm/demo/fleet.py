"""The workstations of the authorities with their devices: bought over seven years, each brought to its state step by step."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from accounts.models import User
from customers.models import Contact, ServicePoint
from ksm.demo.chance import stream
from ksm.demo.places import Place
from ksm.demo.systems import Systems
from workstations.actions import repair_device, retire_device, store_device
from workstations.lifecycle import PlaceState, State
from workstations.models import Device, DeviceKind, DeviceModel, Workstation

MAKER = "Musterwerk"  # no real maker: nothing is said about real products
YEARS = (16, 18, 18, 16, 14, 10, 8)
"""How many of hundred workstations are so many full years old."""

# How many beyond those in service, for each hundred of them; at least one of each.
BESIDE = {State.IN_STOCK: 3, State.RETIRED: 4, State.ORDERED: 2}
EMPTY_PLACES = {State.ORDERED: PlaceState.PLANNED, State.RETIRED: PlaceState.CLOSED}
"""The place that something was ordered for, and the one that was given up with its devices."""
IN_REPAIR = 2
"""How many of hundred workstations in use wait for their computer."""
PRICES = {
    DeviceKind.NOTEBOOK: Decimal("1090.00"),
    DeviceKind.DESKTOP: Decimal("690.00"),
    DeviceKind.MONITOR: Decimal("210.00"),
    DeviceKind.PRINTER: Decimal("340.00"),
}
HOLDING_DATA = (
    DeviceKind.NOTEBOOK,
    DeviceKind.DESKTOP,
    DeviceKind.TABLET,
    DeviceKind.MOBILE_PHONE,
    DeviceKind.MULTIFUNCTION,
)
PRICE_OF_OTHERS = Decimal("150.00")
COMPUTERS = {
    DeviceKind.NOTEBOOK: ("N", "Musterbook 14 G{}", "Musterbook 15 G{}"),
    DeviceKind.DESKTOP: ("P", "Mustertower S{}", "Mustertower M{}"),
    DeviceKind.THIN_CLIENT: ("T", "Musterclient T{}"),
}


@dataclass
class Fleet:
    """What was bought, and which workstation a contact uses."""

    workstations: list[Workstation] = field(default_factory=list)
    devices: list[Device] = field(default_factory=list)
    of_contact: dict[int, Workstation] = field(default_factory=dict)


@dataclass
class Purchase:
    """What was bought together for one place of work, and what became of it."""

    workstation: Workstation | None
    state: State
    since: date
    devices: list[Device]


def equip(fleet: Fleet, place: Place, contacts: list[Contact], systems: Systems, *, by: User, today: date) -> None:
    """The workstations of one authority; the first contact surely has one of their own."""
    random = stream(f"fleet/{place.served.key}")
    users = iter(contacts)
    bought: list[Purchase] = []
    empty: list[Workstation] = []
    for number, state in enumerate(states(place.served.workstations), start=1):
        since = today - timedelta(days=random.choices(range(7), YEARS)[0] * 365 + random.randint(3, 364))
        if state == State.RETIRED:
            since = today - timedelta(days=random.randint(2000, 2900))
        is_used = state in (State.IN_SERVICE, State.IN_REPAIR)
        workstation, devices = purchase(random, place, number, next(users, None) if is_used else None, since)
        if state != State.ORDERED:
            devices[0].operating_system = systems.for_age((today - since).days, random)
        workstation.clean_fields(exclude=["authority", "site", "room", "used_by"])
        workstation.clean()
        bought.append(Purchase(workstation if is_used else None, state, since, devices))
        if state in EMPTY_PLACES:
            workstation.state = EMPTY_PLACES[state]
            workstation.in_service_on = since if workstation.state == PlaceState.CLOSED else None
            empty.append(workstation)
    Workstation.objects.bulk_create([*(row.workstation for row in bought if row.workstation), *empty])
    for row in bought:
        if row.workstation:
            put_there(row.workstation, row.devices, row.since)
    fleet.devices += Device.objects.bulk_create(device for row in bought for device in row.devices)
    stock = ServicePoint.objects.filter(authorities=place.authority).first() or ServicePoint.objects.earliest("pk")
    for row in bought:
        live(row, stock, by=by, today=today)
        if row.workstation:
            fleet.workstations.append(row.workstation)
            if row.workstation.used_by_id:
                fleet.of_contact[row.workstation.used_by_id] = row.workstation


def put_there(workstation: Workstation, devices: list[Device], since: date) -> None:
    """Let devices stand at their workstation from the first day on; many at once, so not step by step."""
    for device in devices:
        device.workstation, device.state, device.in_service_on = workstation, State.IN_SERVICE, since


def live(row: Purchase, stock: ServicePoint, *, by: User, today: date) -> None:
    """What became of a purchase, step by step since it was ordered."""
    if row.workstation:
        Workstation.objects.filter(pk=row.workstation.pk).update(computer=row.devices[0])
        if row.state == State.IN_REPAIR:
            repair_device(device=row.devices[0], repaired_by="Muster Reparaturdienst", by=by, on=today)
        return
    for device in row.devices if row.state != State.ORDERED else ():
        store_device(device=device, service_point=stock, shelf="Regal A", by=by, on=row.since)
        if row.state == State.RETIRED:
            retire_device(device=device, service_point=stock, shelf="Altgeräte", by=by, on=today)


def states(in_service: int) -> Iterator[State]:
    """So many in daily use, a few of which have their computer in repair, and some on their way in or out."""
    in_repair = max(1, in_service * IN_REPAIR // 100)
    yield from [State.IN_SERVICE] * (in_service - in_repair)
    yield from [State.IN_REPAIR] * in_repair
    for state, share in BESIDE.items():
        yield from [state] * max(1, round(in_service * share / 100))


def purchase(
    random: Random, place: Place, number: int, used_by: Contact | None, since: date
) -> tuple[Workstation, list[Device]]:
    """One workstation as it is ordered, with the devices that belong to it."""
    kind = random.choices(list(COMPUTERS), (60, 33, 7))[0]
    letter, *models = COMPUTERS[kind]
    room = random.choice(place.rooms)
    workstation = Workstation(
        inventory_number=f"{place.served.prefix}-AP-{number:04d}",
        name=f"{place.served.prefix}-{letter}-{number:04d}",
        authority=place.authority,
        site=room.site,
        room=room,
        used_by=used_by,
        network=network(random, place, kind),
        state=PlaceState.IN_SERVICE,
        in_service_on=since,
        is_demo=True,
    )
    wanted = [(kind, random.choice(models)), *accessories(random, kind)]
    devices = [
        device(random, place, f"{place.served.prefix}-G-{number:04d}-{part}", kind, model, since)
        for part, (kind, model) in enumerate(wanted, start=1)
    ]
    devices[0].host_name = workstation.name
    return workstation, devices


def network(random: Random, place: Place, kind: DeviceKind) -> str:
    """Where a workstation is connected."""
    if place.served.is_school:
        return Workstation.Network.SCHOOL
    if kind == DeviceKind.NOTEBOOK and random.random() < 0.12:
        return Workstation.Network.REMOTE
    return Workstation.Network.ADMINISTRATION


def accessories(random: Random, kind: DeviceKind) -> Iterator[tuple[DeviceKind, str]]:
    """What stands around a computer."""
    for _ in range(random.choices((1, 2), (55, 45))[0]):
        yield DeviceKind.MONITOR, random.choice(("Mustersicht 24 G{}", "Mustersicht 27 G{}"))
    if random.random() < 0.55:
        yield DeviceKind.TELEPHONE, "Musterfon 2{}"
    if random.random() < 0.22:
        yield DeviceKind.PRINTER, "Musterdruck 40{}"
    if random.random() < 0.06:
        yield DeviceKind.SCANNER, "Musterscan 7{}"
    if random.random() < 0.08:
        yield DeviceKind.CARD_READER, "Musterkarte {}"


def device(random: Random, place: Place, number: str, kind: DeviceKind, model: str, since: date) -> Device:
    """One device of the generation that was sold at the time."""
    bought = since - timedelta(days=random.randint(5, 60))
    return Device(
        authority=place.authority,
        inventory_number=number,
        model=model_named(kind, model.format(max(1, bought.year - 2017))),
        serial_number=f"DEMO{random.randrange(16**8):08X}",
        purchased_on=bought,
        price=PRICES.get(kind, PRICE_OF_OTHERS),
        warranty_until=bought + timedelta(days=365 * (3 if kind == DeviceKind.PRINTER else 5)),
        is_demo=True,
    )


def model_named(kind: DeviceKind, name: str) -> DeviceModel:
    """The model of that name, made when it is first bought."""
    holds_data = kind in HOLDING_DATA
    found, _ = DeviceModel.objects.get_or_create(
        manufacturer=MAKER, name=name, kind=kind, defaults={"holds_data": holds_data, "is_demo": True}
    )
    return found
