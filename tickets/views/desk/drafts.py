"""Saving what is typed, and what happens at a report meanwhile."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, JsonResponse
from django.template.defaultfilters import date as in_german
from django.utils import timezone

from accounts.models import User
from accounts.sign_in.polling import polled
from accounts.signed_in import signed_in
from tickets import actions
from tickets.actions.steps import last_change
from tickets.forms.desk import SaveDraft
from tickets.models import Draft, Message, Ticket
from tickets.views.desk.found import find
from ui.together import Together

NO_DRAFT = Draft(kind=Message.Kind.REPLY)


@polled
@permission_required("tickets.work_ticket", raise_exception=True)
def draft(request: HttpRequest, number: str) -> JsonResponse:
    """Keep what was typed when it is posted; say in any case who writes too and what is new since the page was opened."""
    ticket, user, now = find(request, number), signed_in(request), timezone.now()
    status = saved_at = ""
    if request.method == "POST":
        form = SaveDraft(request.POST)
        if not form.is_valid():
            return JsonResponse({"status": "Der Entwurf ist zu lang zum Speichern."}, status=422)
        kept = actions.save_draft(ticket=ticket, by=user, now=now, **form.cleaned_data)
        if kept:
            status = f"Entwurf gespeichert {in_german(timezone.localtime(now), 'H:i')} Uhr"
            saved_at = kept.saved_at.isoformat()
    said = notice(ticket, user, request.GET.get("version", ""), now)
    return JsonResponse({"status": status, "saved_at": saved_at, "notice": said})


def notice(ticket: Ticket, user: User, seen: str, now: datetime) -> str:
    """In a sentence or two who writes just now, and what happened since the state that a person has before them."""
    sentences = []
    writers = Draft.objects.being_written(now).filter(ticket=ticket).exclude(user=user).select_related("user")
    if names := [str(row.user) for row in writers]:
        sentences.append(f"{' und '.join(names)} {'schreibt' if len(names) == 1 else 'schreiben'} gerade …")
    if seen.isdecimal() and int(seen) != ticket.version:
        sentences.append(last_change(ticket))
    return " ".join(sentences)


def restored(ticket: Ticket, user: User, page: Together) -> dict[str, Any]:
    """What a composer begins with: one's own draft, or nothing; read with everything else on the page."""
    rows = page.objects(
        Draft, lambda report: Draft.objects.visible_to(user).filter(ticket=report), "kind", "body", "saved_at",
        words=("draft", user.reach), given=[ticket.pk],
    )  # fmt: skip
    initial = {"kind": lambda: (rows.first() or NO_DRAFT).kind, "body": lambda: (rows.first() or NO_DRAFT).body}
    return {"draft": rows.first, "initial": initial}
