"""A word of the authority on what became of its report: one click, and a sentence if it likes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tickets import actions
from tickets.forms.portal import RatingForm
from tickets.models import Rating
from tickets.views.portal.ticket import TicketStep


class RateTicket(TicketStep):
    """Say how content one is."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.ticket = self.find()
        form = RatingForm(request.POST)
        if not form.is_valid():
            messages.error(
                request, "Bitte wählen Sie, wie zufrieden Sie sind; der Text darf höchstens 500 Zeichen haben."
            )
            return self.done()
        try:
            actions.rate(
                ticket=self.ticket,
                by=self.user,
                satisfaction=Rating.Satisfaction(form.cleaned_data["satisfaction"]),
                comment=form.cleaned_data["comment"] if "comment" in request.POST else None,
                now=timezone.now(),
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "Vielen Dank für Ihre Rückmeldung.")
        return self.done()
