"""One step for many reports: what would happen, then doing it, then what was refused."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.signed_in import signed_in
from tickets import actions
from tickets.actions.bulk import MOST_AT_ONCE, BulkStep, Outcome
from tickets.forms.bulk import Bulk, steps_for
from tickets.models import Ticket
from tickets.views.queue import listed
from ui.charts import counted

CHOSEN = re.compile(r"(?P<number>[0-9]{2}-[0-9]{6,9})(?::(?P<version>[0-9]{1,9}))?")


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def preview(request: HttpRequest) -> HttpResponse:
    """What the chosen step would do to each chosen report."""
    form = _form(request)
    tickets = _everything(request) if request.POST.get("everything") else _chosen(request)
    if problem := _problem(form, tickets):
        messages.error(request, problem)
        return back_to_list(request)
    step = form.step()
    outcomes = actions.try_for_many(tickets=tickets, step=step, by=signed_in(request), now=timezone.now())
    return _page(request, form, step, outcomes)


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def apply(request: HttpRequest) -> HttpResponse:
    """Take the step: for all of them or none, or for those that allow it; then say what was refused."""
    form, tickets = _form(request), _chosen(request)
    if problem := _problem(form, tickets):
        messages.error(request, problem)
        return back_to_list(request)
    step = form.step()
    outcomes, is_stored = actions.change_many(
        tickets=tickets,
        step=step,
        by=signed_in(request),
        now=timezone.now(),
        versions=_versions(request, tickets),
        all_or_nothing=request.POST.get("mode") != "possible",
    )
    if is_stored:
        actions.keep_read(tickets=[outcome.ticket for outcome in outcomes if outcome.is_change], by=signed_in(request))
    if is_stored and not any(outcome.problem for outcome in outcomes):
        changed = sum(outcome.is_change for outcome in outcomes)
        messages.success(request, f"{step.words}: {counted(changed, 'Meldung', 'Meldungen')} geändert.")
        return back_to_list(request)
    return _page(request, form, step, outcomes, is_done=True, is_stored=is_stored)


def _form(request: HttpRequest) -> Bulk:
    return Bulk(request.POST, groups=steps_for(signed_in(request), timezone.localdate()))


def _problem(form: Bulk, tickets: list[Ticket]) -> str:
    if not form.is_valid():
        return "Bitte wählen Sie, was mit den Meldungen geschehen soll, und dann „Vorschau“."
    return "" if tickets else "Bitte wählen Sie mindestens eine Meldung aus."


def _everything(request: HttpRequest) -> list[Ticket]:
    """All reports of the list, as far as so many can be changed at once; never those of one person, see `may_count`."""
    filterset, rows = listed(request, QueryDict(request.POST.get("list", "")))
    return list(rows[:MOST_AT_ONCE]) if filterset.may_count() and not filterset.problems() else []


def _chosen(request: HttpRequest) -> list[Ticket]:
    """The ticked reports that this person may see, in the order in which they stood in the list."""
    found = [CHOSEN.fullmatch(value) for value in request.POST.getlist("ticket")[:MOST_AT_ONCE]]
    numbers = [match["number"] for match in found if match]
    rows = Ticket.objects.visible_to(signed_in(request)).select_related("authority", "assignee", "team", "category")
    by_number = {row.number: row for row in rows.defer("description").filter(number__in=numbers)}
    return [by_number[number] for number in dict.fromkeys(numbers) if number in by_number]


def _versions(request: HttpRequest, tickets: list[Ticket]) -> dict[int, int]:
    """The versions that the preview showed, by key."""
    found = [CHOSEN.fullmatch(value) for value in request.POST.getlist("ticket")[:MOST_AT_ONCE]]
    by_number = {match["number"]: int(match["version"]) for match in found if match and match["version"]}
    return {row.pk: by_number[row.number] for row in tickets if row.number in by_number}


def _page(
    request: HttpRequest,
    form: Bulk,
    step: BulkStep,
    outcomes: list[Outcome],
    *,
    is_done: bool = False,
    is_stored: bool = False,
) -> HttpResponse:
    refused = [outcome for outcome in outcomes if outcome.problem]
    context: dict[str, Any] = {
        "step": step,
        "do": form.cleaned_data["do"],
        "wakes_on": form.cleaned_data["wakes_on"],
        "may_wait": form.cleaned_data["do"].startswith("state:waiting"),
        "outcomes": sorted(outcomes, key=lambda outcome: not outcome.problem),
        "chosen": len(outcomes),
        "refused": len(refused),
        "changing": sum(outcome.is_change for outcome in outcomes),
        "list": request.POST.get("list", ""),
        "back": _back_url(request),
        "is_done": is_done,
        "is_stored": is_stored,
        "most": MOST_AT_ONCE,
    }
    return render(request, "tickets/bulk.html", context, status=422 if is_done and not is_stored else 200)


def back_to_list(request: HttpRequest) -> HttpResponse:
    """The queue as it was when something was posted from it."""
    return HttpResponseRedirect(_back_url(request))


def _back_url(request: HttpRequest) -> str:
    # Written anew, so that nothing but names and values gets into the address.
    query = urlencode(parse_qsl(request.POST.get("list", ""), keep_blank_values=True))
    return f"{reverse('tickets:queue')}{'?' + query if query else ''}"
