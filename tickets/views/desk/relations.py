"""The panel „Verknüpfungen“ of a report, and how another report is found and linked."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.signed_in import signed_in
from tickets import actions
from tickets.forms.relations import HOW, ChooseOther, Relate
from tickets.lifecycle import ENDED
from tickets.models import MajorIncident, Ticket, TicketLink
from tickets.views.desk.found import find, way_back
from ui.keys import key_of
from ui.pages import show_errors
from ui.together import Together

Kind = TicketLink.Kind
MOST_NAMED = 5


class Relation(NamedTuple):
    """One linked report as the panel shows it."""

    pk: int
    words: str
    other: Ticket
    may_part: bool


WORDS = {
    (Kind.RELATED, True): "Verwandt",
    (Kind.RELATED, False): "Verwandt",
    (Kind.PARENT, True): "Teil dieser Meldung",
    (Kind.PARENT, False): "Diese ist Teil von",
    (Kind.MERGED, True): "Geht weiter als",
    (Kind.MERGED, False): "Hierher zusammengeführt",
    (Kind.SPLIT, True): "Abgeteilt",
    (Kind.SPLIT, False): "Abgeteilt aus",
}
"""What the other report is, by kind of link and whether this report is its source."""


def relations_panel(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    """What belongs together with this report."""

    def incidents(report: int) -> QuerySet[MajorIncident]:
        above = TicketLink.objects.filter(kind=Kind.PARENT, target=report).values("source")
        return MajorIncident.objects.visible_to(user).filter(Q(ticket=report) | Q(ticket__in=above))

    rows = page.rows(
        lambda report: TicketLink.objects.visible_to(user).of(report).values("pk", "kind", "source_id", *OF_OTHER),
        words=("links", user.reach), given=[ticket.pk],
    )  # fmt: skip
    outages = page.objects(
        MajorIncident,
        incidents,
        "ticket_id",
        "title",
        "ended_at",
        words=("outage of a report", user.reach),
        given=[ticket.pk],
    )
    outage = outages.first

    def leads_outage() -> MajorIncident | None:
        found = outage()
        return found if found and found.is_running and found.ticket_id == ticket.pk else None

    return {
        "relations": cache(lambda: [_relation(row, ticket) for row in rows]),
        "outage": outage,
        "leads_outage": cache(leads_outage),
        "how_related": HOW,
        "is_ended": ticket.state in ENDED,
    }


OF_OTHER = [f"{end}__{name}" for end in ("source", "target") for name in ("number", "subject", "state")]


def _relation(row: dict[str, Any], ticket: Ticket) -> Relation:
    is_source = row["source_id"] == ticket.pk
    end = "target" if is_source else "source"
    return Relation(
        pk=row["pk"],
        words=WORDS[Kind(row["kind"]), is_source],
        other=Ticket(number=row[f"{end}__number"], subject=row[f"{end}__subject"], state=row[f"{end}__state"]),
        may_part=row["kind"] in (Kind.RELATED, Kind.PARENT),
    )


@permission_required("tickets.work_ticket", raise_exception=True)
def relate(request: HttpRequest, number: str) -> HttpResponse:
    """Link with the report whose number was typed; for other words the reports that they find, to choose from."""
    ticket, user = find(request, number), signed_in(request)
    words = request.GET.get("q", "").replace("\x00", "")
    if request.method != "POST":
        form = ChooseOther(initial={"how": request.GET.get("how") or "related"}, ticket=ticket, user=user, words=words)
        return _page(request, ticket, form, words)
    if "q" not in request.GET:  # from the panel
        return _from_panel(request, ticket, user)
    form = ChooseOther(request.POST, ticket=ticket, user=user, words=words)
    if form.is_valid():
        try:
            other = Ticket.objects.visible_to(user).get(number=form.cleaned_data["other"])
            return _do(request, ticket, other, form.cleaned_data["how"], user)
        except ValidationError as error:
            show_errors(form, error)
    return _page(request, ticket, form, words, status=422)


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def unlink(request: HttpRequest, number: str) -> HttpResponse:
    """Part two reports."""
    ticket, user = find(request, number), signed_in(request)
    key = key_of(request.POST.get("link", ""))
    if key is None:
        messages.error(request, "Diese Verknüpfung gibt es nicht mehr.")
        return redirect(ticket)
    rows = TicketLink.objects.visible_to(user).of(ticket).select_related("source", "target")
    found = rows.filter(pk=key).first()
    try:
        if found:
            actions.unlink(found=found, by=user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Die Verknüpfung ist gelöst.")
    return redirect(ticket)


def still_open(ticket: Ticket, user: User) -> str:
    """Which parts of a report that has just ended are open and stay so; empty when there are none."""
    parts = Ticket.objects.visible_to(user).open().filter(linked_from__kind=Kind.PARENT, linked_from__source=ticket.pk)
    numbers = list(parts.order_by("number").values_list("number", flat=True))
    if not numbers:
        return ""
    named = ", ".join(numbers[:MOST_NAMED]) + (" und weitere" if len(numbers) > MOST_NAMED else "")
    return f" {len(numbers)} {'Teil' if len(numbers) == 1 else 'Teile'} dieser Meldung {'ist' if len(numbers) == 1 else 'sind'} noch offen: {named}."


def merged_into(ticket: Ticket, user: User) -> TicketLink | None:
    """The link to the report that goes on for this one."""
    links = TicketLink.objects.visible_to(user).filter(source=ticket.pk, kind=Kind.MERGED)
    return links.select_related("target").first()


def going_on(ticket: Ticket, user: User) -> Ticket:
    """The report that goes on for this one, or this one itself."""
    link = merged_into(ticket, user) if ticket.state in ENDED else None
    return link.target if link else ticket


def other_report(user: User, number: str) -> Ticket:
    """The report that a number stands for today, as far as the person may see it."""
    return get_object_or_404(Ticket.objects.visible_to(user).surviving(number.replace("\x00", "")))


def _from_panel(request: HttpRequest, ticket: Ticket, user: User) -> HttpResponse:
    form = Relate(request.POST)
    data = form.cleaned_data if form.is_valid() else {"other": "", "how": ""}
    words, how = data["other"].replace("\x00", "").strip(), data["how"] or "related"
    other = Ticket.objects.visible_to(user).surviving(words).first() if words else None
    if other is None:
        return redirect(f"{reverse('tickets:relate', args=[ticket.number])}?{urlencode({'q': words, 'how': how})}")
    try:
        return _do(request, ticket, other, how, user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(ticket)


def _do(request: HttpRequest, ticket: Ticket, other: Ticket, how: str, user: User) -> HttpResponse:
    if how == "merge":
        return redirect(f"{reverse('tickets:merge', args=[ticket.number])}?{urlencode({'with': other.number})}")
    source, target = (other, ticket) if how == "parent" else (ticket, other)
    kind = Kind.RELATED if how == "related" else Kind.PARENT
    actions.link(source=source, target=target, kind=kind, by=user, now=timezone.now())
    messages.success(request, f"Mit {other.number} verknüpft.")
    return redirect(ticket)


def _page(request: HttpRequest, ticket: Ticket, form: ChooseOther, words: str, status: int = 200) -> HttpResponse:
    context = {
        "page_title": "Andere Meldung auswählen",
        "breadcrumb": way_back(ticket),
        "ticket": ticket,
        "form": form,
        "words": words,
        "found": form.found,
    }
    return render(request, "tickets/relate.html", context, status=status)
