"""How Fachverfahren stand for authorities at a moment: the worst of what holds, running changes included."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from changes.levels import Level, Source
from changes.models import AffectedByChange, Change, ServiceStatus
from ui.ordering import GermanOrder


@dataclass(frozen=True)
class Known:
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

    def concerns(self, authorities: Collection[int]) -> bool:
        """Whether it holds for one of these authorities (by their keys)."""
        return self.authorities is None or not self.authorities.isdisjoint(authorities)

    @property
    def is_normal(self) -> bool:
        """Whether it only says that all is well."""
        return self.level == Level.NORMAL


@dataclass(frozen=True)
class Standing:
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
    def worst(self) -> Known | None:
        """What it stands like this for."""
        return self.known[0] if self.known else None


def worst(known: Iterable[Known]) -> Level:
    """The worst level of what holds."""
    return max((one.level for one in known), default=Level.NORMAL)


def known_at(now: datetime, *, user: User, applications: Collection[int] | None = None) -> list[Known]:
    """What this person may know about a moment: four queries, however much there is."""
    statuses = ServiceStatus.objects.visible_to(user).holding(now)
    changes = Change.objects.visible_to(user).running().filter(effect__gt=Level.NORMAL)
    return _collected(statuses, changes, user, applications)


def known_between(
    since: datetime, until: datetime, *, user: User, applications: Collection[int] | None = None
) -> list[Known]:
    """What this person may know about a stretch of time, in as many queries."""
    statuses = ServiceStatus.objects.visible_to(user).between(since, until)
    return _collected(statuses, Change.objects.visible_to(user).felt(since, until), user, applications)


def standings(now: datetime, *, user: User, authorities: Collection[int]) -> list[Standing]:
    """How each Fachverfahren stands that these authorities (by their keys) use at that moment, by name."""
    used = used_by(user, authorities, timezone.localdate(now))
    mine = [one for one in known_at(now, user=user) if one.concerns(authorities)]
    return [Standing(row, _worst_first(one for one in mine if one.application == row.pk)) for row in used]


def not_normal(now: datetime, *, user: User, authorities: Collection[int]) -> list[Standing]:
    """Those that do not stand as usual, the worst first."""
    rows = [row for row in standings(now, user=user, authorities=authorities) if not row.is_normal]
    return sorted(rows, key=lambda row: -row.level)


def standing_of(application: SpecialistApplication, now: datetime, *, user: User) -> Standing:
    """How one Fachverfahren stands for anybody whom this person may know of."""
    return Standing(application, _worst_first(known_at(now, user=user, applications=[application.pk])))


def used_by(user: User, authorities: Collection[int], day: date) -> QuerySet[SpecialistApplication]:
    """The Fachverfahren that these authorities use on a day."""
    uses = ApplicationUse.objects.visible_to(user).current(day).filter(authority__in=authorities)
    rows = SpecialistApplication.objects.filter(pk__in=uses.order_by().values("application"))
    return rows.order_by(GermanOrder("name"), "pk")


def words_for(one: Known) -> str:
    """What is known, in a sentence for those who use it."""
    return one.text or one.level.label


def page() -> str:
    """Where an authority reads how everything stands."""
    return reverse("changes:status")


def _worst_first(known: Iterable[Known]) -> list[Known]:
    return sorted(known, key=lambda one: (-one.level, one.since))


def _collected(
    statuses: QuerySet[ServiceStatus], changes: QuerySet[Change], user: User, applications: Collection[int] | None
) -> list[Known]:
    if applications is not None:
        statuses = statuses.filter(application__in=applications)
        changes = changes.filter(reached__in=applications).distinct()
    return [
        *map(_of_status, statuses.select_related("authority", "application")),
        *_of_changes(changes, user, applications),
    ]


def _of_status(row: ServiceStatus) -> Known:
    authorities = None if row.authority_id is None else frozenset([row.authority_id])
    return Known(
        row.application_id, authorities, Level(row.level), row.since, row.until, row.text, Source(row.source), status=row
    )  # fmt: skip


def _of_changes(rows: QuerySet[Change], user: User, applications: Collection[int] | None) -> list[Known]:
    """A change that is carried out is felt at each Fachverfahren that it reaches, by whom it affects."""
    affected = AffectedByChange.objects.visible_to(user).concerned()
    rows = rows.prefetch_related(Prefetch("affected", affected, to_attr="concerned"), "reached")
    found = []
    for row in rows:
        authorities = frozenset(one.authority_id for one in row.concerned)  # type: ignore[attr-defined]  # fetched above
        for application in row.reached.all():
            if row.started_at and (applications is None or application.pk in applications):
                found.append(
                    Known(
                        application.pk,
                        authorities,
                        Level(row.effect),
                        row.started_at,
                        row.finished_at,
                        row.public_text,
                        Source.CHANGE,
                        change=row,
                    )  # fmt: skip
                )
    return found
