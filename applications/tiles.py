"""Charts about Fachverfahren: which authority uses how many, and where they run."""

from collections.abc import Hashable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils import timezone

from applications.models import ApplicationUse, SpecialistApplication
from applications.querysets import ApplicationUseQuerySet
from ui.charts import Cell, Chart, Row, counted, leaders
from ui.pages import filtered
from ui.tiles import Shape, TileReadTogether
from ui.together import Together

if TYPE_CHECKING:
    from accounts.models import User
    from customers.models import Authority


class ApplicationTile(TileReadTogether):
    """A tile about the Fachverfahren in use, by all authorities or by one."""

    permission = "applications.view_specialistapplication"

    def __init__(self, authority: "Authority | None" = None) -> None:
        self.authority = authority

    def uses(self, user: "User", now: datetime) -> ApplicationUseQuerySet:
        """Who uses what today."""
        uses = ApplicationUse.objects.visible_to(user).current(timezone.localdate(now)).order_by()
        return uses.filter(authority=self.authority) if self.authority else uses

    def words(self, user: "User", now: datetime, part: str) -> tuple[Hashable, ...]:
        """By what a question of the tile is kept: all that follows from the person and the day."""
        return (type(self), part, self.authority and self.authority.pk, timezone.localdate(now), user.reach)

    def link(self, **filters: Any) -> str:
        """The list, narrowed to the Fachverfahren behind a number."""
        if self.authority:
            filters["authority"] = self.authority.pk
        return filtered("applications:applications", **filters)

    def nothing(self) -> Chart:
        """What is said while no authority uses anything."""
        text = "Noch ist bei keiner Behörde ein Fachverfahren eingetragen."
        if self.authority:
            text = "Für diese Behörde ist noch kein Fachverfahren eingetragen."
        return Chart.without_rows(text, filtered("applications:applications"), "Alle Fachverfahren ansehen")


class ApplicationsByAuthority(ApplicationTile):
    """How many Fachverfahren each authority uses today."""

    key = "applications"
    title = "Fachverfahren nach Behörde"

    def asked(self, page: Together, user: "User", now: datetime) -> Shape:
        number = Count("application", distinct=True)
        counts = page.rows(
            lambda: self.uses(user, now).values("authority", "authority__name").annotate(count=number),
            words=self.words(user, now, "authorities"),
        )
        different = page.totals(lambda: self.uses(user, now), count=number, words=self.words(user, now, "different"))
        return lambda: self._chart(
            [(row["authority"], row["authority__name"], row["count"]) for row in counts], different()["count"]
        )

    def _chart(self, counts: list[tuple[int, str, int]], different: int) -> Chart:
        found = sorted(counts, key=lambda row: (-row[2], row[1]))
        if not found:
            return self.nothing()
        finding = f"{_in_use(different)}, am meisten bei: {leaders([(name, count) for _, name, count in found])}."
        rows = [Row(name, [Cell(count, self.link(authority=pk))]) for pk, name, count in found]
        return Chart("bars", finding, "Behörde", ("Genutzt",), rows)


class ApplicationsByHosting(ApplicationTile):
    """Where the Fachverfahren in use are run."""

    key = "hosting"
    title = "Fachverfahren nach Betrieb"

    def asked(self, page: Together, user: "User", now: datetime) -> Shape:
        number = Count("application", distinct=True)
        counts = page.rows(
            lambda: self.uses(user, now).values("application__hosting").annotate(count=number),
            words=self.words(user, now, "hosting"),
        )
        return lambda: self._chart({row["application__hosting"]: row["count"] for row in counts})

    def _chart(self, counts: dict[str, int]) -> Chart:
        if not counts:
            return self.nothing()
        kinds = sorted(
            (kind for kind in SpecialistApplication.Hosting if counts.get(kind)), key=lambda kind: -counts[kind]
        )
        found = [(kind.label, counts[kind]) for kind in kinds]
        rows = [Row(kind.label, [Cell(counts[kind], self.link(hosting=kind.value))]) for kind in kinds]
        finding = f"{_in_use(sum(counts.values()))}, am häufigsten: {leaders(found)}."
        return Chart("bars", finding, "Betrieb", ("Fachverfahren",), rows)


def _in_use(count: int) -> str:
    return f"{counted(count, 'Fachverfahren wird', 'Fachverfahren werden')} genutzt"
