"""Replies and notes, and the reply that opens a report again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.signed_in import signed_in
from tickets import actions
from tickets.forms.desk import Write
from tickets.models import Message, Ticket
from tickets.views.desk.found import back_to, find
from tickets.views.desk.page import render_page
from ui.pages import show_errors


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def write(request: HttpRequest, number: str) -> HttpResponse:
    """Send a reply or keep a note; when it is refused, the text is still there."""
    ticket = find(request, number)
    form = Write(request.POST, request.FILES)
    if form.is_valid():
        try:
            done = _write(ticket, signed_in(request), form.cleaned_data)
        except ValidationError as error:
            show_errors(form, error)
        else:
            messages.success(request, done)
            return back_to(request, ticket)
    return render_page(request, ticket, form, status=422)


def _write(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    now = timezone.now()
    if data["kind"] == Message.Kind.NOTE:
        actions.add_note(ticket=ticket, by=user, body=data["body"], files=data["files"], now=now)
        return "Die interne Notiz ist gespeichert."
    if data["then"] == "resolve":
        actions.resolve(
            ticket=ticket, by=user, solution=data["body"], files=data["files"], version=data["version"], now=now
        )
        return "Die Antwort ist gesendet, die Meldung ist gelöst."
    if data["then"] == "workaround":
        actions.offer_workaround(ticket=ticket, by=user, body=data["body"], files=data["files"], now=now)
        return "Die Übergangslösung ist gesendet, die Frist zur Lösung ist damit erfüllt."
    actions.reply(
        ticket=ticket, by=user, body=data["body"], files=data["files"], then_wait=data["then"] == "wait", now=now
    )
    return "Die Antwort ist gesendet."


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def reopen(request: HttpRequest, number: str) -> HttpResponse:
    """Take a solved report up again, with the reason as a reply."""
    ticket = find(request, number)
    form = Write({**request.POST.dict(), "kind": Message.Kind.REPLY}, request.FILES)
    if form.is_valid():
        try:
            actions.reopen(
                ticket=ticket,
                by=signed_in(request),
                reason=form.cleaned_data["body"],
                files=form.cleaned_data["files"],
                now=timezone.now(),
            )
        except ValidationError as error:
            show_errors(form, error)
        else:
            messages.success(request, "Die Meldung ist wieder offen.")
            return back_to(request, ticket)
    return render_page(request, ticket, form, status=422)
