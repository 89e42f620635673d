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
from ui.together import Rows, Together
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
    page = Together()
    asked = [
        (_uses(page, impact.keys(NodeKind.APPLICATION, failing=failing), user, day),
        _places(page, impact.keys(NodeKind.WORKSTATION, failing=failing), user))
        for failing in (True, False)
    ]  # fmt: skip
    for place, (uses, places) in enumerate(asked):
        for row in uses:
            applications[row["authority"]][place].add(row["application"])
            wanted.add(row["application"])
        for row in places:
            workstations[row["authority"]][place] = row["count"]
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


def _uses(page: Together, applications: list[int], user: User, day: date) -> Rows:
    """Which authority uses which of these Fachverfahren on a day."""
    uses = ApplicationUse.objects.visible_to(user).current(day).filter(application__in=among(applications)).order_by()
    return page.rows(lambda: uses.values("authority", "application").distinct())


def _places(page: Together, workstations: list[int], user: User) -> Rows:
    """How many of these workstations each authority has."""
    rows = Workstation.objects.visible_to(user).filter(pk__in=among(workstations)).order_by()
    return page.rows(lambda: rows.values("authority").annotate(count=Count("pk")))


def mark_open_counters(affected: Sequence[Affected], *, now: datetime) -> int:
    """Say of each authority until when its counter is open, if it is open now; return how many are."""
    open_until = open_counters([row.authority.pk for row in affected], now=now)
    for row in affected:
        row.counter_open_until = open_until.get(row.authority.pk)
    return len(open_until)
