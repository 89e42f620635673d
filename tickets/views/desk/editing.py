"""Who reported, about what: corrected on a page of its own, with a search for people, workstations and Fachverfahren."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.signed_in import signed_in
from customers.models import Authority
from history.versions import as_seen
from tickets import actions
from tickets.forms.choices import CHOICES, offer
from tickets.forms.desk import EditFacts
from tickets.models import Ticket
from tickets.views.desk.found import find
from ui.choosing import answer
from ui.pages import Link
from ui.renewing import GuardedPage, renew


@require_GET
@permission_required("tickets.work_ticket", raise_exception=True)
def choices(request: HttpRequest, authority: int, field: str) -> HttpResponse:
    """The options of a selection list that match what was typed."""
    if field not in CHOICES:
        raise Http404
    user = signed_in(request)
    where = get_object_or_404(Authority.objects.visible_to(user), pk=authority)
    return answer(request, CHOICES[field], where, user)


class EditFactsPage(GuardedPage):
    """Correct the facts of a report; what a colleague changed meanwhile in other fields stays."""

    permission_required = "tickets.work_ticket"
    form_class = EditFacts
    page_title = "Angaben ändern"
    success_message = "Die Angaben sind geändert."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and self.has_permission():
            self.object = find(request, kwargs["number"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "ticket": self.object, "user": signed_in(self.request)}

    def perform(self, form: Any) -> Ticket:
        return actions.edit_facts(
            ticket=self.object, by=signed_in(self.request), now=timezone.now(), **form.cleaned_data
        )

    def renew(self, form: Any) -> None:
        self.object = find(self.request, self.object.number)
        user, seen = signed_in(self.request), as_seen(self.object, form.cleaned_data["version"])
        renew(form, EditFacts(ticket=self.object, user=user), seen=seen)
        offer(form, self.object.authority, user, keeps=self.object)  # what was taken over is to be chosen from as well

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Meldungen", reverse("tickets:queue")), *super().get_breadcrumb()]
