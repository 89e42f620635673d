"""The authorities that are served, how large the demo makes each, and its buildings and rooms.

Names of buildings, numbers of rooms and of workstations are invented; only the 83 of Stadt Ludwigslust are a fact.
"""

from typing import NamedTuple

from customers.models import Authority, Room, Site
from ksm.demo.chance import stream

INVENTED = "Erfunden für die Demo"
OFFICES = (
    "Bürgerbüro",
    "Bauamt",
    "Kämmerei",
    "Ordnungsamt",
    "Standesamt",
    "Hauptamt",
    "Personal",
    "Kasse",
    "Sekretariat",
    "Archiv",
)
DISTRICT_OFFICES = (
    "Kfz-Zulassung", "Jugendamt", "Sozialamt", "Bauaufsicht", "Kataster", "Kämmerei", "Ordnungsamt", "Personal", "Hauptamt",
    "Umweltamt", "Gesundheitsamt", "Kasse",
)  # fmt: skip
SCHOOL_OFFICES = ("Schulsekretariat", "Schulleitung", "Computerraum", "Lehrerzimmer", "Vergabestelle")
ROOMS_PER_WORKSTATION = 0.6


class Served(NamedTuple):
    """An authority in the demo: its key in the seeds, its account, the head of its inventory numbers, its size."""

    key: str
    account: str
    prefix: str
    workstations: int
    buildings: tuple[str, ...] = ("Rathaus",)
    offices: tuple[str, ...] = OFFICES
    is_school: bool = False


SERVED = (
    Served("stadt-ludwigslust", "ludwigslust", "LWL", 83, ("Rathaus", "Bürgerbüro", "Bauhof")),
    Served("stadt-schwerin", "schwerin", "SN", 318, ("Verwaltungsgebäude 1", "Verwaltungsgebäude 2", "Bürgerbüro"), DISTRICT_OFFICES),
    Served("landkreis-ludwigslust-parchim", "landkreis", "LUP", 296, ("Kreishaus 1", "Kreishaus 2", "Bürgerbüro"), DISTRICT_OFFICES),
    Served("stadt-neustadt-glewe", "neustadt-glewe", "NGL", 34),
    Served("stadt-grabow", "grabow", "GRA", 37),
    Served("amt-parchimer-umland", "parchimer-umland", "PUM", 35, ()),
    Served("stadt-boizenburg-elbe", "boizenburg", "BOI", 52, ("Rathaus", "Bürgerbüro")),
    Served("amt-stralendorf", "stralendorf", "STR", 31, ()),
    Served("amt-zarrentin", "zarrentin", "ZAR", 29, ()),
    Served("stadt-luebtheen", "luebtheen", "LTH", 26),
    Served("stadt-wittenburg", "wittenburg", "WIT", 33),
    Served("stadt-luebz", "luebz", "LBZ", 34),
    Served("stadt-parchim", "parchim", "PCH", 41, tuple(f"Schulstandort {number}" for number in range(1, 6)), SCHOOL_OFFICES, is_school=True),
)  # fmt: skip


class Place(NamedTuple):
    """An authority with the buildings and rooms in which its people sit."""

    served: Served
    authority: Authority
    rooms: list[Room]


def furnish() -> list[Place]:
    """Buildings and rooms for all served authorities; a seat that the seeds know is used as well."""
    authorities = {
        authority.key: authority for authority in Authority.objects.filter(key__in=[place.key for place in SERVED])
    }
    places = []
    for served in SERVED:
        authority = authorities[served.key]
        known = list(Site.objects.filter(authority=authority))
        built = [building(served, authority, number, name) for number, name in enumerate(served.buildings, start=1)]
        places.append(Place(served, authority, rooms_of(served, known + built)))
    return places


def building(served: Served, authority: Authority, number: int, name: str) -> Site:
    """An invented building; it has no street, so that nobody takes it for a real address."""
    site = Site(
        authority=authority, key=f"demo-{served.key}-{number}", name=name, city=authority.city, source=INVENTED, is_demo=True
    )  # fmt: skip
    site.full_clean()
    site.save()
    return site


def rooms_of(served: Served, sites: list[Site]) -> list[Room]:
    """Rooms over three floors; the first building has most of them."""
    random = stream(f"rooms/{served.key}")
    wanted = max(6, round(served.workstations * ROOMS_PER_WORKSTATION))
    rooms: list[Room] = []
    taken: set[tuple[int, str]] = set()
    while len(rooms) < wanted:
        site = random.choices(sites, [3, *([1] * (len(sites) - 1))])[0]
        floor = random.choice((0, 1, 1, 2))
        name = f"{floor}.{random.randint(1, 40 + wanted // 4):02d}"
        if (site.pk, name) not in taken:
            taken.add((site.pk, name))
            rooms.append(Room(site=site, name=name, floor="Erdgeschoss" if floor == 0 else f"{floor}. Obergeschoss"))
    return Room.objects.bulk_create(rooms)
