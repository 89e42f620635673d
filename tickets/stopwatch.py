"""What somebody's stopwatch shows just now, in the head of every page and beside the report."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from tickets.durations import enterable, to_the_second
from tickets.models import Stopwatch, Ticket


@dataclass(frozen=True)
class Shown:
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
    watch = Stopwatch.objects.visible_to(user).select_related("ticket").first()
    if watch is None:
        return None
    return Shown(watch.ticket, watch.seconds(now), watch.runs_since is not None, watch.began_at)
