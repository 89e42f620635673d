"""A report that comes by telephone or at the counter."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from customers.models import Authority
from tickets.actions.opened_from_template import open_from_template
from tickets.forms.desk import TAKEN_BY, ChooseAuthority, OpenTicket
from tickets.models import Ticket, TicketTemplate
from tickets.ticket_templates import put_in
from tickets.views.once import once
from ui.pages import ActionPage, Link

LONGEST_KEY = 19
"""So many digits a key has at most."""


def taken_by(request: HttpRequest) -> str:
    """The way by which it comes, where the address says so: the page of a service point knows that somebody stands there."""
    wanted = request.GET.get("channel", "")
    return wanted if wanted in dict(TAKEN_BY) else ""


class ChooseAuthorityPage(ActionPage):
    """First of two steps: which authority calls."""

    permission_required = "tickets.work_ticket"
    form_class = ChooseAuthority
    page_title = "Neue Meldung"
    question = "Für welche Behörde nehmen Sie die Meldung auf?"
    submit_label = "Weiter"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        address = reverse("tickets:open-for", args=[form.cleaned_data["authority"].pk])
        channel = taken_by(self.request)
        return redirect(f"{address}?channel={channel}" if channel else address)

    def get_back_url(self) -> str:
        return reverse("tickets:queue")


class OpenTicketPage(ActionPage):
    """Second step: who reports what; people, workstations and Fachverfahren are those of the authority."""

    permission_required = "tickets.work_ticket"
    form_class = OpenTicket
    template_name = "tickets/open.html"
    submit_label = "Meldung anlegen"
    page_title = "Neue Meldung"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and self.has_permission():
            rows = Authority.objects.visible_to(signed_in(request)).existing_on(timezone.localdate())
            self.authority = get_object_or_404(rows, pk=kwargs["authority"])
            self.template = self._chosen(request.POST.get("filled_from") or request.GET.get("template"))
        return super().dispatch(request, *args, **kwargs)

    def _chosen(self, key: str | None) -> TicketTemplate | None:
        """One of the templates that are offered to this person."""
        offered = TicketTemplate.objects.offered_to(signed_in(self.request)).select_related("category", "checklist")
        return offered.filter(pk=key).first() if key and key.isdecimal() and len(key) < LONGEST_KEY else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "fill" not in request.POST:
            return super().post(request, *args, **kwargs)
        typed = self.get_form()
        initial = {name: typed[name].data for name in typed.fields if typed[name].data is not None}
        form = OpenTicket(initial=initial, user=signed_in(request), authority=self.authority)
        before, self.template = self.template, self._chosen(request.POST.get("template"))
        if self.template:
            put_in(form, self.template, before, self.authority, signed_in(request))
        return self.render_to_response(self.get_context_data(form=form))

    def get_form_kwargs(self) -> dict[str, Any]:
        known = {"user": self.request.user, "authority": self.authority, "template": self.template}
        return {**super().get_form_kwargs(), **known}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if self.template and not form.is_bound:
            put_in(form, self.template, None, self.authority, signed_in(self.request))
        return form

    def get_initial(self) -> dict[str, Any]:
        known = {"requester": self.request.GET.get("requester"), "workstation": self.request.GET.get("workstation")}
        channel = taken_by(self.request)
        return {**known, "channel": channel} if channel else known

    def perform(self, form: Any) -> Ticket:
        user, data = signed_in(self.request), dict(form.cleaned_data)
        mark = data.pop("mark") or uuid4().hex
        number = once(self.request, mark, lambda: self._open(data))
        return get_object_or_404(Ticket.objects.visible_to(user), number=number)

    def _open(self, data: dict[str, Any]) -> str:
        by = signed_in(self.request)
        return open_from_template(template=self.template, by=by, now=timezone.now(), **data).number

    def get_success_message(self) -> str:
        return f"Die Meldung {self.object.number} ist angelegt."

    def get_back_url(self) -> str:
        return reverse("tickets:open")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Meldungen", reverse("tickets:queue")), Link("Neue Meldung", reverse("tickets:open"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        similar_url = reverse("tickets:similar", args=[self.authority.pk])
        title = f"Neue Meldung für {self.authority}"
        return super().get_context_data(
            page_title=title,
            similar_url=similar_url,
            authority=self.authority,
            templates=TicketTemplate.objects.offered_to(signed_in(self.request)),
            template=self.template,
            **kwargs,
        )
