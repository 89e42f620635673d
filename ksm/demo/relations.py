"""What in the demo runs on what, depends on it and is connected over it: plausible, and invented throughout."""

from collections.abc import Iterable

from accounts.models import User
from applications.models import SpecialistApplication
from dependencies.actions import relate
from dependencies.models import Relation
from dependencies.nodes import Row
from workstations.models import InfrastructureItem, Workstation

Kind = Relation.Kind
ITEMS: tuple[tuple[str, Kind, tuple[str, ...]], ...] = (
    *((f"Anwendungsserver Fachverfahren {number}", Kind.RUNS_ON, tuple(f"Virtualisierungsserver {host}" for host in (1, 2, 3)))
      for number in range(1, 8)),
    *((f"Datenbankserver {number}", Kind.RUNS_ON, tuple(f"Virtualisierungsserver {host}" for host in (4, 5, 6)))
      for number in range(1, 4)),
    ("Verzeichnisdienst 1", Kind.RUNS_ON, ("Virtualisierungsserver 1",)),
    ("Verzeichnisdienst 2", Kind.RUNS_ON, ("Virtualisierungsserver 4",)),
    *((f"Virtualisierungsserver {number}", Kind.DEPENDS_ON, (f"Speichersystem {1 if number < 4 else 2}",))
      for number in range(1, 7)),
    *((f"Virtualisierungsserver {number}", Kind.CONNECTED_TO, ("Kernverteiler 1", "Kernverteiler 2")) for number in range(1, 7)),
    *((f"Speichersystem {number}", Kind.CONNECTED_TO, ("Kernverteiler 3", "Kernverteiler 4")) for number in (1, 2)),
    *((f"Kernverteiler {number}", Kind.CONNECTED_TO, ("Kernverteiler 1", "Kernverteiler 2")) for number in (3, 4)),
    *((f"Datensicherung {number}", Kind.CONNECTED_TO, (f"Kernverteiler {number + 2}",)) for number in (1, 2)),
    *((f"Firewall {number}", Kind.CONNECTED_TO, ("Kernverteiler 1", "Kernverteiler 2")) for number in (1, 2)),
    *((f"Anbindung Außenstelle {number}", Kind.CONNECTED_TO, ("Firewall 1", "Firewall 2")) for number in range(1, 5)),
    *((f"Firewall {number}", Kind.CONNECTED_TO, ("Internetanbindung 1", "Internetanbindung 2")) for number in (1, 2)),
    *((f"Virtualisierungsserver {number}", Kind.STANDS_IN, (f"Serverschrank {1 if number < 4 else 2}",)) for number in range(1, 7)),
    *((f"Speichersystem {number}", Kind.STANDS_IN, (f"Serverschrank {number}",)) for number in (1, 2)),
    *((f"Serverschrank {number}", Kind.STANDS_IN, (f"Technikraum {number}",)) for number in (1, 2)),
    *((f"Technikraum {number}", Kind.STANDS_IN, ("Rechenzentrum Schwerin (Demo)",)) for number in (1, 2)),
)  # fmt: skip
"""What needs which; of several targets one can do without each alone."""
LINKS = 4


def relate_all(*, by: User) -> int:
    """Servers, networks, Fachverfahren and workstations; return how many relations there are."""
    items = {item.name: item for item in InfrastructureItem.objects.filter(is_demo=True)}
    for source, kind, targets in ITEMS:
        need(items[source], kind, [items[target] for target in targets], by=by)
    ours = SpecialistApplication.objects.filter(is_demo=True, hosting=SpecialistApplication.Hosting.OWN_DATA_CENTRE)
    for number, application in enumerate(ours.order_by("pk")):
        need(application, Kind.RUNS_ON, [items[f"Anwendungsserver Fachverfahren {number % 7 + 1}"]], by=by)
        need(application, Kind.DEPENDS_ON, [items[f"Datenbankserver {number % 3 + 1}"]], by=by)
        need(application, Kind.DEPENDS_ON, [items["Verzeichnisdienst 1"], items["Verzeichnisdienst 2"]], by=by)
    connect_workstations([items[f"Anbindung Außenstelle {number}"] for number in range(1, LINKS + 1)])
    return Relation.objects.count()


def need(source: Row, kind: Kind, targets: list[Row], *, by: User) -> None:
    """One relation to each target; of several each alone is dispensable."""
    for target in targets:
        relate(kind=kind, source=source, target=target, is_redundant=len(targets) > 1, by=by)


def connect_workstations(links: list[InfrastructureItem]) -> None:
    """The workstations of each authority over one of the links: so many that they are written at once."""
    stock: Iterable[Workstation] = Workstation.objects.in_service().filter(is_demo=True).order_by("pk")
    places: dict[int, int] = {}
    rows = []
    for workstation in stock:
        link = links[places.setdefault(workstation.authority_id, len(places)) % LINKS]
        rows.append(Relation(kind=Kind.CONNECTED_TO, source_workstation=workstation, target_item=link, is_demo=True))
    Relation.objects.bulk_create(rows)
