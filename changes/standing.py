"""How Fachverfahren stand for authorities at a moment: the worst of what holds, running changes included."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from applications.querysets import ApplicationUseQuerySet
from changes.levels import Level, Source, effect_on
from changes.models import AffectedByChange, Change, ReachedApplication, ServiceStatus, WeakenedApplication
from changes.querysets import ChangeQuerySet, ServiceStatusQuerySet, used_today
from ui.ordering import GermanOrder
from ui.questions import MOMENT
from ui.together import Rows, Together

Felt = list[tuple[Level, list[str]]]
"""Which Fachverfahren (by name) stand how, the worst first."""


class Known(NamedTuple):
    """One thing that is known about how a Fachverfahren (by its key) stands, and for whom; None means all its users."""

    application: int
    authorities: frozenset[int] | None
    level: Level
    since: datetime
    until: datetime | None
    text: str
    source: Source
    status: ServiceStatus | None = None
    change: Change | None = None

    @property
    def expected_until(self) -> datetime | None:
        """When it is over or, as long as it goes on, expected to be; nobody knows if nothing was said."""
        if self.until:
            return self.until
        return self.change.ends_at if self.change else self.status.expected_until if self.status else None

    def concerns(self, authorities: Collection[int]) -> bool:
        """Whether it holds for one of these authorities (by their keys)."""
        return self.authorities is None or not self.authorities.isdisjoint(authorities)

    @property
    def is_normal(self) -> bool:
        """Whether it only says that all is well."""
        return self.level == Level.NORMAL


class Standing(NamedTuple):
    """How one Fachverfahren stands, with what is known of it, the worst first."""

    application: SpecialistApplication
    known: list[Known]

    @property
    def level(self) -> Level:
        """The worst of what holds; where nothing is known all is well."""
        return worst(self.known)

    @property
    def is_normal(self) -> bool:
        """Whether it stands as usual."""
        return self.level == Level.NORMAL

    @property
    def trouble(self) -> list[Known]:
        """What says that it does not stand as usual."""
        return [one for one in self.known if not one.is_normal]

    @property
    def worst(self) -> Known | None:
        """What it stands like this for."""
        return self.known[0] if self.known else None


def worst(known: Iterable[Known]) -> Level:
    """The worst level of what holds."""
    return max((one.level for one in known), default=Level.NORMAL)


def known_at(now: datetime, *, user: User, applications: Collection[int] | None = None) -> list[Known]:
    """What this person may know about a moment: one query, however much there is."""
    return ask_known_at(Together(), now, user=user, applications=applications)()


def ask_known_at(
    page: Together, now: datetime, *, user: User, applications: Collection[int] | None = None
) -> Callable[[], list[Known]]:
    """The same, asked for together with the rest of a page."""

    def statuses() -> ServiceStatusQuerySet:
        return ServiceStatus.objects.visible_to(user).holding(now)

    def changes() -> ChangeQuerySet:
        return Change.objects.visible_to(user).running().filter(effect__gt=Level.NORMAL)

    return _ask(page, statuses, changes, user, applications, words=_words(now, user, applications))


def known_between(
    since: datetime, until: datetime, *, user: User, applications: Collection[int] | None = None
) -> list[Known]:
    """What this person may know about a stretch of time, in one query too."""
    return _ask(
        Together(),
        lambda: ServiceStatus.objects.visible_to(user).between(since, until),
        lambda: Change.objects.visible_to(user).felt(since, until),
        user,
        applications,
    )()


def standings(now: datetime, *, user: User, authorities: Collection[int]) -> dict[int, list[Standing]]:
    """How each Fachverfahren stands that these authorities (by their keys) use at that moment, by authority and name."""
    return ask_standings(Together(), now, user=user, authorities=authorities)()


def ask_standings(
    page: Together, now: datetime, *, user: User, authorities: Collection[int]
) -> Callable[[], dict[int, list[Standing]]]:
    """The same, asked for together with the rest of a page; for the `MOMENT` by SQL that is kept."""
    day = timezone.localdate(None if now is MOMENT else now)

    def uses() -> ApplicationUseQuerySet:
        return ApplicationUse.objects.visible_to(user).current(day).filter(authority__in=authorities)

    def ordered() -> QuerySet[ApplicationUse, Any]:
        rows = uses().order_by(GermanOrder("application__name"), "application_id")
        return rows.values("authority", "application")

    def of_uses() -> QuerySet[SpecialistApplication]:
        return SpecialistApplication.objects.filter(pk__in=uses().order_by().values("application"))

    words = (user.reach, day, *sorted(authorities))
    used = page.rows(ordered, words=("used", *words))
    applications = page.objects(SpecialistApplication, of_uses, words=("used applications", *words))
    known = ask_known_at(page, now, user=user)

    def found() -> dict[int, list[Standing]]:
        names = {row.pk: row for row in applications}
        standings: dict[int, list[Standing]] = {key: [] for key in authorities}
        for row in used:
            application, authority = names[row["application"]], row["authority"]
            own = (one for one in known() if one.application == application.pk and one.concerns([authority]))
            standings[authority].append(Standing(application, _worst_first(own)))
        return standings

    return found


def not_normal(now: datetime, *, user: User, authorities: Collection[int]) -> list[Standing]:
    """Those that do not stand as usual for one of these authorities, each once, the worst first."""
    return of_trouble(standings(now, user=user, authorities=authorities))


def of_trouble(standings: Mapping[int, list[Standing]]) -> list[Standing]:
    """Of how all stand, by authority, those that do not stand as usual, each once, the worst first."""
    found: dict[int, Standing] = {}
    for rows in standings.values():
        for row in rows:
            before = found.get(row.application.pk)
            if not row.is_normal and (before is None or before.level < row.level):
                found[row.application.pk] = row
    return sorted(found.values(), key=lambda row: -row.level)


def felt_by(changes: Collection[Change], user: User) -> dict[int, Felt]:
    """What each change (by its key) means for the Fachverfahren that this person's authorities use today; three queries."""
    uses = used_today(user.access.authorities).order_by(GermanOrder("application__name"))
    names: dict[int, str] = dict(uses.values_list("application", "application__name"))
    keys = [row.pk for row in changes]
    reached, weakened = (
        set(links.values_list("change", "specialistapplication"))
        for links in (
            rows.filter(change__in=keys, specialistapplication__in=list(names))
            for rows in (ReachedApplication.objects.visible_to(user), WeakenedApplication.objects.visible_to(user))
        )
    )
    return {
        row.pk: by_level(
            row.effect,
            {key: name for key, name in names.items() if (row.pk, key) in reached},
            {key for key in names if (row.pk, key) in weakened},
        )
        for row in changes
    }


def by_level(effect: int, names: Mapping[int, str], weakened: Collection[int]) -> Felt:
    """How Fachverfahren (names by their keys, in the order in which they are told) stand during a change of this effect."""
    levels: dict[Level, list[str]] = {}
    for key, name in names.items():
        levels.setdefault(effect_on(effect, is_weakened=key in weakened), []).append(name)
    return sorted(levels.items(), reverse=True)


def standing_of(application: SpecialistApplication, now: datetime, *, user: User) -> Standing:
    """How one Fachverfahren stands for anybody whom this person may know of."""
    return Standing(application, _worst_first(known_at(now, user=user, applications=[application.pk])))


def _worst_first(known: Iterable[Known]) -> list[Known]:
    return sorted(known, key=lambda one: (-one.level, one.since))


def _words(now: datetime, user: User, applications: Collection[int] | None) -> tuple[Hashable, ...] | None:
    """By what the SQL about a moment is kept: for the one that stands for all, where it is asked of all Fachverfahren."""
    return (user.reach,) if now is MOMENT and applications is None else None


def _ask(
    page: Together,
    statuses: Callable[[], QuerySet[ServiceStatus]],
    changes: Callable[[], QuerySet[Change]],
    user: User,
    applications: Collection[int] | None,
    words: tuple[Hashable, ...] | None = None,
) -> Callable[[], list[Known]]:
    """What is said, and the changes; each of these is felt at every Fachverfahren that it reaches, by whom it affects."""

    def said() -> QuerySet[ServiceStatus]:
        return statuses() if applications is None else statuses().filter(application__in=applications)

    def felt() -> QuerySet[Change]:
        if applications is None:
            return changes()
        reached = ReachedApplication.objects.filter(change=OuterRef("pk"), specialistapplication__in=applications)
        return changes().filter(Exists(reached))

    def affected() -> QuerySet[AffectedByChange, Any]:
        rows = AffectedByChange.objects.visible_to(user).concerned()
        return rows.filter(change__in=_keys(felt())).values("change", "authority")

    def reached() -> QuerySet[ReachedApplication, Any]:
        rows: QuerySet[Any, Any] = ReachedApplication.objects.filter(change__in=_keys(felt()))
        less = {name: OuterRef(name) for name in ("change", "specialistapplication")}
        rows = rows.annotate(is_weakened=Exists(WeakenedApplication.objects.filter(**less)))
        rows = rows.order_by(GermanOrder("specialistapplication__name"), "pk")
        return rows.values("change", "specialistapplication", "is_weakened")

    def kept(part: str) -> Hashable:
        return words and ("known", part, *words)

    stated = page.objects(ServiceStatus, said, words=kept("said"))
    work = Work(
        page.objects(Change, felt, words=kept("felt")),
        page.rows(affected, words=kept("affected")),
        page.rows(reached, words=kept("reached")),
    )
    return cache(lambda: [*map(_of_status, stated), *work.known(applications)])


def _keys(rows: QuerySet[Change]) -> QuerySet[Change, Any]:
    return rows.order_by().values("pk")


class Work(NamedTuple):
    """Changes, whom they affect, and which Fachverfahren they reach, some of them weakened only."""

    changes: Iterable[Change]
    affected: Rows
    reached: Rows

    def known(self, applications: Collection[int] | None) -> Iterable[Known]:
        """What that means for each Fachverfahren, or for these."""
        for change in self.changes:
            authorities = frozenset(one["authority"] for one in self.affected if one["change"] == change.pk)
            for one in (one for one in self.reached if one["change"] == change.pk):
                if applications is None or one["specialistapplication"] in applications:
                    yield _of_change(change, one, authorities)


def _of_status(row: ServiceStatus) -> Known:
    authorities = None if row.authority_id is None else frozenset([row.authority_id])
    return Known(
        row.application_id, authorities, Level(row.level), row.since, row.until, row.text, Source(row.source), status=row
    )  # fmt: skip


def _of_change(row: Change, reached: Mapping[str, Any], authorities: frozenset[int]) -> Known:
    since, until = row.started_at or row.starts_at, row.finished_at
    level, application = effect_on(row.effect, is_weakened=reached["is_weakened"]), reached["specialistapplication"]
    return Known(application, authorities, level, since, until, row.public_text, Source.CHANGE, change=row)
