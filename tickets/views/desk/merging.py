"""Two reports become one, after a look at both; one report becomes two."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.models import User
from accounts.signed_in import signed_in
from tickets import actions
from tickets.actions.merging import obstacle
from tickets.durations import in_words
from tickets.forms.relations import Split
from tickets.models import Ticket, TimeEntry
from tickets.views.desk.found import find, way_back
from tickets.views.desk.relations import other_report
from tickets.views.once import once
from ui.pages import show_errors


@permission_required("tickets.work_ticket", raise_exception=True)
def merge(request: HttpRequest, number: str) -> HttpResponse:
    """Both reports side by side and what will become of them; posted, they are merged."""
    ticket, user = find(request, number), signed_in(request)
    named = request.GET.get("with", "")
    if not named:
        return redirect("tickets:relate", ticket.number)
    other = other_report(user, named)
    keep = request.POST.get("keep") or request.GET.get("keep")
    surviving, absorbed = (ticket, other) if keep == ticket.number else (other, ticket)
    problem = obstacle(absorbed, surviving)
    if request.method == "POST" and not problem:
        try:
            actions.merge(absorbed=absorbed, surviving=surviving, by=user, now=timezone.now())
        except ValidationError as error:
            problem = " ".join(error.messages)
        else:
            messages.success(request, f"{absorbed.number} geht jetzt unter {surviving.number} weiter.")
            return redirect(surviving)
    context = {
        "page_title": "Meldungen zusammenführen",
        "breadcrumb": way_back(ticket),
        "ticket": ticket,
        "surviving": surviving,
        "absorbed": absorbed,
        "sides": _side_by_side(user, absorbed, surviving),
        "problem": problem,
        "other": other,
    }
    return render(request, "tickets/merge.html", context, status=422 if request.method == "POST" else 200)


@permission_required("tickets.work_ticket", raise_exception=True)
def split(request: HttpRequest, number: str) -> HttpResponse:
    """Choose what belongs to the second matter; posted, it has a report of its own."""
    ticket, user = find(request, number), signed_in(request)
    form = Split(request.POST or None, ticket=ticket, user=user)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        mark = data.pop("mark") or uuid4().hex
        try:
            made = once(request, mark, lambda: actions.split(ticket=ticket, by=user, now=timezone.now(), **data).number)
        except ValidationError as error:
            show_errors(form, error)
        else:
            messages.success(request, f"Die neue Meldung {made} ist angelegt.")
            return redirect("tickets:ticket", made)
    context = {
        "page_title": f"{ticket.number} aufteilen",
        "question": "Behörde, Person, Kategorie, Priorität, IT-Arbeitsplatz und Fachverfahren übernimmt die neue Meldung.",
        "submit_label": "Neue Meldung anlegen",
        "back_url": ticket.get_absolute_url(),
        "breadcrumb": way_back(ticket),
        "form": form,
    }
    return render(request, "ui/form.html", context, status=422 if request.method == "POST" else 200)


def _side_by_side(user: User, absorbed: Ticket, surviving: Ticket) -> list[tuple[str, Any, Any]]:
    """The facts of both reports, line by line."""
    rows = Ticket.objects.visible_to(user).filter(pk__in=[absorbed.pk, surviving.pk])
    facts = rows.select_related("authority", "requester", "category", "team", "assignee")
    counted = facts.annotate(
        replies=Count("messages", filter=Q(messages__kind="reply"), distinct=True),
        notes=Count("messages", filter=Q(messages__kind="note"), distinct=True),
        files=Count("attachments", distinct=True),
        points=Count("checklists__items", distinct=True),
    )  # fmt: skip
    times = {row.pk: TimeEntry.objects.visible_to(user).filter(ticket=row) for row in (absorbed, surviving)}
    spent = {key: sum(row["total"] for row in rows.seconds_by_kind()) for key, rows in times.items()}
    found: dict[int, Any] = {row.pk: row for row in counted}
    left, right = found[absorbed.pk], found[surviving.pk]
    lines: dict[str, Callable[[Any], Any]] = {
        "Betreff": lambda row: row.subject,
        "Status": lambda row: row.get_state_display(),
        "Behörde": lambda row: row.authority,
        "Gemeldet von": lambda row: row.requester,
        "Gemeldet am": lambda row: f"{timezone.localtime(row.created_at):%d.%m.%Y, %H:%M} Uhr",
        "Kategorie": lambda row: row.category,
        "Priorität": lambda row: row.get_priority_display(),
        "Team": lambda row: row.team,
        "In Bearbeitung bei": lambda row: row.assignee or "niemandem",
        "Antworten": lambda row: row.replies,
        "Interne Notizen": lambda row: row.notes,
        "Anhänge": lambda row: row.files,
        "Punkte in Checklisten": lambda row: row.points,
        "Zeiten": lambda row: in_words(spent[row.pk]) if spent[row.pk] else "keine",
    }
    return [(label, value(left), value(right)) for label, value in lines.items()]
