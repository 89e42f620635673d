"""„Freigaben“: what people of one's authorities ordered and what waits for one's decision."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from tickets import actions
from tickets.models import Particular, Ticket
from tickets.querysets import TicketQuerySet
from tickets.views.portal.gate import PortalGate

MOST_SHOWN = 50


class ApprovalsPage(PortalGate, PermissionRequiredMixin, TemplateView):
    """What waits, the oldest first, each with its answers and what can be decided."""

    permission_required = "tickets.approve_ticket"
    template_name = "portal/approvals.html"

    def get_workspace_url(self) -> str:
        return f"{reverse('tickets:queue')}?view=approval"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page()

    def waiting(self) -> TicketQuerySet:
        """The orders that this person may decide about."""
        return Ticket.objects.to_approve(self.user, timezone.localdate())

    def page(self, refused: str = "", reason: str = "", problem: str = "") -> HttpResponse:
        """The list; after a refused form with what was typed at the order it belongs to."""
        answers = Prefetch("particulars", Particular.objects.visible_to(self.user).order_by("position"))
        rows = self.waiting().select_related("requester", "authority").order_by("created_at", "pk")
        return self.render_to_response(
            self.get_context_data(
                orders=list(rows.prefetch_related(answers)[:MOST_SHOWN]),
                several_authorities=len(self.user.access.authorities) > 1,
                most_shown=MOST_SHOWN,
                refused=refused,
                reason=reason,
                problem=problem,
            )
        )


class Decision(ApprovalsPage):
    """One decision: posted, and back to the list or to the order, from where it was taken."""

    http_method_names = ["post", "options"]  # as Django declares it

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        number = str(kwargs["number"]).replace("\x00", "")
        ticket = get_object_or_404(
            Ticket.objects.visible_to(self.user).select_related("authority", "application"),
            number=number,
        )
        try:
            messages.success(request, self.decide(ticket))
        except ValidationError as error:
            if "reason" in getattr(error, "error_dict", ()):
                return self.page(refused=number, reason=request.POST.get("reason", ""), problem=error.messages[0])
            messages.error(request, " ".join(error.messages))
        if "stay" in request.POST:
            return redirect("portal:ticket", number=number)
        return redirect("portal:approvals")

    def decide(self, ticket: Ticket) -> str:
        """Take the decision and say what was decided."""
        raise NotImplementedError


class ApproveOrder(Decision):
    """Yes, in one click."""

    def decide(self, ticket: Ticket) -> str:
        actions.approve(ticket=ticket, by=self.user, now=timezone.now())
        return f"Die Bestellung {ticket.number} ist freigegeben. Der Servicebetrieb kümmert sich jetzt darum."


class RefuseOrder(Decision):
    """No, and why."""

    def decide(self, ticket: Ticket) -> str:
        actions.refuse(ticket=ticket, by=self.user, reason=self.request.POST.get("reason", ""), now=timezone.now())
        return f"Die Bestellung {ticket.number} ist nicht freigegeben. {ticket.requester} liest Ihren Grund."
