"""What waits for the approval of an authority, and the decision in its place by who leads the service."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.signed_in import signed_in
from customers.coordination import coordinators_of
from tickets import actions
from tickets.models import Ticket
from tickets.views.desk.found import back_to, find
from ui.together import Together

DECISIONS = {"approve": actions.approve_instead, "refuse": actions.refuse_instead}


def context(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    """Who may approve; asked only while it waits."""
    if not ticket.awaits_approval:
        return {"approvers": []}
    keys = coordinators_of(ticket.authority_id, timezone.localdate(now))
    return {"approvers": list(User.objects.filter(pk__in=keys)) if keys else []}


@require_POST
@permission_required("tickets.override_approval", raise_exception=True)
def decide_instead(request: HttpRequest, number: str) -> HttpResponse:
    """Approve or end an order in place of its authority, with a reason."""
    user = signed_in(request)
    if not user.is_service_staff:
        raise PermissionDenied
    ticket, reason = find(request, number), request.POST.get("reason", "")
    decide = DECISIONS.get(request.POST.get("decision", ""))
    if decide is None:
        messages.error(request, "Bitte wählen Sie, ob die Bestellung freigegeben wird oder nicht.")
        return back_to(request, ticket)
    try:
        decide(ticket=ticket, by=user, reason=reason, now=timezone.now())
        messages.success(
            request, f"{ticket.number} ist {'beendet' if decide is actions.refuse_instead else 'freigegeben'}."
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return back_to(request, ticket)
