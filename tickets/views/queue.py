"""The queue of the service desk: what has to be done, the most urgent first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tickets.filters import TicketFilter
from tickets.lifecycle import OPEN, WAITING
from tickets.models import Attachment, Reminder, Ticket
from tickets.querysets import AT_RISK_WITHIN, TicketQuerySet
from tickets.tables import TicketTable
from ui.pages import ListPage


@dataclass(frozen=True)
class View:
    """One tab of the queue: which reports it shows and how they are counted among the open ones."""

    key: str
    label: str
    rows: Callable[[TicketQuerySet, User, datetime], TicketQuerySet]
    counted: Callable[[User, datetime], Q] | None = None


def _running_until(now: datetime) -> Q:
    return Q(due_at__lte=now + AT_RISK_WITHIN, paused_at__isnull=True)


VIEWS = {
    view.key: view
    for view in (
        View(
            "mine",
            "Meine",
            lambda rows, user, now: rows.mine(user, timezone.localdate(now)),
            # Only one's own are counted: how many a colleague has, whose reports one looks after, is nobody's number.
            lambda user, now: Q(assignee__user=user),
        ),
        View(
            "unassigned",
            "Nicht zugewiesen",
            lambda rows, user, now: rows.unassigned(),
            lambda user, now: Q(assignee__isnull=True),
        ),
        View(
            "at_risk",
            "Frist gefährdet",
            lambda rows, user, now: rows.at_risk(now),
            lambda user, now: _running_until(now),
        ),
        View("waiting", "Wartet", lambda rows, user, now: rows.waiting(), lambda user, now: Q(state__in=WAITING)),
        View("open", "Alle offenen", lambda rows, user, now: rows.open(), lambda user, now: Q(state__in=OPEN)),
        View("all", "Alle", lambda rows, user, now: rows),
    )
}
DEFAULT_VIEW = "open"


def queue_rows(user: User, view: str, now: datetime) -> TicketQuerySet:
    """The reports of one tab that a person may see, with what a row shows, the nearest deadline first."""
    rows: TicketQuerySet = Ticket.objects.visible_to(user)
    rows = VIEWS.get(view, VIEWS[DEFAULT_VIEW]).rows(rows, user, now)
    rows = rows.select_related("authority", "assignee", "team", "category", "requester").defer("search", "description")
    rows = rows.annotate(has_files=Exists(Attachment.objects.filter(ticket=OuterRef("pk"))))
    return rows.order_by("-created_at") if view == "all" else rows.order_by(F("due_at").asc(nulls_last=True))


class Queue(ListPage):
    """The queue with its views; every filter is in the address, so that it can be shared."""

    permission_required = "tickets.view_ticket"
    template_name = "tickets/queue.html"
    fragment_template_name = "tickets/_queue.html"
    model = Ticket
    table_class = TicketTable
    filterset_class = TicketFilter
    page_title = "Meldungen"
    empty_text = "Hier ist gerade nichts zu tun."

    def has_permission(self) -> bool:
        return super().has_permission() and self.is_for_staff

    @property
    def view(self) -> str:
        """The tab that is open."""
        wanted = self.request.GET.get("view", "")
        return wanted if wanted in VIEWS else DEFAULT_VIEW

    def get_rows(self) -> QuerySet[Any]:
        self.now = timezone.now()
        return queue_rows(self.request.user, self.view, self.now)  # type: ignore[arg-type]  # nobody is anonymous here

    def get_table_options(self) -> dict[str, Any]:
        return {
            "now": self.now,
            "came_from": self.request.GET.urlencode(),
            "may_take": self.request.user.has_perm("tickets.work_ticket"),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        due = Reminder.objects.visible_to(self.request.user).due(self.now).count()  # type: ignore[arg-type]  # nobody is anonymous here
        return super().get_context_data(
            due_reminders=due, tabs=self._tabs(), view=VIEWS[self.view], now=self.now, **kwargs
        )

    def _tabs(self) -> list[dict[str, Any]]:
        user: Any = self.request.user
        counted = {
            view.key: Count("pk", filter=view.counted(user, self.now)) for view in VIEWS.values() if view.counted
        }
        counts = Ticket.objects.visible_to(user).open().aggregate(**counted)
        return [
            {
                "label": view.label,
                "url": f"{reverse('tickets:queue')}?view={view.key}",
                "count": counts.get(view.key),
                "is_current": view.key == self.view,
                "is_alarming": view.key == "at_risk" and bool(counts[view.key]),
            }
            for view in VIEWS.values()
        ]
