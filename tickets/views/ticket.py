"""The page of one report in the workspace, and every step that is taken from it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.models import StaffMember, Team, User
from accounts.signed_in import signed_in
from tickets import actions
from tickets.deadlines import clock_of
from tickets.filters import TicketFilter
from tickets.forms.desk import Assign, Cancel, ChangeCategory, ChangePriority, ChangeState, ChangeTeam, Write
from tickets.lifecycle import WAITING, Actor, State, may_follow, steps_of
from tickets.models import Category, Message, Ticket
from tickets.priorities import Impact, Urgency
from tickets.timeline import timeline
from tickets.views.queue import queue_rows
from ui.pages import admin_links, show_errors

NEIGHBOURS_WITHIN = 500

STEP_WORDS = {
    State.IN_PROGRESS: "In Bearbeitung nehmen",
    State.WAITING_FOR_CUSTOMER: "Wartet auf Rückmeldung der Behörde",
    State.WAITING_FOR_VENDOR: "Wartet auf den Hersteller",
    State.WAITING_FOR_CHANGE: "Wartet auf eine Änderung oder Umstellung",
    State.WAITING_FOR_VISIT: "Wartet auf einen Termin vor Ort",
    State.CLOSED: "Schließen",
}


def _find(request: HttpRequest, number: str) -> Ticket:
    """The report, if this member of staff may see it; a contact has the portal for it."""
    user = signed_in(request)
    if not user.is_service_staff:
        raise PermissionDenied
    rows = Ticket.objects.visible_to(user).defer("search").select_related(
        "authority", "requester__authority", "workstation__site", "workstation__room", "workstation__operating_system",
        "application__product__vendor", "category", "team", "assignee",
    )  # fmt: skip
    return get_object_or_404(rows, number=number)


@permission_required("tickets.view_ticket", raise_exception=True)
def ticket_page(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about one report: what was written and done, its deadlines, and what it touches."""
    return _page(request, _find(request, number), Write(initial={"kind": Message.Kind.REPLY}))


def _page(request: HttpRequest, ticket: Ticket, form: Write, status: int = 200) -> HttpResponse:
    user = signed_in(request)
    now = timezone.now()
    context = {
        "ticket": ticket,
        "form": form,
        "now": now,
        "timeline": timeline(ticket, user),
        "clock": clock_of(ticket, now),
        "may_work": user.has_perm("tickets.work_ticket"),
        "is_mine": ticket.assignee is not None and ticket.assignee.user_id == user.pk,
        "steps": [(state.value, STEP_WORDS[state]) for state in _steps(ticket) if state not in WAITING],
        "waits": [(state.value, STEP_WORDS[state]) for state in _steps(ticket) if state in WAITING],
        "may_cancel": may_follow(State(ticket.state), State.CANCELLED, actor=Actor.STAFF),
        "tomorrow": timezone.localdate(now) + timedelta(days=1),
        "colleagues": StaffMember.objects.visible_to(user).working().filter(team_id=ticket.team_id),
        "teams": Team.objects.all(),
        "categories": Category.objects.filter(is_active=True),
        "impacts": Impact.choices,
        "urgencies": Urgency.choices,
        "earlier": _earlier(ticket, user),
        "admin_links": admin_links(user, ticket),
        "neighbours": _neighbours(request, ticket),
    }
    template = "tickets/_renewed.html" if request.htmx else "tickets/ticket.html"  # type: ignore[attr-defined]  # set by django-htmx
    return render(request, template, context, status=status)


def _steps(ticket: Ticket) -> list[State]:
    """The steps of the menu; what solves a report is written in an answer."""
    return [state for state in steps_of(State(ticket.state), Actor.STAFF) if state in STEP_WORDS]


def _earlier(ticket: Ticket, user: User) -> list[Ticket]:
    """What else was reported about the same workstation, or else by the same person."""
    rows = Ticket.objects.visible_to(user).exclude(pk=ticket.pk).only("number", "subject", "state", "created_at")
    same = (
        rows.filter(workstation=ticket.workstation_id)
        if ticket.workstation_id
        else rows.filter(requester=ticket.requester_id)
    )
    return list(same.order_by("-created_at")[:5])


def _neighbours(request: HttpRequest, ticket: Ticket) -> dict[str, Any]:
    """The way back to the list one came from, and the reports before and after in it."""
    came_from = request.GET.get("list") if request.method == "GET" else request.POST.get("list")
    back = f"{reverse('tickets:queue')}{'?' + came_from if came_from else ''}"
    found: dict[str, Any] = {"back": back, "list": came_from or ""}
    if came_from is None:
        return found
    query = QueryDict(came_from)
    filterset = TicketFilter(
        query, queryset=queue_rows(signed_in(request), query.get("view", ""), timezone.now()), request=request
    )
    numbers = list(filterset.qs.values_list("number", flat=True)[:NEIGHBOURS_WITHIN])
    if ticket.number not in numbers:
        return found
    found["may_count"] = filterset.may_count()
    place = numbers.index(ticket.number)
    suffix = "?" + urlencode({"list": came_from})
    for name, index in (("previous", place - 1), ("next", place + 1)):
        if 0 <= index < len(numbers):
            found[name] = reverse("tickets:ticket", args=[numbers[index]]) + suffix
    return found | {"place": place + 1, "count": len(numbers), "is_cut": len(numbers) == NEIGHBOURS_WITHIN}


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def write(request: HttpRequest, number: str) -> HttpResponse:
    """Send a reply or keep a note; when it is refused, the text is still there."""
    ticket = _find(request, number)
    form = Write(request.POST, request.FILES)
    if form.is_valid():
        try:
            done = _write(ticket, signed_in(request), form.cleaned_data)
        except ValidationError as error:
            show_errors(form, error)
        else:
            messages.success(request, done)
            return _back_to(request, ticket)
    return _page(request, ticket, form, status=422)


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
    actions.reply(
        ticket=ticket, by=user, body=data["body"], files=data["files"], then_wait=data["then"] == "wait", now=now
    )
    return "Die Antwort ist gesendet."


def _step(
    form_class: type[forms.Form], perform: Callable[[Ticket, User, dict[str, Any]], str]
) -> Callable[[HttpRequest, str], HttpResponse]:
    """A view that takes one step in one click and comes back to where one was."""

    @require_POST
    @permission_required("tickets.work_ticket", raise_exception=True)
    def view(request: HttpRequest, number: str) -> HttpResponse:
        ticket = _find(request, number)
        form = form_class(request.POST)
        if not form.is_valid():
            messages.error(request, "Diese Auswahl gibt es nicht mehr. Bitte wählen Sie noch einmal.")
            return _back_to(request, ticket)
        try:
            messages.success(request, perform(ticket, signed_in(request), form.cleaned_data))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return _back_to(request, ticket)

    return view


def _back_to(request: HttpRequest, ticket: Ticket) -> HttpResponseRedirect:
    following = request.POST.get("next", "")
    if following and url_has_allowed_host_and_scheme(following, allowed_hosts=None):
        return HttpResponseRedirect(following)
    came_from = request.POST.get("list", "")
    return redirect(ticket.get_absolute_url() + ("?" + urlencode({"list": came_from}) if came_from else ""))


def _take(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    actions.take(ticket=ticket, by=user, now=timezone.now())
    return f"Sie haben {ticket.number} übernommen."


def _assign(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    member = data["assignee"]
    if member is None:
        actions.release(ticket=ticket, by=user, version=data["version"], now=timezone.now())
        return "Die Meldung liegt wieder in der Liste des Teams."
    actions.assign(ticket=ticket, to=member, by=user, version=data["version"], now=timezone.now())
    return f"Die Meldung ist {member} zugewiesen."


def _change_team(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    actions.change_team(ticket=ticket, team=data["team"], by=user, version=data["version"], now=timezone.now())
    return f"Die Meldung liegt beim Team {data['team']}."


def _change_category(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    actions.change_category(
        ticket=ticket, category=data["category"], by=user, version=data["version"], now=timezone.now()
    )
    return f"Kategorie: {data['category']}."


def _change_priority(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    changed = actions.change_priority(
        ticket=ticket,
        impact=data["impact"],
        urgency=data["urgency"],
        by=user,
        version=data["version"],
        now=timezone.now(),
    )
    return f"Priorität: {changed.get_priority_display()}."


def _change_state(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    state, now, version = State(data["state"]), timezone.now(), data["version"]
    if state == State.CLOSED:
        actions.close(ticket=ticket, by=user, version=version, now=now)
    elif state == State.IN_PROGRESS:
        actions.resume(ticket=ticket, by=user, version=version, now=now)
    elif state in STEP_WORDS:
        actions.wait(ticket=ticket, state=state, by=user, wakes_on=data["wakes_on"], version=version, now=now)
    else:
        raise ValidationError("Diesen Status setzt eine Antwort, die die Meldung löst.")
    return f"Status: {state.label}."


def _cancel(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    actions.cancel(ticket=ticket, by=user, reason=data["reason"], version=data["version"], now=timezone.now())
    return "Die Meldung ist zurückgezogen."


take = _step(forms.Form, _take)
assign = _step(Assign, _assign)
change_team = _step(ChangeTeam, _change_team)
change_category = _step(ChangeCategory, _change_category)
change_priority = _step(ChangePriority, _change_priority)
change_state = _step(ChangeState, _change_state)
cancel = _step(Cancel, _cancel)


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def reopen(request: HttpRequest, number: str) -> HttpResponse:
    """Take a solved report up again, with the reason as a reply."""
    ticket = _find(request, number)
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
            return _back_to(request, ticket)
    return _page(request, ticket, form, status=422)
