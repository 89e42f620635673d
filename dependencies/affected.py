"""Which authorities feel it when a node fails: with which Fachverfahren, how many workstations, and with a counter open now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from contracts.counters import open_counters
from customers.models import Authority
from dependencies.impact import Impact
from dependencies.nodes import NodeKind
from dependencies.querysets import among
from ui.ordering import GermanOrder
from workstations.models import Workstation


@dataclass
class Affected:
    """What one authority feels."""

    authority: Authority
    failing_applications: list[SpecialistApplication] = field(default_factory=list)
    weakened_applications: list[SpecialistApplication] = field(default_factory=list)
    failing_workstations: int = 0
    weakened_workstations: int = 0
    counter_open_until: datetime | None = None

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """Who feels most comes first."""
        return (
            len(self.failing_applications),
            self.failing_workstations,
            len(self.weakened_applications),
            self.weakened_workstations,
        )


def affected_by(impact: Impact, *, user: User, day: date) -> list[Affected]:
    """The authorities that feel it on a day, those that feel most first."""
    applications: dict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    workstations: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    wanted: set[int] = set()
    for place, failing in enumerate((True, False)):
        used = impact.keys(NodeKind.APPLICATION, failing=failing)
        uses = ApplicationUse.objects.visible_to(user).current(day).filter(application__in=among(used))
        for authority, application in uses.order_by().values_list("authority_id", "application_id").distinct():
            applications[authority][place].add(application)
            wanted.add(application)
        stock = impact.keys(NodeKind.WORKSTATION, failing=failing)
        rows = Workstation.objects.visible_to(user).filter(pk__in=among(stock)).order_by()
        for authority, count in rows.values_list("authority_id").annotate(count=Count("pk")):
            workstations[authority][place] = count
    known = SpecialistApplication.objects.visible_to(user).order_by(GermanOrder("name")).in_bulk(wanted)
    authorities = Authority.objects.visible_to(user).filter(pk__in={*applications, *workstations})
    found = [
        Affected(
            authority,
            [known[pk] for pk in known if pk in applications[authority.pk][0]],
            [known[pk] for pk in known if pk in applications[authority.pk][1]],
            workstations[authority.pk][0],
            workstations[authority.pk][1],
        )
        for authority in authorities.order_by(GermanOrder("name"))
    ]
    return sorted(found, key=lambda row: row.weight, reverse=True)  # equals keep the order of names


def mark_open_counters(affected: Sequence[Affected], *, now: datetime) -> int:
    """Say of each authority until when its counter is open, if it is open now; return how many are."""
    open_until = open_counters([row.authority.pk for row in affected], now=now)
    for row in affected:
        row.counter_open_until = open_until.get(row.authority.pk)
    return len(open_until)
