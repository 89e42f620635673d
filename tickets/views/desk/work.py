"""What is entered in the panels of a report: points ticked and added, time spent and measured, reminders."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.signed_in import signed_in
from tickets import actions
from tickets.durations import in_words
from tickets.forms.work import AddPoint, AddTime, AttachChecklist, Remind, StartStopwatch
from tickets.models import ChecklistItem, Ticket, TimeEntry
from tickets.views.desk.found import back_to
from tickets.views.desk.relations import going_on
from tickets.views.desk.steps import step


def _attach_checklist(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    actions.attach_checklist(ticket=ticket, template=data["template"], by=user, now=timezone.now())
    return f"Die Checkliste „{data['template']}“ ist angehängt."


def _add_point(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    actions.add_point(ticket=ticket, text=data["text"], by=user, now=timezone.now())
    return "Der Punkt ist aufgenommen."


def _add_time(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    entry = actions.add_time(
        ticket=ticket,
        kind=TimeEntry.Kind(data["kind"]),
        seconds=data["duration"],
        worked_on=data["worked_on"],
        note=data["note"],
        by=user,
        now=timezone.now(),
    )
    return f"{in_words(entry.seconds)} {entry.get_kind_display()} sind eingetragen."


def _start_stopwatch(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    other = data["enter_other_as"]
    kind = TimeEntry.Kind(other) if other else None
    entered = actions.start_stopwatch(ticket=ticket, by=user, now=timezone.now(), enter_other_as=kind)
    before = f"{in_words(entered.seconds)} sind bei {entered.ticket.number} eingetragen. " if entered else ""
    return f"{before}Ihre Stoppuhr läuft."


def _halt_stopwatch(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    watch = actions.halt_stopwatch(ticket=ticket, by=user, now=timezone.now())
    return f"Ihre Stoppuhr steht bei {in_words(watch.counted)}."


def _enter_stopwatch(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    entry = actions.enter_stopwatch(
        ticket=ticket,
        kind=TimeEntry.Kind(data["kind"]),
        seconds=data["duration"],
        note=data["note"],
        by=user,
        now=timezone.now(),
    )
    return f"{in_words(entry.seconds)} {entry.get_kind_display()} sind eingetragen."


def _discard_stopwatch(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    actions.discard_stopwatch(ticket=ticket, by=user)
    return "Die gemessene Zeit ist verworfen."


def _remind(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    reminder = actions.remind(ticket=ticket, due_at=data["due_at"], note=data["note"], by=user, now=timezone.now())
    return f"Sie werden am {timezone.localtime(reminder.due_at):%d.%m.%Y um %H:%M} Uhr erinnert."


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick a point off, or open it again."""
    user = signed_in(request)
    points = ChecklistItem.objects.visible_to(user).select_related("checklist__ticket")
    item = get_object_or_404(points, pk=pk)
    actions.tick(item=item, is_done=request.POST.get("done") == "1", by=user, now=timezone.now())
    return back_to(request, going_on(item.checklist.ticket, user))


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def take_time_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an entry of one's own; those of others look as if they were not there."""
    user = signed_in(request)
    own = TimeEntry.objects.visible_to(user).filter(by=user).select_related("ticket")
    entry = get_object_or_404(own, pk=pk)
    try:
        actions.take_time_back(entry=entry, by=user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Der Eintrag ist zurückgenommen.")
    return back_to(request, going_on(entry.ticket, user))


attach_checklist = step(AttachChecklist, _attach_checklist, is_typed=True)
add_point = step(AddPoint, _add_point, is_typed=True)
add_time = step(AddTime, _add_time, is_typed=True)
start_stopwatch = step(StartStopwatch, _start_stopwatch)
halt_stopwatch = step(forms.Form, _halt_stopwatch)
enter_stopwatch = step(AddTime, _enter_stopwatch, is_typed=True)
discard_stopwatch = step(forms.Form, _discard_stopwatch)
remind = step(Remind, _remind, is_typed=True)
