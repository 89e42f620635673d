"""„Freigaben“: what people of one's authorities ordered and what waits for one's decision."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from tickets import actions
from tickets.forms.portal import WritingForm
from tickets.models import Attachment, Particular, Ticket
from tickets.querysets import TicketQuerySet
from tickets.views.portal.gate import PortalGate
from tickets.views.portal.ticket import TicketStep

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
        files = Prefetch("attachments", Attachment.objects.visible_to(self.user).order_by("pk"), to_attr="files")
        rows = self.waiting().select_related("requester", "authority").order_by("created_at", "pk")
        orders = list(rows.prefetch_related(answers, files)[: MOST_SHOWN + 1])
        return self.render_to_response(
            self.get_context_data(
                orders=orders[:MOST_SHOWN],
                several_authorities=len(self.user.access.authorities) > 1,
                most_shown=MOST_SHOWN,
                more_wait=len(orders) > MOST_SHOWN,
                refused=refused,
                reason=reason,
                problem=problem,
            )
        )


class Decision(TicketStep):
    """One decision: posted, and back to the list or to the order, from where it was taken."""

    permission_required = "tickets.approve_ticket"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.ticket = self.find()
        try:
            messages.success(request, self.decide(self.ticket))
        except ValidationError as error:
            if "reason" in getattr(error, "error_dict", ()):
                return self.refused(error.messages[0])
            messages.error(request, " ".join(error.messages))
        return self.done() if "stay" in request.POST else redirect("portal:approvals")

    def refused(self, problem: str) -> HttpResponse:
        """The page from which it was sent, with what is missing; the order's own where the list does not show it."""
        listed = ApprovalsPage()
        listed.setup(self.request)
        listed.user = self.user
        shown = listed.waiting().order_by("created_at", "pk").values_list("pk", flat=True)[:MOST_SHOWN]
        if "stay" in self.request.POST or self.ticket.pk not in shown:
            self.ticket = self.find()
            return self.page(WritingForm(ticket=self.ticket), decision_problem=problem)
        return listed.page(self.number, self.request.POST.get("reason", ""), problem)

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
