"""Outages that hit several authorities: the list, the page of one, and what is done from it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.signed_in import signed_in
from applications.models import ApplicationUse
from tickets import actions
from tickets.actions.outages import Outcome
from tickets.forms.outages import Collect, Outage, ToAll
from tickets.models import AffectedAuthority, MajorIncident, Ticket, TicketLink
from tickets.views.desk.found import find
from ui.pages import Link, show_errors
from ui.renewing import renew

MOST_ENDED, MOST_CHILDREN, MOST_CANDIDATES = 50, 300, 50


@require_safe
@permission_required("tickets.view_ticket", raise_exception=True)
def outages(request: HttpRequest) -> HttpResponse:
    """All outages, the running ones first."""
    links = TicketLink.objects.filter(kind=TicketLink.Kind.PARENT, source=OuterRef("ticket"))
    affected = AffectedAuthority.objects.filter(incident=OuterRef("pk"))
    rows = _visible(request).select_related("ticket", "application").annotate(
        collected=_counted(links, "source"), concerned=_counted(affected, "incident")
    )  # fmt: skip
    context = {
        "page_title": "Großstörungen",
        "running": rows.running(),
        "ended": rows.filter(ended_at__isnull=False)[:MOST_ENDED],
    }
    return render(request, "tickets/outages.html", context)


def _counted(rows: Any, by: str) -> Coalesce:
    """How many rows there are, counted for each outage that is shown; joined they would multiply each other."""
    return Coalesce(Subquery(rows.order_by().values(by).annotate(number=Count("pk")).values("number")), 0)


@require_safe
@permission_required("tickets.view_ticket", raise_exception=True)
def outage(request: HttpRequest, pk: int) -> HttpResponse:
    """One outage: what the authorities read, which reports it collects, and which might belong to it."""
    return _page(request, _find(request, pk))


@permission_required("tickets.work_ticket", raise_exception=True)
def declare(request: HttpRequest, number: str) -> HttpResponse:
    """Make a report lead an outage."""
    ticket, user = find(request, number), signed_in(request)
    uses = ApplicationUse.objects.visible_to(user).current(timezone.localdate()).filter(application=ticket.application)
    concerned = {ticket.authority_id, *(uses.values_list("authority", flat=True) if ticket.application_id else ())}
    initial = {"title": ticket.subject[:120], "application": ticket.application_id, "authorities": sorted(concerned)}
    form = Outage(request.POST or None, initial=initial, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.declare_outage(ticket=ticket, by=user, now=timezone.now(), **_without(form, "seen"))
        except ValidationError as error:
            show_errors(form, error)
        else:
            messages.success(request, "Die Großstörung ist angelegt. Die betroffenen Behörden sehen den Hinweis.")
            return redirect(made)
    return _form_page(request, form, "Zur Großstörung erklären", "Großstörung anlegen", ticket.get_absolute_url(),
        f"{ticket.number} führt die Großstörung. Ihr Inhalt bleibt bei der Behörde, die gemeldet hat.")  # fmt: skip


@permission_required("tickets.work_ticket", raise_exception=True)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something new to the authorities concerned."""
    incident, user = _find(request, pk), signed_in(request)
    form = Outage(request.POST or None, initial=_as_it_is(incident), user=user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_outage(incident=incident, by=user, now=timezone.now(), **_without(form, "application"))
        except ValidationError as error:
            show_errors(form, error)
            if getattr(error, "code", "") == "stale":
                renew(form, Outage(initial=_as_it_is(_find(request, pk)), user=user), skip=("application",))
        else:
            messages.success(request, "Der Hinweis ist geändert.")
            return redirect(incident)
    return _form_page(request, form, "Hinweis ändern", "Speichern", incident.get_absolute_url())


def _as_it_is(incident: MajorIncident) -> dict[str, Any]:
    authorities = list(incident.affected.values_list("authority", flat=True))
    return {
        "seen": incident.stamp(authorities), "title": incident.title, "text": incident.text,
        "expected_until": incident.expected_until, "authorities": authorities,
    }  # fmt: skip


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def collect(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the chosen reports part of the outage."""
    incident, user = _find(request, pk), signed_in(request)
    form = Collect(request.POST, user=user)
    if not form.is_valid():
        messages.error(request, "Bitte wählen Sie mindestens eine Meldung aus.")
        return redirect(incident)
    outcome = actions.collect_all(incident=incident, tickets=form.cleaned_data["tickets"], by=user, now=timezone.now())
    _tell(request, outcome, "zugeordnet", "Nicht zugeordnet")
    return redirect(incident)


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer to everybody who reported it."""
    incident, user = _find(request, pk), signed_in(request)
    form = ToAll(request.POST, prefix="answer", label="Antwort an alle")
    if not form.is_valid():
        return _page(request, incident, answer_form=form, status=422)
    outcome = actions.answer_all(incident=incident, body=form.cleaned_data["body"], by=user, now=timezone.now())
    _tell(request, outcome, "beantwortet", "Nicht beantwortet")
    return redirect(incident)


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The outage is over: all open reports are solved."""
    incident, user = _find(request, pk), signed_in(request)
    form = ToAll(request.POST, prefix="end", label="Wie wurde die Störung behoben?")
    if not form.is_valid():
        return _page(request, incident, end_form=form, status=422)
    outcome = actions.end_outage(incident=incident, solution=form.cleaned_data["body"], by=user, now=timezone.now())
    _tell(request, outcome, "gelöst", "Nicht gelöst")
    return redirect(incident)


def _visible(request: HttpRequest) -> Any:
    user = signed_in(request)
    if not user.is_service_staff:
        raise PermissionDenied
    return MajorIncident.objects.visible_to(user)


def _find(request: HttpRequest, pk: int) -> MajorIncident:
    found: MajorIncident = get_object_or_404(
        _visible(request).select_related("ticket__authority", "application"), pk=pk
    )
    return found


def _candidates(incident: MajorIncident, user: User, words: str) -> list[Ticket]:
    """Open reports that stand below none: those found by words, else those of the same matter since it began."""
    above = TicketLink.objects.filter(target=OuterRef("pk"), kind=TicketLink.Kind.PARENT)
    rows = Ticket.objects.visible_to(user).open().filter(~Exists(above)).exclude(pk=incident.ticket_id)
    if words.strip():
        rows = rows.each_matching(words, user)
    else:
        same = Q(application=incident.application_id) if incident.application_id else Q(category=incident.category_id)
        rows = rows.filter(same, created_at__gte=incident.started_at)
    leads = MajorIncident.objects.filter(ticket=OuterRef("pk"))
    rows = rows.filter(~Exists(leads)).select_related("authority", "requester")
    return list(rows.order_by("-created_at")[:MOST_CANDIDATES])


def _page(request: HttpRequest, incident: MajorIncident, *, answer_form: BaseForm | None = None,
          end_form: BaseForm | None = None, status: int = 200) -> HttpResponse:  # fmt: skip
    user, words = signed_in(request), request.GET.get("q", "").replace("\x00", "")
    children = Ticket.objects.visible_to(user).of_outage(incident).select_related("authority", "requester").order_by(
        F("authority__name"), "number"
    )  # fmt: skip
    shown = list(children[: MOST_CHILDREN + 1])
    is_open = incident.ticket.is_open or any(row.is_open for row in shown)
    may_work = user.has_perm("tickets.work_ticket")
    context = {
        "page_title": incident.title,
        "breadcrumb": [Link("Großstörungen", reverse("tickets:outages"))],
        "incident": incident,
        "children": shown[:MOST_CHILDREN],
        "is_cut": len(shown) > MOST_CHILDREN,
        "affected": incident.affected.select_related("authority").order_by("authority__name"),
        "candidates": _candidates(incident, user, words) if may_work and incident.is_running else [],
        "words": words,
        "may_work": may_work,
        "is_open": is_open,
        "answer_form": answer_form or ToAll(prefix="answer", label="Antwort an alle"),
        "end_form": end_form or ToAll(prefix="end", label="Wie wurde die Störung behoben?"),
        "has_errors": bool((answer_form and answer_form.errors) or (end_form and end_form.errors)),
    }
    return render(request, "tickets/outage.html", context, status=status)


def _form_page(
    request: HttpRequest, form: BaseForm, title: str, submit: str, back: str, question: str = ""
) -> HttpResponse:
    context = {
        "page_title": title, "question": question, "submit_label": submit, "back_url": back, "form": form,
        "breadcrumb": [Link("Großstörungen", reverse("tickets:outages"))],
    }  # fmt: skip
    return render(request, "ui/form.html", context, status=422 if request.method == "POST" else 200)


def _without(form: Any, *names: str) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name not in names}


def _tell(request: HttpRequest, outcome: Outcome, done: str, not_done: str) -> None:
    """Say how many it reached and, one by one, which not and why."""
    count = len(outcome.done)
    if count or not outcome.refused:
        words = "Eine Meldung ist" if count == 1 else f"{count or 'Keine'} Meldungen sind"
        messages.success(request, f"{words} {done}.")
    if outcome.refused:
        reasons = "; ".join(f"{number}: {reason}" for number, reason in outcome.refused)
        messages.error(request, f"{not_done}: {reasons}")
