"""What somebody's stopwatch shows just now, in the head of every page and beside the report."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.models import User
from tickets.durations import enterable, to_the_second
from tickets.models import Stopwatch, Ticket
from ui.together import Together


class Shown(NamedTuple):
    """A watch as it stands at a moment."""

    ticket: Ticket
    seconds: int
    is_running: bool
    began_at: datetime

    @property
    def to_enter(self) -> str:
        """The time that is proposed to be entered, to the second."""
        return to_the_second(enterable(self.seconds))


def shown_to(user: User, now: datetime) -> Shown | None:
    """The person's own watch, if there is one."""
    return watch_of(user, now, Together())()


def watch_of(user: User, now: datetime, page: Together) -> Callable[[], Shown | None]:
    """The same, read with everything else on a page."""

    def measured() -> QuerySet[Ticket]:
        return Ticket.objects.visible_to(user).filter(pk__in=Stopwatch.objects.visible_to(user).values("ticket"))

    watches = page.objects(
        Stopwatch, lambda: Stopwatch.objects.visible_to(user), "ticket_id", "began_at", "counted", "runs_since",
        words=("stopwatch", user.reach),
    )  # fmt: skip
    reports = page.objects(Ticket, measured, "number", "subject", words=("measured", user.reach))

    def shown() -> Shown | None:
        for watch in watches:
            for report in reports:
                return Shown(report, watch.seconds(now), watch.runs_since is not None, watch.began_at)
        return None

    return shown
