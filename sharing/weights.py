"""Who takes part in a year and with which weight: counted on the reference day, agreed, or given as a figure."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Q

from applications.models import ApplicationUse, SpecialistApplication
from customers.models import Authority
from sharing.models import AllocationKey, Basis, FixedShare, KeyFigure
from workstations.lifecycle import PlaceState
from workstations.models import Workstation

if TYPE_CHECKING:
    from accounts.models import User

COUNTED = {Basis.NAMED_USERS, Basis.WORKSTATIONS}


class Weight(NamedTuple):
    """A weight of one authority, and where it comes from in words; none where nothing is known."""

    value: int | None
    origin: str


class Participants(NamedTuple):
    """Who uses an instance on the reference day, and who does so in the year on other days only."""

    uses: Mapping[int, ApplicationUse]
    others: tuple[Authority, ...]

    @property
    def authorities(self) -> list[Authority]:
        """Those that share the cost, by name."""
        return sorted((use.authority for use in self.uses.values()), key=lambda one: (one.name, one.pk))


def participants(application: SpecialistApplication, year: int, day: date, user: "User") -> Participants:
    """By one query: every use in the year, told apart by whether it holds on the day."""
    in_year = (Q(used_since__isnull=True) | Q(used_since__lte=date(year, 12, 31))) & (
        Q(used_until__isnull=True) | Q(used_until__gte=date(year, 1, 1))
    )
    rows = ApplicationUse.objects.visible_to(user).filter(in_year, application=application)
    found, others = {}, {}
    for use in rows.select_related("authority").order_by("authority__name", "pk"):
        if (use.used_since is None or use.used_since <= day) and (use.used_until is None or use.used_until >= day):
            found[use.authority_id] = use
        else:
            others[use.authority_id] = use.authority
    return Participants(found, tuple(one for key, one in others.items() if key not in found))


def weights_of(
    key: AllocationKey, taking_part: Participants, day: date, user: "User", *, today: date
) -> dict[Basis, dict[int, Weight]]:
    """For every basis of a key the weight of every authority that takes part; `today` says as of when was counted."""
    bases = {basis for basis, _ in key.parts()}
    figures = _figures(key, taking_part.uses, day, user) if bases & {*COUNTED, Basis.INHABITANTS} else {}
    found: dict[Basis, dict[int, Weight]] = {}
    for basis in bases:
        counted = _counted(basis, key, taking_part, day, user, today)
        found[basis] = {
            authority: _of_figure(figure)
            if (figure := figures.get((authority, basis.value)))
            else counted.get(authority, Weight(None, ""))
            for authority in taking_part.uses
        }
    return found


def strangers(key: AllocationKey, taking_part: Participants) -> list[Authority]:
    """Who has parts by agreement but does not use the instance on the reference day."""
    rows = FixedShare.objects.filter(key=key).exclude(authority__in=taking_part.uses).select_related("authority")
    return [row.authority for row in rows]


def _counted(
    basis: Basis, key: AllocationKey, taking_part: Participants, day: date, user: "User", today: date
) -> dict[int, Weight]:
    """What the database itself knows: it keeps how things stand, so a later count says when it was made."""
    uses = taking_part.uses
    if basis == Basis.NAMED_USERS:
        words = f"benannte Nutzende der Nutzung, Stand {today:%d.%m.%Y}"
        return {pk: Weight(use.user_count, words) for pk, use in uses.items()}
    if basis == Basis.WORKSTATIONS:
        numbers = workstations_on(uses, day, user)
        words = f"IT-Arbeitsplätze in Betrieb, Stand {today:%d.%m.%Y}"
        if day < today:
            words += f"; gezählt sind die, die es am {day:%d.%m.%Y} schon waren"
        return {pk: Weight(numbers.get(pk, 0), words) for pk in uses}
    if basis == Basis.EQUAL_PARTS:
        return {pk: Weight(1, "jede Behörde gleich viel") for pk in uses}
    if basis == Basis.FIXED_SHARES:
        words = f"vereinbart: {key.agreed_in}" if key.agreed_in else "vereinbart"
        rows = FixedShare.objects.visible_to(user).filter(key=key, authority__in=uses)
        return {row.authority_id: Weight(row.parts, words) for row in rows}
    return {}


def workstations_on(authorities: Iterable[int], day: date, user: "User") -> dict[int, int]:
    """How many workstations of each authority are in service and were so on a day."""
    rows = Workstation.objects.visible_to(user).filter(
        authority__in=authorities, state=PlaceState.IN_SERVICE, in_service_on__lte=day
    )
    return dict(rows.order_by().values_list("authority").annotate(number=Count("pk")))


def _figures(
    key: AllocationKey, authorities: Iterable[int], day: date, user: "User"
) -> dict[tuple[int, str], KeyFigure]:
    """The newest inhabitants up to the day, and the counts agreed for the year of the day."""
    rows = KeyFigure.objects.visible_to(user).counting_on(day, key.application_id).filter(authority__in=authorities)
    return {(row.authority_id, row.basis): row for row in rows.order_by("as_of", "pk")}


def _of_figure(figure: KeyFigure) -> Weight:
    kind = "" if figure.basis == Basis.INHABITANTS else "vereinbarte Anzahl, "
    return Weight(figure.value, f"{kind}Stand {figure.as_of:%d.%m.%Y}, Quelle: {figure.source}")
