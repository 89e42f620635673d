"""Ordering in two steps, the same for authorities and for staff: fill in, look at it, send it."""

from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.utils import timezone

from catalogue import actions
from catalogue.answers import Filled
from catalogue.forms import FilesForm, OrderForm
from catalogue.models import ServiceOffer
from customers.coordination import coordinators_of
from customers.models import Authority, Contact
from tickets.models import Ticket
from tickets.views.once import once
from ui.pages import ActionPage, show_errors

CHANGE, SEND = "change", "send"
"""What the second page asks for; the first page asks for the second."""


class OrderPage(ActionPage):
    """The form of a service, then everything that was answered, then the report that became of it."""

    form_class: type[BaseForm] = OrderForm
    template_name = "catalogue/order.html"
    offer: ServiceOffer
    authority: Authority
    object: Ticket | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "offer": self.offer,
            "authority": self.authority,
            "user": self.request.user,
        }

    def requester_of(self, form: Any) -> Contact:
        """For whom it is ordered."""
        raise NotImplementedError

    def channel_of(self, form: Any) -> Ticket.Channel:
        """By which way the order comes in."""
        return Ticket.Channel.PORTAL

    def form_valid(self, form: Any) -> HttpResponse:
        """Show what was answered; when that is sent, order. Files are chosen on that page, so none is lost before it."""
        step = self.request.POST.get("step")
        if step == CHANGE:
            return self.render_to_response(self.get_context_data(form=form))
        if step != SEND:
            return self._summary(form, FilesForm())
        files = FilesForm(self.request.POST, self.request.FILES)
        if not files.is_valid():
            return self._summary(form, files)
        self.files = files.cleaned_data["files"]
        try:
            return super().form_valid(form)
        except FilesRefused as refused:
            show_errors(files, refused.error)
            return self._summary(form, files)

    def perform(self, form: Any) -> Ticket:
        user: Any = self.request.user
        filled: Filled = form.filled()

        def file() -> str:
            return actions.order(
                offer=self.offer,
                requester=self.requester_of(form),
                by=user,
                filled=filled,
                channel=self.channel_of(form),
                files=self.files,
                now=timezone.now(),
            ).number

        # Going back finds the form as it was typed, with the same mark: sent unchanged it is the same order.
        mark = sha256("\x00".join([form.cleaned_data["token"], self.offer.title, filled.text()]).encode()).hexdigest()
        try:
            number = once(self.request, mark, file)
        except ValidationError as error:
            if "files" in getattr(error, "error_dict", ()):
                raise FilesRefused(error) from error
            raise
        return Ticket.objects.visible_to(user).get(number=number)

    def get_success_message(self) -> str:
        return f"Ihre Bestellung {self.object.number} ist angekommen." if self.object else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needs = self.offer.needs_approval
        return super().get_context_data(
            **{
                "page_title": self.offer.title,
                "offer": self.offer,
                "authority": self.authority,
                "others": [],
                "approves_alone": False,
                "has_coordination": bool(needs and coordinators_of(self.authority.pk, timezone.localdate())),
            }
            | kwargs
        )

    def _summary(self, form: Any, files: FilesForm) -> HttpResponse:
        """Everything once more, with the answers kept in hidden fields."""
        sent = [
            (name, value)
            for name, values in self.request.POST.lists()
            if name in form.fields and name != "token"
            for value in values
        ]
        context = self.get_context_data(
            form=form,
            files=files,
            rows=form.filled().rows,
            requester=self.requester_of(form),
            sent=[*sent, ("token", form.cleaned_data["token"])],
        )
        self.template_name = "catalogue/summary.html"
        return self.render_to_response(context)


class FilesRefused(Exception):
    """Files that may not come with an order; said where they were chosen."""

    def __init__(self, error: ValidationError) -> None:
        super().__init__(str(error))
        self.error = error
