"""The queue of the service desk: what has to be done, the most urgent first."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple, cast

from django.db.models import Count, DateTimeField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.signed_in import signed_in
from tickets.actions.bulk import MOST_AT_ONCE
from tickets.filters import TicketFilter
from tickets.forms.bulk import steps_for
from tickets.lifecycle import OPEN, WAITING
from tickets.models import Attachment, SavedView, Ticket
from tickets.querysets import AT_RISK_WITHIN, TicketQuerySet
from tickets.tables import TicketTable, moved
from ui.addresses import address
from ui.bulk import BulkBar
from ui.pages import ARRANGEMENT, ListPage
from ui.questions import MOMENT, kept_rows
from ui.together import Again, Together, together


class View(NamedTuple):
    """One tab of the queue: which reports it shows and how they are counted among the open ones."""

    key: str
    label: str
    rows: Callable[[TicketQuerySet, User, datetime], TicketQuerySet]
    counted: Callable[[User, datetime], Q] | None = None


def _running_until(now: datetime) -> Q:
    warned_at = ExpressionWrapper(F("due_at") - AT_RISK_WITHIN, DateTimeField())
    return Q(LessThanOrEqual(warned_at, now), paused_at__isnull=True, workaround_at__isnull=True)


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
        # Nothing to do here yet, so it is counted nowhere.
        View("approval", "Wartet auf Freigabe", lambda rows, user, now: rows.awaiting_approval()),
        View("all", "Alle", lambda rows, user, now: rows),
    )
}
DEFAULT_VIEW = "open"
BY_TIME_OF_DAY = frozenset({"at_risk"})
MOVES = {"left": -1, "right": 1}
"""How the form of the columns asks, where no script moves them, and by how many places."""
MOST_TABS = 12
"""Saved views that are shown beside the built-in ones; the page of the views shows all."""


def queue_rows(user: User, view: str, now: datetime) -> TicketQuerySet:
    """The reports of one tab that a person may see, with what a row shows, the nearest deadline first."""
    view = view if view in VIEWS else DEFAULT_VIEW
    if view in BY_TIME_OF_DAY:
        return _queue_rows(user, view, now)
    words = ("queue", user.reach, view)
    return cast("TicketQuerySet", kept_rows(words, lambda: _queue_rows(user, view, now)))


def _queue_rows(user: User, view: str, now: datetime) -> TicketQuerySet:
    rows: TicketQuerySet = Ticket.objects.visible_to(user)
    rows = VIEWS[view].rows(rows, user, now)
    rows = rows.select_related("authority", "assignee", "team", "category", "requester").defer("description")
    rows = rows.with_unread(user).annotate(has_files=_has_files())
    return (
        rows.order_by("-created_at") if view in ("all", "approval") else rows.order_by(F("due_at").asc(nulls_last=True))
    )


def _has_files() -> Coalesce:
    """Looked up for each row that is shown: for EXISTS, PostgreSQL would read the files of all reports there are at once."""
    one = Attachment.objects.filter(ticket=OuterRef("pk")).values(there=Value(True))[:1]
    return Coalesce(Subquery(one), False)


def listed(request: HttpRequest, query: QueryDict) -> tuple[TicketFilter, TicketQuerySet]:
    """The filters of an address of the queue and all its rows, in the order in which the page shows them."""
    now = timezone.now()
    filterset = TicketFilter(
        query, queryset=queue_rows(signed_in(request), query.get("view", ""), now), request=request
    )
    table = TicketTable(filterset.qs, now=now, came_from="", may_work=False, columns=[])
    table.sort(query.getlist("sort"))
    return filterset, table.rows_of_pages()


class Queue(ListPage):
    """The queue with its views; every filter is in the address, so that it can be shared."""

    permission_required = "tickets.view_ticket"
    template_name = "tickets/queue.html"
    fragment_template_name = "tickets/_queue.html"
    model = Ticket
    table_class = TicketTable
    filterset_class = TicketFilter
    kept_parameters = ARRANGEMENT | {"saved", "columns", "authority", "category", "kind", "priority", "state", "team"}
    page_title = "Meldungen"
    empty_text = "Hier ist gerade nichts zu tun."

    def get(  # type: ignore[override]  # a file is no HttpResponse
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not MOVES.keys().isdisjoint(request.GET):
            return self._with_columns_moved()
        return super().get(request, *args, **kwargs)

    def _with_columns_moved(self) -> HttpResponseRedirect:
        """The address in which the columns already stand in the wished order."""
        query = self.request.GET.copy()
        columns = query.getlist("columns")
        for move, by in MOVES.items():
            for name in query.pop(move, []):
                columns = moved(columns, name, by)
        query.setlist("columns", columns)
        return HttpResponseRedirect(f"{self.request.path}?{query.urlencode()}")

    def has_permission(self) -> bool:
        return super().has_permission() and self.is_for_staff

    @property
    def may_work(self) -> bool:
        """Whether this person may change reports."""
        return self.request.user.has_perm("tickets.work_ticket")

    @property
    def view(self) -> str:
        """The tab that is open."""
        wanted = self.request.GET.get("view", "")
        return wanted if wanted in VIEWS else DEFAULT_VIEW

    def get_rows(self) -> QuerySet[Any]:
        self.now = timezone.now()
        return queue_rows(self.request.user, self.view, self.now)  # type: ignore[arg-type]  # nobody is anonymous here

    def get_kept_parameters(self) -> frozenset[str]:
        """A tab that goes by the time of day is asked for anew each time."""
        return frozenset() if self.view in BY_TIME_OF_DAY else super().get_kept_parameters()

    def get_table_options(self) -> dict[str, Any]:
        return {
            "now": self.now,
            "came_from": self.list_query,
            "may_work": self.may_work,
            "columns": self.request.GET.getlist("columns"),
        }

    def get_bulk(self) -> BulkBar | None:
        if not self.may_work:
            return None
        steps = steps_for(signed_in(self.request), timezone.localdate(self.now), together(self.request))
        return BulkBar(reverse("tickets:bulk"), "Meldung", "Meldungen", steps, MOST_AT_ONCE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            tabs=self._tabs(),
            view=VIEWS[self.view],
            now=self.now,
            audiences=SavedView.Audience.choices,
            kept=[(name, value) for name in ("view", "saved", "columns") for value in self.request.GET.getlist(name)],
            besides_columns=[
                (name, value)
                for name, values in self.request.GET.lists()
                if name not in ("columns", "page", *MOVES)
                for value in values
            ],
            **kwargs,
        )

    def _tabs(self) -> Iterable[dict[str, Any]]:
        user, page = signed_in(self.request), together(self.request)
        saved = page.objects(
            SavedView,
            lambda: SavedView.objects.visible_to(user)[:MOST_TABS],
            "name",
            "query",
            words=("saved views", user.reach),
        )
        counts = open_counts(user, page)
        return Again(lambda: self._all_tabs(saved.made, counts))

    def _all_tabs(self, views: list[SavedView], counts: Iterable[dict[str, int]]) -> list[dict[str, Any]]:
        saved = self.request.GET.get("saved", "")
        chosen = saved if saved in {str(view.pk) for view in views} else ""
        return [
            *built_in_tabs(counts, "" if chosen else self.view),
            *(
                {
                    "key": view.pk,
                    "label": view.name,
                    "url": view.get_absolute_url(),
                    "is_saved": True,
                    "is_current": str(view.pk) == chosen,
                }
                for view in views
            ),
        ]


def open_counts(user: User, page: Together) -> Iterable[dict[str, int]]:
    """How many open reports each of the counted tabs shows, by its key: one row, or none when nothing is open."""

    def query() -> QuerySet[Any, Any]:
        conditions = {  # the state is in every row, and in the index that all else is read from
            view.key: Count("state", filter=view.counted(user, MOMENT)) for view in VIEWS.values() if view.counted
        }
        rows = Ticket.objects.visible_to(user).open().order_by().annotate(one=Value(1)).values("one")
        return rows.annotate(**conditions)

    return page.rows(query, words=("tabs", user.reach))


def built_in_tabs(counts: Iterable[dict[str, int]], current: str) -> list[dict[str, Any]]:
    """The tabs that everybody has, with how many open reports each shows."""
    found = next(iter(counts), {})
    return [
        {
            "key": view.key,
            "label": view.label,
            "url": f"{address('tickets:queue')}?view={view.key}",
            "count": found.get(view.key, 0) if view.counted else None,
            "is_current": view.key == current,
            "is_alarming": view.key == "at_risk" and bool(found.get(view.key)),
        }
        for view in VIEWS.values()
    ]
