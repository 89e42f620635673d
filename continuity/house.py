"""The restart of the whole house: what is there, what it needs, in which order, and what stands against it; six queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from continuity.gaps import Gap, gaps_of, with_facts
from continuity.restart import LAST, Because, Step, Thing, reached, restart_order
from customers.models import Authority
from dependencies.models import Relation
from dependencies.nodes import Row, number_of
from ui.ordering import GermanOrder
from workstations.lifecycle import GONE, State
from workstations.models import InfrastructureItem

RUNNING = (State.IN_SERVICE, State.IN_REPAIR)


class Hours(NamedTuple):
    """The shortest time in which something must run again, and the Fachverfahren that asks for it."""

    hours: int
    owner: int


@dataclass
class Line:
    """One thing of the restart, in its place."""

    number: int
    row: Row
    because: Because
    is_circle: bool
    rto: Hours | None = None
    mtpd: Hours | None = None
    authorities: set[int] = field(default_factory=set)

    @property
    def key(self) -> int:
        """Its number as a node."""
        return number_of(self.row)

    @property
    def is_application(self) -> bool:
        """Whether it is a Fachverfahren, and not what it runs on."""
        return isinstance(self.row, SpecialistApplication)

    @property
    def rank(self) -> int | None:
        """The rank that was agreed for itself."""
        plan = _plan_of(self.row)
        return plan.restart_rank if plan else None


class TooLate(NamedTuple):
    """That something that is needed is to run later than what needs it."""

    needed: int
    needer: int


class Restart(NamedTuple):
    """The order for the house or for one authority, with circles and gaps."""

    lines: Sequence[Line]
    circles: Sequence[Sequence[int]]
    gaps: Mapping[Gap, Sequence[SpecialistApplication]]
    too_late: Sequence[TooLate]
    names: Mapping[int, str]
    authorities: Mapping[int, Authority]

    def why(self, line: Line) -> str:
        """Why it stands where it stands, in words."""
        because = line.because
        if because.rank >= LAST:
            return "kein Rang vereinbart" if line.is_application else "kein Fachverfahren mit Rang braucht es"
        if because.owner == line.key:
            return f"Rang {because.rank} vereinbart"
        through = because.through
        between = "" if through is None or through == because.owner else self.names.get(through, "")
        way = f", über „{between}“" if between else ""
        return f"weil {self.named(because.owner)} (Rang {because.rank}) es braucht{way}"

    def late_in_words(self, pair: TooLate) -> str:
        """What is to run later than what needs it."""
        return f"{self.named(pair.needed)} für {self.named(pair.needer)}"

    def named(self, key: int) -> str:
        """The name of something that is in the order; what only others use is not named."""
        return f"„{self.names[key]}“" if key in self.names else "ein Fachverfahren anderer Behörden"


def restart(user: User, day: date, *, authority: int | None = None) -> Restart:
    """The order in which what is operated on a day is started again; of an authority what it uses and what that needs.

    The order is always that of the house: what one authority sees of it does not depend on who asks.
    """
    applications = _applications(user, day)
    items = _items(user)
    rows: dict[int, Row] = {number_of(row): row for row in (*applications, *items)}
    needs = [pair for pair in _needs(user) if set(pair) <= rows.keys()]
    running = {number_of(row) for row in items if row.state in RUNNING}
    kept = reached([*(number_of(row) for row in applications), *running], needs)
    things = [Thing(key, _rank(rows[key]), rows[key].sort_name) for key in kept]  # type: ignore[union-attr]  # annotated
    needs = [pair for pair in needs if set(pair) <= kept]
    steps = restart_order(things, needs)
    lines = {
        key: Line(step.number, rows[key], step.because[key], step.is_circle) for step in steps for key in step.keys
    }
    users, authorities = _uses(user, day, applications)
    for row in applications:
        lines[number_of(row)].authorities |= users[row.pk]
    too_late = _hand_down(lines, steps, needs)
    if authority is not None:
        wanted = [number_of(row) for row in applications if authority in users[row.pk]]
        own = reached(wanted, needs)
        lines = {key: line for key, line in lines.items() if key in own}
    shown = [row for row in applications if number_of(row) in lines]
    return Restart(
        lines=list(lines.values()),
        circles=[step.keys for step in steps if step.is_circle and any(key in lines for key in step.keys)],
        gaps=_gaps(shown, day),
        too_late=[pair for pair in too_late if pair.needed in lines],
        names={key: line.row.name for key, line in lines.items()},
        authorities=authorities,
    )


def _applications(user: User, day: date) -> list[Any]:
    rows = SpecialistApplication.objects.visible_to(user).operated_on(day)
    return list(with_facts(rows).annotate(sort_name=GermanOrder("name")).order_by("pk"))


def _items(user: User) -> list[Any]:
    rows = InfrastructureItem.objects.visible_to(user).exclude(state__in=GONE)
    return list(rows.annotate(sort_name=GermanOrder("name")).order_by("pk"))


def _needs(user: User) -> list[tuple[int, int]]:
    """What needs what, workstations apart: they are started by those who sit there."""
    rows = Relation.objects.visible_to(user).filter(source_workstation=None, target_workstation=None).order_by()
    return list(rows.values_list("source_node", "target_node").distinct())


def _uses(
    user: User, day: date, applications: Collection[SpecialistApplication]
) -> tuple[dict[int, set[int]], dict[int, Authority]]:
    found: dict[int, set[int]] = defaultdict(set)
    uses = ApplicationUse.objects.visible_to(user).current(day).filter(application__in=[row.pk for row in applications])
    for application, authority in uses.order_by().values_list("application_id", "authority_id").distinct():
        found[application].add(authority)
    wanted = set[int]().union(*found.values())
    rows = Authority.objects.visible_to(user).filter(pk__in=wanted).order_by(GermanOrder("name"))
    return found, {row.pk: row for row in rows}


def _hand_down(lines: Mapping[int, Line], steps: Sequence[Step], needs: Iterable[tuple[int, int]]) -> list[TooLate]:
    """Hand who uses it, and how soon it must run, from what needs to what is needed; what needs comes later in the order."""
    targets: dict[int, list[int]] = defaultdict(list)
    for source, target in needs:
        targets[source].append(target)
    too_late = []
    for step in reversed(steps):
        group = [lines[key] for key in step.keys]
        asked = _soonest(line.rto for line in group)
        for line in group:
            own = _own_hours(line, "rto_hours")
            if asked and own and own.hours > asked.hours:
                too_late.append(TooLate(line.key, asked.owner))
        rto = _soonest([asked, *(_own_hours(line, "rto_hours") for line in group)])
        mtpd = _soonest([*(line.mtpd for line in group), *(_own_hours(line, "mtpd_hours") for line in group)])
        users = set[int]().union(*(line.authorities for line in group))
        for line in group:
            for target in targets[line.key]:
                if target not in step.keys:
                    below = lines[target]
                    below.rto, below.mtpd = _soonest([below.rto, rto]), _soonest([below.mtpd, mtpd])
                    below.authorities |= users
            line.authorities |= users
            line.rto = _own_hours(line, "rto_hours") or (None if line.is_application else rto)
            line.mtpd = _own_hours(line, "mtpd_hours") or (None if line.is_application else mtpd)
    return sorted(too_late, key=lambda pair: lines[pair.needed].number)


def _soonest(hours: Iterable[Hours | None]) -> Hours | None:
    return min((one for one in hours if one), key=lambda one: (one.hours, one.owner), default=None)


def _own_hours(line: Line, name: str) -> Hours | None:
    plan = _plan_of(line.row)
    hours = getattr(plan, name, None)
    return None if hours is None else Hours(hours, line.key)


def _plan_of(row: Any) -> Any:
    return getattr(row, "continuity_plan", None) if isinstance(row, SpecialistApplication) else None


def _rank(row: Any) -> int | None:
    plan = _plan_of(row)
    return plan.restart_rank if plan else None


def _gaps(applications: Sequence[Any], day: date) -> dict[Gap, list[SpecialistApplication]]:
    found: dict[Gap, list[SpecialistApplication]] = {gap: [] for gap in Gap}
    for row in sorted(applications, key=lambda one: (one.sort_name, one.pk)):
        for gap in gaps_of(row, day):
            found[gap].append(row)
    return {gap: rows for gap, rows in found.items() if rows}


def authorities_with_use(user: User, day: date) -> Any:
    """The authorities that use a Fachverfahren on a day, for a selection."""
    uses = ApplicationUse.objects.visible_to(user).current(day)
    return Authority.objects.visible_to(user).filter(pk__in=uses.values("authority")).order_by(GermanOrder("name"))
