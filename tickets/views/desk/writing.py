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
from tickets.views.desk.found import back_to, find, find_shown
from tickets.views.desk.page import render_page
from tickets.views.desk.relations import still_open
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
            # the page below shows it as it stands now, so that what is new can be read beside the text
        else:
            messages.success(request, done)
            if not request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
                return back_to(request, ticket)
            ticket = find_shown(request, number)
            actions.see(tickets=[ticket], by=signed_in(request))
            return render_page(request, ticket, renews_composer=True)
    return render_page(request, find_shown(request, number), form, status=422)


def _write(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    body, files, now, version = data["body"], data["files"], timezone.now(), data["version"]
    if data["kind"] == Message.Kind.NOTE:
        actions.add_note(ticket=ticket, by=user, body=body, files=files, now=now)
        return "Die interne Notiz ist gespeichert."
    if data["then"] == "resolve":
        actions.resolve(ticket=ticket, by=user, solution=body, files=files, version=version, now=now)
        return f"Die Antwort ist gesendet, die Meldung ist gelöst.{still_open(ticket, user)}"
    if data["then"] == "workaround":
        actions.offer_workaround(ticket=ticket, by=user, body=body, files=files, now=now)
        return "Die Übergangslösung ist gesendet, die Frist zur Lösung ist damit erfüllt."
    if data["then"] == "reopen":
        actions.reopen(ticket=ticket, by=user, reason=body, files=files, version=version, now=now)
        return "Die Meldung ist wieder offen."
    then_wait = data["then"] == "wait"
    actions.reply(ticket=ticket, by=user, body=body, files=files, then_wait=then_wait, version=version, now=now)
    return "Die Antwort ist gesendet."
