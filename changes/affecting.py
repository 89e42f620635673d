"""Whom a change affects and why: who uses the Fachverfahren at which is worked, and whom infrastructure takes with it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from applications.querysets import ApplicationUseQuerySet
from changes.models import AffectedByChange, Change
from customers.models import Authority
from dependencies.affected import Affected, affected_by
from dependencies.impact import impact_of
from dependencies.nodes import NodeKind, number_of
from workstations.models import InfrastructureItem

LONGEST = 600
MOST_NAMED = 6


class Reach(NamedTuple):
    """Which Fachverfahren (by their keys) feel a change, and which authorities (by theirs), with the reason in words.

    Of the Fachverfahren those that are only weakened, since they fall back on something else, are told apart.
    """

    applications: frozenset[int]
    weakened: frozenset[int]
    why: dict[int, str]


@dataclass(frozen=True)
class Drift:
    """What has changed in who uses what since it was kept whom a change affects."""

    new: list[Authority]
    gone: list[Authority]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


def reach_of(change: Change, *, by: User) -> Reach:
    """Compute it as it will be on the day of the change; some queries for each thing at which is worked."""
    day = timezone.localdate(change.starts_at)
    reasons: dict[int, list[str]] = defaultdict(list)
    failing: set[int] = set()
    weakened: set[int] = set()
    touched: list[SpecialistApplication | InfrastructureItem] = [*change.applications.all(), *change.items.all()]
    for thing in touched:
        impact = impact_of(number_of(thing))
        failing.update(impact.keys(NodeKind.APPLICATION, failing=True))
        weakened.update(impact.keys(NodeKind.APPLICATION, failing=False))
        for row in affected_by(impact, user=by, day=day):
            reasons[row.authority.pk].append(_in_words(thing, row))
    why = {key: _short("; ".join(words)) for key, words in reasons.items()}
    return Reach(frozenset(failing | weakened), frozenset(weakened - failing), why)


def drift_of(change: Change, day: date) -> Drift:
    """Who has begun or ceased to use what the change reaches since it was kept whom it affects: two queries."""
    if not change.is_frozen:
        return Drift([], [])
    current = _uses(change).current(day)
    known = AffectedByChange.objects.filter(change=change, authority=OuterRef("pk"))
    of_row = ApplicationUse.objects.filter(authority=OuterRef("pk"))
    new = Authority.objects.filter(Exists(current.filter(authority=OuterRef("pk")))).exclude(Exists(known))
    used = of_row.filter(application__in=_reached(change), used_until__lt=day)
    gone = Authority.objects.filter(Exists(known.filter(is_by_hand=False, is_left_out=False)), Exists(used)).exclude(
        Exists(current.filter(authority=OuterRef("pk")))
    )
    return Drift(list(new.order_by("name")), list(gone.order_by("name")))


def _reached(change: Change) -> QuerySet[SpecialistApplication]:
    return change.reached.order_by().values("pk")  # type: ignore[return-value]  # keys for a subquery


def _uses(change: Change) -> ApplicationUseQuerySet:
    return ApplicationUse.objects.filter(application__in=_reached(change))


def _in_words(thing: SpecialistApplication | InfrastructureItem, row: Affected) -> str:
    """„nutzt Haushalt“, or „über srv-01 fällt aus: Haushalt, 12 IT-Arbeitsplätze“; what is only weakened is told apart."""
    others = [one.name for one in row.failing_applications if one != thing]
    weakened = [one.name for one in row.weakened_applications if one != thing]
    words = [f"nutzt {thing.name}"] if thing in row.failing_applications else []
    if failing := _listed(others, row.failing_workstations):
        words.append(f"über {thing.name} fällt aus: {failing}")
    if slower := _listed(weakened, row.weakened_workstations):
        words.append(f"über {thing.name} beeinträchtigt: {slower}")
    return "; ".join(words)


def _listed(names: list[str], workstations: int) -> str:
    """The first few by name, and the rest in numbers."""
    parts, more = names[:MOST_NAMED], len(names) - MOST_NAMED
    if more > 0:
        parts.append("1 weiteres Fachverfahren" if more == 1 else f"{more} weitere Fachverfahren")
    if workstations:
        parts.append("1 IT-Arbeitsplatz" if workstations == 1 else f"{workstations} IT-Arbeitsplätze")
    return ", ".join(parts)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
