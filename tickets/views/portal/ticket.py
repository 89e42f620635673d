"""One report in the portal: how it stands, what was written, and what the authority can do about it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from customers.coordination import coordinators_of
from tickets import actions
from tickets.actions.opening import coordinates
from tickets.deadlines import agreement_of
from tickets.forms.portal import WritingForm
from tickets.lifecycle import ENDED, Actor, State, may_follow
from tickets.models import MajorIncident, Rating, Ticket, TicketEvent, TicketLink
from tickets.standing import STEPS, first_answer, outlook, solution, standing_badge, steps_reached
from tickets.timeline import timeline
from tickets.views.portal.gate import PortalGate
from tickets.wording import weekly_hours
from ui.addresses import address
from ui.pages import Link, show_errors
from ui.together import together

SATISFACTIONS = (
    (Rating.Satisfaction.CONTENT, Rating.Satisfaction.CONTENT.label, "sentiment_satisfied"),
    (Rating.Satisfaction.PARTLY, Rating.Satisfaction.PARTLY.label, "sentiment_neutral"),
    (Rating.Satisfaction.DISCONTENT, Rating.Satisfaction.DISCONTENT.label, "sentiment_dissatisfied"),
)
"""What the authority can say, with words and symbol."""


class TicketPage(PortalGate, PermissionRequiredMixin, TemplateView):
    """The page of a report; another's report is not found."""

    permission_required = "tickets.view_ticket"
    template_name = "portal/ticket.html"
    ticket: Ticket

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.number = str(kwargs["number"]).replace("\x00", "")
        return super().dispatch(request, *args, **kwargs)

    def get_workspace_url(self) -> str:
        return address("tickets:ticket", self.number)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.ticket = self.find()
        link = self.merged_into()
        if link and Ticket.objects.visible_to(self.user).filter(pk=link.target_id).exists():
            messages.info(request, f"Die Meldung {self.number} wird hier unter {link.target.number} weiter bearbeitet.")
            return redirect("portal:ticket", number=link.target.number)
        return self.page(WritingForm(ticket=self.ticket, reopens=self.ticket.state == State.RESOLVED))

    def find(self) -> Ticket:
        """The report, if this person may see it."""
        rows = Ticket.objects.visible_to(self.user).with_absorbed(self.user)
        rows = rows.select_related(
            "requester__authority", "authority", "category__team", "team", "workstation__room", "application"
        )
        return get_object_or_404(rows, number=self.number)

    def merged_into(self) -> TicketLink | None:
        """Under which number the report is handled today; of a report that one may not see, number and state alone."""
        if self.ticket.state not in ENDED:
            return None
        links = TicketLink.objects.visible_to(self.user).filter(source=self.ticket.pk, kind=TicketLink.Kind.MERGED)
        return links.select_related("target").only("source", "kind", "target__number", "target__state").first()

    def page(self, form: WritingForm, decision_problem: str = "") -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, decision_problem=decision_problem))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ticket, now = self.ticket, timezone.now()
        approval = self._approval(ticket)
        reached = steps_reached(ticket)
        was_filed = "filed" in self.request.GET and ticket.state == State.NEW
        return super().get_context_data(
            page_title=ticket.subject,
            breadcrumb=[Link("Meldungen", reverse("portal:tickets"))],
            ticket=ticket,
            badge=standing_badge(ticket.state, was_refused=bool(approval["refusal"])),
            steps=[(words, place <= reached, place == reached) for place, words in enumerate(STEPS, start=1)],
            outlook=outlook(ticket, now),
            promise=self._promise(ticket) if was_filed else None,
            timeline=timeline(ticket, self.user, together(self.request)),
            rating=Rating.objects.visible_to(self.user).filter(ticket=ticket).first(),
            satisfactions=SATISFACTIONS if ticket.state in {State.RESOLVED, State.CLOSED} else (),
            is_resolved=ticket.state == State.RESOLVED,
            is_closed=ticket.state in ENDED,
            may_cancel=may_follow(State(ticket.state), State.CANCELLED, actor=Actor.AUTHORITY)
            and not MajorIncident.objects.visible_to(self.user).running().filter(ticket=ticket).exists(),
            continued=_continued(self.merged_into()),
            is_own=ticket.requester_id in self.user.access.contacts,
            **approval,
            **kwargs,
        )

    def _approval(self, ticket: Ticket) -> dict[str, Any]:
        """Whether this person decides about an order, who would, and why it was refused."""
        waits, refusal = ticket.awaits_approval, None
        if ticket.is_cancelled:
            rows = TicketEvent.objects.visible_to(self.user).filter(ticket=ticket, kind=TicketEvent.Kind.REFUSED)
            refusal = rows.select_related("by").last()
        return {
            "may_approve": waits and coordinates(self.user, ticket.authority, timezone.now()),
            "lacks_coordination": waits and not coordinators_of(ticket.authority_id, timezone.localdate()),
            "refusal": refusal,
        }

    def _promise(self, ticket: Ticket) -> dict[str, Any]:
        """What is said once, right after filing: who looks at it first and until when they answer."""
        now, agreement = timezone.now(), agreement_of(ticket)
        return {
            "team": ticket.team.name,
            "answer": first_answer(ticket, now),
            "solution": solution(ticket, now),
            "hours": weekly_hours(agreement.service_time.hours) if agreement else [],
        }


def _continued(link: TicketLink | None) -> dict[str, Any] | None:
    """Number and state of the report that goes on for this one."""
    return {"number": link.target.number, "badge": standing_badge(link.target.state)} if link else None


class TicketStep(TicketPage):
    """A step of the authority: posted, and back to the page; refused, the page shows why and keeps the text."""

    http_method_names = ["get", "head", "post", "options"]  # as Django declares it
    reopens = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever comes back to the address of a refused form finds the report."""
        self.ticket = self.find()
        return self.done()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.ticket = self.find()
        form = WritingForm(request.POST, request.FILES, ticket=self.ticket, reopens=self.reopens)
        if form.is_valid():
            try:
                messages.success(request, self.perform(form))
            except ValidationError as error:
                show_errors(form, error)
            else:
                return self.done()
        self.ticket = self.find()
        return self.page(form)

    def perform(self, form: WritingForm) -> str:
        """Take the step and say what was done."""
        raise NotImplementedError

    def done(self) -> HttpResponse:
        return redirect("portal:ticket", number=self.ticket.number)


class ReplyToTicket(TicketStep):
    """Write to the service."""

    def perform(self, form: WritingForm) -> str:
        data = form.cleaned_data
        actions.reply(ticket=self.ticket, by=self.user, body=data["body"], files=data["files"], now=timezone.now())
        return "Ihre Antwort ist angekommen."


class ReopenTicket(TicketStep):
    """Say that it is not solved."""

    reopens = True

    def perform(self, form: WritingForm) -> str:
        data = form.cleaned_data
        actions.reopen(ticket=self.ticket, by=self.user, reason=data["body"], files=data["files"], now=timezone.now())
        return "Ihre Meldung ist wieder in Bearbeitung."


class ConfirmSolution(TicketStep):
    """Say that it is solved."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.ticket = self.find()
        try:
            actions.confirm(ticket=self.ticket, by=self.user, now=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "Vielen Dank! Die Meldung ist damit abgeschlossen.")
        return self.done()


class CancelTicket(TicketStep):
    """Say that it is no longer needed."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.ticket = self.find()
        try:
            actions.cancel(ticket=self.ticket, by=self.user, reason=request.POST.get("reason", ""), now=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "Ihre Meldung ist zurückgezogen. Wir arbeiten nicht weiter daran.")
        return self.done()
