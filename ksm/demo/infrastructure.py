"""The central infrastructure in the data centre, invented in kind and number."""

from datetime import date, timedelta

from accounts.models import Provider, User
from customers.models import Room, Site
from ksm.demo.chance import stream
from workstations.actions import change_infrastructure_state
from workstations.lifecycle import State
from workstations.models import InfrastructureItem

Kind = InfrastructureItem.Kind

PLACES = (Kind.RACK, Kind.ROOM, Kind.DATA_CENTRE)
STOCK: tuple[tuple[Kind, str, int], ...] = (
    (Kind.SERVER, "Virtualisierungsserver {}", 6),
    (Kind.VIRTUAL_MACHINE, "Anwendungsserver Fachverfahren {}", 7),
    (Kind.VIRTUAL_MACHINE, "Datenbankserver {}", 3),
    (Kind.VIRTUAL_MACHINE, "Verzeichnisdienst {}", 2),
    (Kind.STORAGE, "Speichersystem {}", 2),
    (Kind.NETWORK_DEVICE, "Kernverteiler {}", 4),
    (Kind.FIREWALL, "Firewall {}", 2),
    (Kind.BACKUP, "Datensicherung {}", 2),
    (Kind.NETWORK_LINK, "Anbindung Außenstelle {}", 4),
    (Kind.INTERNET_LINK, "Internetanbindung {}", 2),
    (Kind.STATE_NETWORK_LINK, "Anbindung Landesnetz {}", 1),
    (Kind.RACK, "Serverschrank {}", 2),
    (Kind.ROOM, "Technikraum {}", 2),
    (Kind.DATA_CENTRE, "Rechenzentrum Schwerin (Demo)", 1),
)


def run_data_centre(*, by: User, today: date) -> int:
    """Two rooms and the items in them; return how many items stand there."""
    random = stream("infrastructure")
    site = Site.objects.get(key="rechenzentrum-schwerin")
    provider = Provider.objects.get(code="KSM")
    rooms = Room.objects.bulk_create([Room(site=site, name=name) for name in ("Demo-Raum A", "Demo-Raum B")])
    items = [
        InfrastructureItem(
            inventory_number="", name=name.format(number), kind=kind, provider=provider, site=site,
            room=rooms[number % 2], state=State.IN_STOCK, is_demo=True,
        )
        for kind, name, count in STOCK
        for number in range(1, count + 1)
    ]  # fmt: skip
    for number, item in enumerate(items, start=1):
        item.inventory_number = f"RZ-{number:04d}"
        item.full_clean()
        item.save()
        since = today - timedelta(days=random.randint(40, 2200))
        if number % 11 or item.kind in PLACES:
            change_infrastructure_state(item=item, state=State.IN_SERVICE, by=by, on=since)
        if number % 17 == 0 and item.kind not in PLACES:
            change_infrastructure_state(
                item=item, state=State.IN_REPAIR, repaired_by="Muster Reparaturdienst", by=by, on=today
            )
    return len(items)
