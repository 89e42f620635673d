"""What others did since a page was opened: asked for by the page itself, and shown only when somebody wants it."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import IntegerField, QuerySet, Value
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from accounts.sign_in.polling import polled
from accounts.signed_in import signed_in
from tickets.models import Message, SavedView, TicketEvent
from tickets.views.desk.found import find
from tickets.views.queue import MOST_TABS, built_in_tabs, listed, open_counts
from ui.charts import counted
from ui.together import together

MOST_NEWS = 100
MOST_COUNTED = 999
LONGEST = timedelta(days=2)


@polled
@require_safe
@permission_required("tickets.view_ticket", raise_exception=True)
def queue_news(request: HttpRequest) -> HttpResponse:
    """How many reports of a list others made or changed, and the numbers beside the views."""
    user, now = signed_in(request), timezone.now()
    if not user.is_service_staff:
        raise PermissionDenied
    query = request.GET.copy()
    for name in ("since", "known", "page"):
        query.pop(name, None)
    filterset, rows = listed(request, query)
    found = len(rows.changed_by_others(user, _since(request, now)).values_list("pk", flat=True)[:MOST_NEWS])
    words = "Neue oder geänderte Meldungen"
    if filterset.may_count():
        words = counted(found, "neue oder geänderte Meldung", "neue oder geänderte Meldungen")
        words = f"{'Über ' if found == MOST_NEWS else ''}{words}"
    context = {
        "words": words if found else "",
        "url": f"{reverse('tickets:queue')}?{query.urlencode()}",
        "target": "#list",
        "known": found,
        "counts": [*_built_in(request), *_saved(request)],
    }
    return _news(request, context)


@polled
@require_safe
@permission_required("tickets.view_ticket", raise_exception=True)
def ticket_news(request: HttpRequest, number: str) -> HttpResponse:
    """What others wrote and did about one report since its page was opened."""
    ticket, user, now = find(request, number), signed_in(request), timezone.now()
    since = _since(request, now)
    posts = Message.objects.visible_to(user).filter(ticket=ticket, created_at__gt=since).exclude(author=user)
    steps = TicketEvent.objects.visible_to(user).filter(ticket=ticket, at__gt=since).exclude(by=user)
    written, done = len(posts.values_list("pk")[:MOST_NEWS]), len(steps.values_list("pk")[:MOST_NEWS])
    parts = [
        *([counted(written, "Beitrag", "Beiträge")] if written else []),
        *([counted(done, "Änderung", "Änderungen")] if done else []),
    ]
    came_from = request.GET.get("list")
    context = {
        "words": f"Neu, seit Sie die Seite geöffnet haben: {', '.join(parts)}" if parts else "",
        "url": ticket.get_absolute_url() + (f"?{urlencode({'list': came_from})}" if came_from else ""),
        "target": "",
        "known": written + done,
        "counts": [],
    }
    return _news(request, context)


def _news(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    response = render(request, "tickets/_news_line.html", context)
    if request.GET.get("known", "0") == str(context["known"]):
        # Said already: what is read aloud is not said again every time.
        response["HX-Reswap"] = "none"
    return response


def _since(request: HttpRequest, now: datetime) -> datetime:
    try:
        given = parse_datetime(request.GET.get("since", ""))
    except ValueError:
        given = None
    if given is None or timezone.is_naive(given):
        return now
    return max(given, now - LONGEST)


def _built_in(request: HttpRequest) -> list[tuple[str, int]]:
    counts = open_counts(signed_in(request), together(request))
    return [(tab["key"], tab["count"]) for tab in built_in_tabs(counts, "") if tab["count"] is not None]


def _saved(request: HttpRequest) -> list[tuple[str, int]]:
    """How many rows each saved view has, all in one query that reads no more than it has to.

    Views that belong to one person or a very small group get no number, as on the list itself.
    """
    branches: dict[int, QuerySet[Any]] = {}
    for view in SavedView.objects.visible_to(signed_in(request))[:MOST_TABS]:
        filterset, rows = listed(request, QueryDict(view.query))
        if filterset.may_count() and not filterset.problems():
            keys = rows.order_by().annotate(of_view=Value(view.pk, IntegerField()))
            branches[view.pk] = keys.values_list("of_view", flat=True)[: MOST_COUNTED + 1]
    if not branches:
        return []
    first, *others = branches.values()
    found = list(first.union(*others, all=True) if others else first)
    return [(str(key), found.count(key)) for key in branches]
