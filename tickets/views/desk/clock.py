"""The page that shows how the deadlines of a report were computed."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tickets.reckoning import reckoning_of
from tickets.views.desk.found import find


@require_safe
@permission_required("tickets.view_ticket", raise_exception=True)
def clock_page(request: HttpRequest, number: str) -> HttpResponse:
    """Agreement, calendar, pauses, and the sum of each deadline line by line, to read and to print."""
    ticket = find(request, number)
    return render(request, "tickets/clock.html", {"ticket": ticket, "reckoning": reckoning_of(ticket, timezone.now())})
