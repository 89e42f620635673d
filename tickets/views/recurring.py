"""Recurring reports: which there are, and how each is planned, with the next days it comes."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from customers.models import Authority
from history.versions import as_seen
from tickets.actions import coming_days, save_recurring
from tickets.forms.desk import ChooseAuthority
from tickets.forms.recurring import RecurringForm
from tickets.models import RecurringTicket
from tickets.views.once import once
from ui.pages import ActionPage, Link
from ui.renewing import GuardedPage, renew


@permission_required("tickets.work_ticket", raise_exception=True)
def recurring_tickets(request: HttpRequest) -> HttpResponse:
    """All recurring reports, those that run first."""
    rows = RecurringTicket.objects.visible_to(signed_in(request)).select_related("authority", "category", "requester")
    return render(request, "tickets/recurring/list.html", {"rows": rows.order_by("-is_active", "subject", "pk")})


class ChooseAuthorityForRecurring(ActionPage):
    """First of two steps: for which authority."""

    permission_required = "tickets.work_ticket"
    form_class = ChooseAuthority
    page_title = "Neue wiederkehrende Meldung"
    question = "Für welche Behörde soll die Meldung regelmäßig angelegt werden?"
    submit_label = "Weiter"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        return redirect("tickets:recurring-add-for", form.cleaned_data["authority"].pk)

    def get_back_url(self) -> str:
        return reverse("tickets:recurring-tickets")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Wiederkehrende Meldungen", self.get_back_url())]


class RecurringPage(GuardedPage):
    """What both forms of a plan share: the preview of the next days, which stores nothing."""

    permission_required = "tickets.work_ticket"
    form_class = RecurringForm
    template_name = "tickets/recurring/edit.html"
    success_message = "Die wiederkehrende Meldung ist gespeichert."
    authority: Authority

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user, "authority": self.authority}

    def form_valid(self, form: Any) -> HttpResponse:
        if "preview" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, **self._preview(form.instance)))
        return super().form_valid(form)

    def perform(self, form: Any) -> RecurringTicket:
        return save_recurring(
            recurring=form.instance, by=signed_in(self.request), now=timezone.now(),
            version=form.cleaned_data["version"],
        )  # fmt: skip

    def get_success_url(self) -> str:
        return reverse("tickets:recurring-tickets")

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Wiederkehrende Meldungen", self.get_success_url())]

    def _preview(self, recurring: RecurringTicket) -> dict[str, Any]:
        return {"in_words": recurring.in_words, "days": coming_days(recurring, today=timezone.localdate())}


class AddRecurringPage(RecurringPage):
    """Second step: what, when and for whom."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and self.has_permission():
            rows = Authority.objects.visible_to(signed_in(request)).existing_on(timezone.localdate())
            self.authority = get_object_or_404(rows, pk=kwargs["authority"])
        return super().dispatch(request, *args, **kwargs)

    def perform(self, form: Any) -> RecurringTicket:
        mark = form.cleaned_data["mark"] or uuid4().hex
        made = once(self.request, mark, lambda: str(super(AddRecurringPage, self).perform(form).pk))
        return get_object_or_404(RecurringTicket.objects.visible_to(signed_in(self.request)), pk=made)

    def get_initial(self) -> dict[str, Any]:
        return {"starts_on": timezone.localdate(), "weekdays": [0]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page_title=f"Neue wiederkehrende Meldung für {self.authority}", **kwargs)


class EditRecurringPage(RecurringPage):
    """Change a plan: what was opened already stays as it is."""

    model = RecurringTicket

    def get_rows(self) -> Any:
        return super().get_rows().select_related("authority")

    def get_form_kwargs(self) -> dict[str, Any]:
        self.authority = self.object.authority
        return {**super().get_form_kwargs(), "instance": self.object}

    def renew(self, form: Any) -> None:
        row = get_object_or_404(self.get_rows(), pk=self.object.pk)
        fresh = RecurringForm(instance=row, user=signed_in(self.request), authority=row.authority)
        renew(form, fresh, seen=as_seen(row, form.cleaned_data["version"]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {} if "days" in kwargs or kwargs.get("form") else self._preview(self.object)
        opened = self.object.runs.select_related("ticket").filter(ticket__isnull=False)[:5]
        title = f"{self.object.subject}, {self.object.authority}"
        return super().get_context_data(**{"page_title": title, "opened": opened, **context, **kwargs})
