"""A report that comes by telephone or at the counter."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from customers.models import Authority
from tickets.actions import open_ticket
from tickets.forms.desk import ChooseAuthority, OpenTicket
from tickets.models import Ticket
from tickets.views.once import once
from ui.pages import ActionPage, Link


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
        return redirect("tickets:open-for", form.cleaned_data["authority"].pk)

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
            self.authority = get_object_or_404(Authority.objects.visible_to(signed_in(request)), pk=kwargs["authority"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user, "authority": self.authority}

    def get_initial(self) -> dict[str, Any]:
        return {"requester": self.request.GET.get("requester"), "workstation": self.request.GET.get("workstation")}

    def perform(self, form: Any) -> Ticket:
        user, data = signed_in(self.request), dict(form.cleaned_data)
        mark = data.pop("mark") or uuid4().hex
        number = once(self.request, mark, lambda: open_ticket(by=user, now=timezone.now(), **data).number)
        return get_object_or_404(Ticket.objects.visible_to(user), number=number)

    def get_success_message(self) -> str:
        return f"Die Meldung {self.object.number} ist angelegt."

    def get_back_url(self) -> str:
        return reverse("tickets:open")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Meldungen", reverse("tickets:queue")), Link("Neue Meldung", reverse("tickets:open"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        similar_url = reverse("tickets:similar", args=[self.authority.pk])
        title = f"Neue Meldung für {self.authority}"
        return super().get_context_data(page_title=title, similar_url=similar_url, authority=self.authority, **kwargs)
