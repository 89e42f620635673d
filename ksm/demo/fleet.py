"""The workstations of the authorities with their devices: bought over seven years, each brought to its state step by step."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from accounts.models import User
from customers.models import Contact
from ksm.demo.chance import stream
from ksm.demo.places import Place
from ksm.demo.systems import Systems
from workstations.actions import change_workstation_state
from workstations.lifecycle import State
from workstations.models import Device, Workstation

MAKER = "Musterwerk"  # no real maker: nothing is said about real products
YEARS = (16, 18, 18, 16, 14, 10, 8)
"""How many of hundred workstations are so many full years old."""

# How many beyond those in service, for each hundred of them; at least one of each.
BESIDE = {State.IN_STOCK: 3, State.IN_REPAIR: 2, State.RETIRED: 4, State.ORDERED: 2}
PATHS: dict[State, tuple[State, ...]] = {
    State.ORDERED: (),
    State.IN_STOCK: (State.IN_STOCK,),
    State.IN_SERVICE: (State.IN_STOCK, State.IN_SERVICE),
    State.IN_REPAIR: (State.IN_STOCK, State.IN_SERVICE, State.IN_REPAIR),
    State.RETIRED: (State.IN_STOCK, State.IN_SERVICE, State.RETIRED),
}
COMPUTERS = {
    Device.Kind.NOTEBOOK: ("N", "Musterbook 14 G{}", "Musterbook 15 G{}"),
    Device.Kind.DESKTOP: ("P", "Mustertower S{}", "Mustertower M{}"),
    Device.Kind.THIN_CLIENT: ("T", "Musterclient T{}"),
}


@dataclass
class Fleet:
    """What was bought, and which workstation a contact uses."""

    workstations: list[Workstation] = field(default_factory=list)
    devices: list[Device] = field(default_factory=list)
    of_contact: dict[int, Workstation] = field(default_factory=dict)


def equip(fleet: Fleet, place: Place, contacts: list[Contact], systems: Systems, *, by: User, today: date) -> None:
    """The workstations of one authority; the first contact surely has one of their own."""
    random = stream(f"fleet/{place.served.key}")
    users = iter(contacts)
    bought: list[tuple[Workstation, State, date, list[Device]]] = []
    for number, state in enumerate(states(place.served.workstations), start=1):
        since = today - timedelta(days=random.choices(range(7), YEARS)[0] * 365 + random.randint(3, 364))
        if state == State.RETIRED:
            since = today - timedelta(days=random.randint(2000, 2900))
        used_by = next(users, None) if state in (State.IN_SERVICE, State.IN_REPAIR) else None
        workstation, devices = purchase(random, place, number, used_by, since)
        if state != State.ORDERED:
            workstation.operating_system = systems.for_age((today - since).days, random)
        workstation.clean_fields(exclude=["authority", "site", "room", "used_by", "operating_system"])
        workstation.clean()
        bought.append((workstation, state, since, devices))
    Workstation.objects.bulk_create(row[0] for row in bought)
    for workstation, state, since, _ in bought:
        for step in PATHS[state]:
            change_workstation_state(workstation=workstation, state=step, by=by, on=since)
        fleet.workstations.append(workstation)
        if workstation.used_by_id and state == State.IN_SERVICE:
            fleet.of_contact[workstation.used_by_id] = workstation
    fleet.devices += Device.objects.bulk_create(device for row in bought for device in row[3])


def states(in_service: int) -> Iterator[State]:
    """So many in service, and a few on their way in or out."""
    yield from [State.IN_SERVICE] * in_service
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
        state=State.ORDERED,
        is_demo=True,
    )
    wanted = [(kind, random.choice(models)), *accessories(random, kind)]
    devices = [device(random, place, workstation, kind, model, since) for kind, model in wanted]
    return workstation, devices


def network(random: Random, place: Place, kind: Device.Kind) -> str:
    """Where a workstation is connected."""
    if place.served.is_school:
        return Workstation.Network.SCHOOL
    if kind == Device.Kind.NOTEBOOK and random.random() < 0.12:
        return Workstation.Network.REMOTE
    return Workstation.Network.ADMINISTRATION


def accessories(random: Random, kind: Device.Kind) -> Iterator[tuple[Device.Kind, str]]:
    """What stands around a computer."""
    for _ in range(random.choices((1, 2), (55, 45))[0]):
        yield Device.Kind.MONITOR, random.choice(("Mustersicht 24 G{}", "Mustersicht 27 G{}"))
    if random.random() < 0.55:
        yield Device.Kind.TELEPHONE, "Musterfon 2{}"
    if random.random() < 0.22:
        yield Device.Kind.PRINTER, "Musterdruck 40{}"
    if random.random() < 0.06:
        yield Device.Kind.SCANNER, "Musterscan 7{}"
    if random.random() < 0.08:
        yield Device.Kind.CARD_READER, "Musterkarte {}"


def device(
    random: Random, place: Place, workstation: Workstation, kind: Device.Kind, model: str, since: date
) -> Device:
    """One device of the generation that was sold at the time."""
    bought = since - timedelta(days=random.randint(5, 60))
    return Device(
        authority=place.authority,
        workstation=workstation,
        kind=kind,
        manufacturer=MAKER,
        model_name=model.format(max(1, bought.year - 2017)),
        serial_number=f"DEMO{random.randrange(16**8):08X}",
        purchased_on=bought,
        warranty_until=bought + timedelta(days=365 * (3 if kind == Device.Kind.PRINTER else 5)),
        is_demo=True,
    )
