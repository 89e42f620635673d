"""What is done with loans: reserved, handed out, taken back, cancelled."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from ui.pages import ActionPage, Link
from workstations.actions import cancel_loan, hand_out_loan, reserve_device, take_back_loan
from workstations.forms.stock import ReserveForm, TakeBackForm
from workstations.lifecycle import State
from workstations.models import DeviceKind, Loan


class Reserve(ActionPage):
    """A reservation."""

    permission_required = "workstations.add_loan"
    form_class = ReserveForm
    page_title = "Gerät reservieren"
    submit_label = "Reservieren"

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name, "") for name in ("device", "contact", "authority")}
        return {name: value for name, value in asked.items() if value.isdecimal() and len(value) < 13}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request)}

    def perform(self, form: ReserveForm) -> Loan:
        data = form.cleaned_data
        return reserve_device(
            device=data["device"],
            kind=DeviceKind(data["kind"]) if data["kind"] else None,
            authority=data["authority"],
            contact=data["contact"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            purpose=data["purpose"],
            by=signed_in(self.request),
            on=timezone.localdate(),
        )

    def get_success_message(self) -> str:
        return f"{self.object.device} ist reserviert: {self.object}."

    def get_back_url(self) -> str:
        return reverse("workstations:loans")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Ausleihen", self.get_back_url())]


class LoanDeed(ActionPage):
    """Something done with one loan."""

    permission_required = "workstations.change_loan"
    model = Loan
    template_name = "ui/confirm.html"

    def get_rows(self) -> QuerySet[Loan]:
        rows = Loan.objects.visible_to(signed_in(self.request))
        return rows.select_related("authority", "contact", "device__model", "device__stored_at")

    def get_question(self) -> str:
        """What it is about, before it is done."""
        row = self.object
        return f"{row.device} {row.device.model} für {row.contact or row.authority}, {row}."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"question": self.get_question(), **kwargs})


class HandOut(LoanDeed):
    """The device goes to whoever it is for."""

    page_title = "Leihgerät ausgeben?"
    submit_label = "Ausgeben"

    def get_question(self) -> str:
        device = self.object.device
        place = f" Es liegt in: {device.stored_at}." if device.state == State.IN_STOCK else ""
        return f"{super().get_question()}{place}"

    def perform(self, form: Any) -> None:
        hand_out_loan(loan=self.object, by=signed_in(self.request), on=timezone.localdate())

    def get_success_message(self) -> str:
        return f"{self.object.device} ist ausgegeben bis {self.object.ends_on:%d.%m.%Y}."


class TakeBack(LoanDeed):
    """The device is back."""

    template_name = "ui/form.html"
    form_class = TakeBackForm
    page_title = "Leihgerät zurücknehmen"
    submit_label = "Zurücknehmen"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request)}

    def perform(self, form: TakeBackForm) -> None:
        data = form.cleaned_data
        take_back_loan(
            loan=self.object,
            service_point=data["service_point"],
            shelf=data["shelf"],
            by=signed_in(self.request),
            on=timezone.localdate(),
        )

    def get_success_message(self) -> str:
        return f"{self.object.device} ist zurück."


class CancelLoan(LoanDeed):
    """The reservation is given up."""

    page_title = "Reservierung absagen?"
    submit_label = "Absagen"
    is_dangerous = True
    success_message = "Die Reservierung ist abgesagt."

    def perform(self, form: Any) -> None:
        cancel_loan(loan=self.object, by=signed_in(self.request))
