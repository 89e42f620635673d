"""Meine Erinnerungen: what one asked to be reminded of, the next first."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.signed_in import signed_in
from tickets.actions import finish_reminder
from tickets.models import Reminder
from tickets.views.desk.found import back_to

MOST = 200


@permission_required("tickets.work_ticket", raise_exception=True)
def my_reminders(request: HttpRequest) -> HttpResponse:
    """One's own open reminders: those that are due, then those to come."""
    now = timezone.now()
    rows = Reminder.objects.visible_to(signed_in(request)).open().select_related("ticket__authority")
    shown = list(rows[:MOST])
    context = {
        "due": [row for row in shown if row.due_at <= now],
        "coming": [row for row in shown if row.due_at > now],
    }
    return render(request, "tickets/reminders.html", context)


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick off a reminder, and come back to the list or to the report."""
    user = signed_in(request)
    reminder = get_object_or_404(Reminder.objects.visible_to(user).select_related("ticket"), pk=pk)
    finish_reminder(reminder=reminder, by=user, now=timezone.now())
    messages.success(request, "Die Erinnerung ist erledigt.")
    if "next" in request.POST or "version" in request.POST:  # from the page of the report
        return back_to(request, reminder.ticket)
    return HttpResponseRedirect(reverse("tickets:reminders"))
