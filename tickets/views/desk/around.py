"""Watching a report, and the colleagues whose name completes an @ in a note."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.models import StaffMember
from accounts.signed_in import signed_in
from tickets import actions
from tickets.views.desk.found import back_to, find

MOST = 8


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def watch(request: HttpRequest, number: str) -> HttpResponse:
    """Begin to watch a report, or end it."""
    ticket, user = find(request, number), signed_in(request)
    if request.POST.get("watch") == "no":
        actions.unwatch(ticket=ticket, by=user)
        messages.success(request, "Sie beobachten diese Meldung nicht mehr.")
    else:
        actions.watch(ticket=ticket, by=user, now=timezone.now())
        messages.success(request, "Sie beobachten diese Meldung.")
    return back_to(request, ticket)


@require_GET
@permission_required("tickets.work_ticket", raise_exception=True)
def colleagues(request: HttpRequest) -> HttpResponse:
    """The first colleagues whose name holds what was typed after the @."""
    words = request.GET.get("q", "").replace("\x00", "").strip()
    rows = StaffMember.objects.visible_to(signed_in(request)).working().select_related("team")
    found = rows.filter(display_name__icontains=words).order_by("display_name")[:MOST] if words else []
    return render(request, "tickets/_colleagues.html", {"found": found})
