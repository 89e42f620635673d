"""The steps of a device, each on a page that asks what it needs."""

from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.signed_in import signed_in
from ui.pages import Link
from workstations.actions import (
    cancel_order,
    dispose_device,
    install_device,
    repair_device,
    retire_device,
    store_device,
)
from workstations.forms.states import DisposeForm, InstallForm, RepairForm, RetireForm, StepForm, StoreForm
from workstations.lifecycle import STEPS, State, Step, no_step, step_to, steps_from
from workstations.models import Device, Disposal
from workstations.views.steps import StepPage

PAGES = {
    State.IN_STOCK: "workstations:device_store",
    State.IN_SERVICE: "workstations:device_install",
    State.IN_REPAIR: "workstations:device_repair",
    State.RETIRED: "workstations:device_retire",
    State.DISPOSED: "workstations:device_dispose",
    State.CANCELLED: "workstations:device_cancel",
}
"""Where each step of a device is taken."""


def device_steps(row: Device, user: User) -> list[Link]:
    """A button for every step that can be taken now; what is lent comes back as a loan and not by itself."""
    if not user.has_perm("workstations.change_device"):
        return []
    return [
        Link(step.words, reverse(PAGES[step.leads_to], args=[row.pk]), step.icon)
        for step in steps_from(State(row.state))
    ]


class DeviceStep(StepPage):
    """One step of one device."""

    permission_required = "workstations.change_device"
    model = Device
    page_name = "workstations:device"
    leads_to: ClassVar[State]
    warning = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; a step that cannot be taken any more leads back with a sentence."""
        if self.step is None:
            messages.warning(request, no_step(State(self.object.state), self.leads_to))
            return HttpResponseRedirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    @property
    def step(self) -> Step | None:
        """The step from where the device is now."""
        return step_to(State(self.object.state), self.leads_to)

    def get_rows(self) -> QuerySet[Device]:
        rows = Device.objects.visible_to(signed_in(self.request))
        return rows.select_related("model", "authority", "workstation", "held_by", "site", "room", "stored_at", "lease")

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), **self.get_known()}

    def get_known(self) -> dict[str, Any]:
        """What of the answers is known already."""
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        user, day = signed_in(self.request), timezone.localdate()
        return {**super().get_form_kwargs(), "user": user, "day": day, "device": self.object}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        step = next(step for step in STEPS if step.leads_to == self.leads_to)
        return super().get_context_data(
            **{
                "page_title": f"{self.object}: {step.words}",
                "submit_label": step.words,
                "is_dangerous": step.is_final,
                "question": self.get_question(),
                **kwargs,
            }
        )

    def get_question(self) -> str:
        """What the step does to the device."""
        return f"{self.object.model.get_kind_display()} {self.object.model}. {self.warning}".strip()

    def perform(self, form: Any) -> None:
        self.object.state = form.cleaned_data["seen"]  # the action refuses when the row has moved on since
        self.take({"device": self.object, "by": signed_in(self.request), "on": timezone.localdate()}, form.cleaned_data)

    def take(self, whom: dict[str, Any], data: dict[str, Any]) -> None:
        """The one call into the actions."""
        raise NotImplementedError


class StoreDevice(DeviceStep):
    """Into the stock of a service point."""

    leads_to = State.IN_STOCK
    form_class = StoreForm
    warning = "Wer es bisher hatte, hat es danach nicht mehr."

    def get_known(self) -> dict[str, Any]:
        return {"service_point": self.object.stored_at_id, "shelf": self.object.shelf}

    def take(self, whom: dict[str, Any], data: dict[str, Any]) -> None:
        store_device(**whom, service_point=data["service_point"], shelf=data["shelf"])


class InstallDevice(DeviceStep):
    """Into service: at a workstation, with a person, or at a site."""

    leads_to = State.IN_SERVICE
    form_class = InstallForm

    def get_question(self) -> str:
        row = self.object
        where = next(filter(None, (row.workstation, row.held_by, row.site)), None)
        if row.state == State.IN_REPAIR and where:
            return f"Ohne Angabe kommt es dorthin zurück, wo es war: {where}."
        return "Bitte geben Sie mindestens eines an: den Arbeitsplatz, die Person oder den Standort."

    def take(self, whom: dict[str, Any], data: dict[str, Any]) -> None:
        where = {name: data[name] for name in ("workstation", "site", "room")}
        install_device(**whom, **where, contact=data["held_by"])


class RepairDevice(DeviceStep):
    """Into repair."""

    leads_to = State.IN_REPAIR
    form_class = RepairForm
    warning = "Es bleibt bei seinem Arbeitsplatz oder seiner Person eingetragen, bis es zurück ist."

    def take(self, whom: dict[str, Any], data: dict[str, Any]) -> None:
        repair_device(**whom, repaired_by=data["repaired_by"])


class RetireDevice(DeviceStep):
    """Out of use, until it is given away."""

    leads_to = State.RETIRED
    form_class = RetireForm
    warning = "Wer es bisher hatte, hat es danach nicht mehr."

    def get_known(self) -> dict[str, Any]:
        return {"service_point": self.object.stored_at_id, "shelf": self.object.shelf}

    def take(self, whom: dict[str, Any], data: dict[str, Any]) -> None:
        retire_device(**whom, service_point=data["service_point"], shelf=data["shelf"])


class DisposeDevice(DeviceStep):
    """Given away for good."""

    leads_to = State.DISPOSED
    form_class = DisposeForm
    warning = "Das lässt sich nicht zurücknehmen."

    def perform(self, form: DisposeForm) -> None:
        self.object.state = form.cleaned_data["seen"]  # as above
        dispose_device(
            device=self.object,
            disposal=Disposal(form.cleaned_data["disposal"]),
            erasure=form.erasure,
            by=signed_in(self.request),
            on=timezone.localdate(),
        )


class CancelOrder(DeviceStep):
    """An order that will never be delivered."""

    leads_to = State.CANCELLED
    form_class = StepForm
    warning = "Es wird nicht mehr geliefert. Das lässt sich nicht zurücknehmen."

    def take(self, whom: dict[str, Any], data: dict[str, Any]) -> None:
        cancel_order(**whom)
