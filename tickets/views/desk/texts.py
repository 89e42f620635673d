"""Text modules and macros to choose from while one writes."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.signed_in import signed_in
from tickets import actions
from tickets.forms.desk import RunMacro
from tickets.models import Macro, TextModule, Ticket
from tickets.text_modules import filled, in_words
from tickets.views.desk.found import find
from tickets.views.desk.relations import still_open
from tickets.views.desk.steps import step


@require_GET
@permission_required("tickets.work_ticket", raise_exception=True)
def texts(request: HttpRequest, number: str) -> HttpResponse:
    """What fits the report, with its facts already in the texts."""
    ticket, user = find(request, number), signed_in(request)
    modules = TextModule.objects.visible_to(user).fitting(ticket)
    macros = Macro.objects.visible_to(user).fitting(ticket).select_related("text", "team", "category")
    context = {
        "ticket": ticket,
        "came_from": request.GET.get("list", ""),
        "modules": [(row.title, filled(row.body, ticket, user)) for row in modules],
        "macros": [(row, in_words(row), filled(row.text.body, ticket, user) if row.text else "") for row in macros]
        if ticket.is_open
        else [],
    }
    return render(request, "tickets/_texts.html", context)


def _run(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    macro = data["macro"]
    changed = actions.run_macro(ticket=ticket, macro=macro, by=user, version=data["version"], now=timezone.now())
    return f"{macro}: erledigt.{still_open(ticket, user) if changed.is_resolved else ''}"


run_macro = step(RunMacro, _run)
