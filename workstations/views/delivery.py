"""Ordered devices that have come: first which line becomes which device, then taking them in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from ui.charts import counted
from ui.pages import ActionPage, Link, Section, filtered, show_errors
from workstations.actions import rehearse_delivery, take_delivery
from workstations.forms.delivery import DeliveryForm, mark_of
from workstations.lifecycle import State
from workstations.models import Device


class Delivery(ActionPage):
    """A delivery, previewed and taken in."""

    permission_required = "workstations.change_device"
    form_class = DeliveryForm
    template_name = "workstations/delivery.html"
    page_title = "Lieferung annehmen"
    question = (
        "Bestellte Geräte kommen ins Lager und erhalten ihre Nummern. Was keine Nummern hat, nehmen Sie auf seiner "
        "Seite oder in der Liste der Geräte ins Lager."
    )

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name, "") for name in ("device", "service_point")}
        known = {name: int(text) for name, text in asked.items() if text.isdecimal() and len(text) < 13}
        return {"service_point": known.get("service_point"), "order": self._order_of(known.get("device"))}

    def _order_of(self, device: int | None) -> int | None:
        user = signed_in(self.request)
        row = Device.objects.visible_to(user).on_order().filter(pk=device).first() if device else None
        if row is None:
            return None
        return Device.objects.on_order_like(row).order_by("pk").values_list("pk", flat=True).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        preview = kwargs.pop("preview", None)
        context = super().get_context_data(preview=preview, **kwargs)
        context["is_empty"] = not context["form"].orders
        context["submit_label"] = "Lieferung annehmen" if preview else "Vorschau"
        return context

    def form_valid(self, form: DeliveryForm) -> HttpResponse:
        """The preview, and after it the deed, as long as it would do what the preview showed."""
        try:
            pairs = rehearse_delivery(**self._what(form))
        except ValidationError as error:
            show_errors(form, error)
            return self.form_invalid(form)
        data = form.cleaned_data
        mark = mark_of(pairs, data["service_point"].pk, data["shelf"])
        if data["seen"] == mark:
            return super().form_valid(form)
        answers: Any = form.data
        form.data = {**answers.dict(), "seen": mark}
        rows = [
            (device.serial_number or "ohne Seriennummer", device.inventory_number or None, one.line)
            for one, device in pairs
        ]
        headings = ("Seriennummer", "Inventarnummer", "Zeile")
        words = counted(len(rows), "Gerät kommt ins Lager", "Geräte kommen ins Lager")
        preview = Section(f"Vorschau: {words}, {data['service_point']}", headings=headings, rows=rows)
        return self.render_to_response(self.get_context_data(form=form, preview=preview))

    def _what(self, form: DeliveryForm) -> dict[str, Any]:
        data = form.cleaned_data
        return {
            "like": data["order"],
            "delivered": data["numbers"],
            "service_point": data["service_point"],
            "shelf": data["shelf"],
            "by": signed_in(self.request),
            "on": timezone.localdate(),
        }

    def perform(self, form: DeliveryForm) -> None:
        self.taken = take_delivery(**self._what(form))

    def get_success_message(self) -> str:
        return f"{counted(len(self.taken), 'Gerät', 'Geräte')} angenommen."

    def get_success_url(self) -> str:
        device = self.taken[0][1]
        return filtered(
            "workstations:devices", state=State.IN_STOCK.value, stored_at=device.stored_at_id, model=device.model_id
        )

    def get_back_url(self) -> str:
        return reverse("workstations:devices")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Geräte", self.get_back_url())]


def delivery_link(user: Any, **known: int) -> list[Link]:
    """The way to taking a delivery in, for whoever may, while something is ordered."""
    if not user.has_perm("workstations.change_device") or not Device.objects.visible_to(user).on_order().exists():
        return []
    return [Link("Lieferung annehmen", filtered("workstations:delivery", **known), "inventory_2")]
