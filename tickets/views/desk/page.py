"""The page of one report: what was written and done, and the panels beside it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.signed_in import signed_in
from tickets.actions.opened import open_report
from tickets.forms.desk import Write
from tickets.lifecycle import ENDED
from tickets.models import Ticket, Watcher
from tickets.timeline import timeline
from tickets.views.desk.drafts import restored
from tickets.views.desk.found import find_shown
from tickets.views.desk.neighbours import neighbours
from tickets.views.desk.panels import PANELS
from ui.together import Together, together


@permission_required("tickets.view_ticket", raise_exception=True)
def ticket_page(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about one report: what was written and done, its deadlines, and what it touches."""
    ticket = find_shown(request, number)
    survivor: str | None = ticket.goes_on_as  # type: ignore[attr-defined]  # from the query
    if ticket.state in ENDED and "merged" not in request.GET and survivor:
        messages.info(request, f"{number} ist mit {survivor} zusammengeführt und geht hier weiter.")
        return redirect("tickets:ticket", number=survivor)
    open_report(ticket=ticket, by=signed_in(request))
    return render_page(request, ticket)


def render_page(
    request: HttpRequest, ticket: Ticket, form: Write | None = None, status: int = 200, *, renews_composer: bool = False
) -> HttpResponse:
    """The page with what was typed; after a step only the parts that it changed, and why a text was refused.

    Nothing of it is read here but by one statement when the first part of the page is shown.
    """
    user, now, renews = signed_in(request), timezone.now(), request.htmx  # type: ignore[attr-defined]  # set by django-htmx
    page = Together() if renews else together(request)  # a renewed page shows no menu, and its numbers need not be read
    kept: dict[str, Any] = {} if form else restored(ticket, user, page)
    context = {
        "draft": kept.get("draft"),
        "watches": page.count(
            lambda report: Watcher.objects.visible_to(user).filter(ticket=report),
            words=("watches", user.reach),
            given=[ticket.pk],
        ),
        "renews_composer": renews_composer,
        "ticket": ticket,
        "form": form or Write(initial=kept["initial"]),
        "now": now,
        "may_work": user.has_perm("tickets.work_ticket"),
        "timeline": timeline(ticket, user, page),
        "neighbours": neighbours(request, ticket),
        "panels": [panel.template for panel in PANELS],
    }
    for panel in PANELS:
        context |= panel.context(ticket, user, now, page)
    return render(request, "tickets/_renewed.html" if renews else "tickets/ticket.html", context, status=status)
