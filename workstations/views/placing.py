"""What is done at a workstation: another computer, other people, devices nearby; and new devices taken in."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from ui.charts import counted
from ui.pages import ActionPage, Link, filtered
from workstations.actions import assign_people, set_nearby_devices, swap_computer, take_in_alike
from workstations.forms.places import NearbyForm, PeopleForm, SwapForm, TakeInForm
from workstations.lifecycle import State
from workstations.models import Workstation
from workstations.views.steps import StepPage


class AtWorkstation(StepPage):
    """Something done at one workstation."""

    permission_required: str | tuple[str, ...] = "workstations.change_workstation"
    model = Workstation
    page_name = "dashboards:workstation"

    def get_rows(self) -> QuerySet[Workstation]:
        rows = Workstation.objects.visible_to(signed_in(self.request))
        return rows.select_related("authority", "computer__model", "used_by")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request), "workstation": self.object}


class SwapComputer(AtWorkstation):
    """Another computer comes, the one that stood there goes into stock or stays in repair."""

    permission_required = ("workstations.change_workstation", "workstations.change_device")
    form_class = SwapForm
    submit_label = "Rechner tauschen"

    def seen_now(self) -> tuple[Any, str]:
        computer = self.object.computer
        return self.object.computer_id, f"Jetzt steht hier: {computer or 'kein Rechner'}."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        old = self.object.computer
        question = f"Bisher steht hier {old} ({old.model})." if old else "Bisher steht hier kein Rechner."
        if old and old.state == State.IN_REPAIR:
            question = f"Bisher gehört hierher {old} ({old.model}). Er bleibt in Reparatur und gehört dann zu keinem Arbeitsplatz mehr."
        title = f"{self.object}: Rechner tauschen"
        return super().get_context_data(**{"page_title": title, "question": question, **kwargs})

    def perform(self, form: SwapForm) -> None:
        data = form.cleaned_data
        self.object.computer_id = int(data["seen"]) if data["seen"].isdecimal() else None
        swap_computer(
            workstation=self.object,
            device=data["device"],
            service_point=data.get("service_point"),
            shelf=data.get("shelf", ""),
            by=signed_in(self.request),
            on=timezone.localdate(),
        )

    def get_success_message(self) -> str:
        return f"{self.object}: Der Rechner ist getauscht."


class LinksOfWorkstation(AtWorkstation):
    """Rows that are linked to the workstation: what one person adds and takes away leaves what another did meanwhile."""

    def form_invalid(self, form: Any) -> HttpResponse:
        form.renew()
        return super().form_invalid(form)


class WorkstationPeople(LinksOfWorkstation):
    """Who works there."""

    form_class = PeopleForm

    def seen_now(self) -> tuple[Any, str]:
        return self.object.used_by_id, f"Jetzt steht hier: {self.object.used_by or 'niemand'}."

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "used_by": self.object.used_by_id}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"page_title": f"{self.object}: Personen zuordnen", **kwargs})

    def perform(self, form: PeopleForm) -> None:
        data = form.cleaned_data
        self.object.used_by_id = int(data["seen"]) if data["seen"].isdecimal() else None
        assign_people(
            workstation=self.object,
            used_by=data["used_by"],
            shared_with=form.chosen(),
            seen=form.linked_then(),
            by=signed_in(self.request),
        )

    def get_success_message(self) -> str:
        return f"{self.object}: Die Personen sind zugeordnet."


class NearbyDevices(LinksOfWorkstation):
    """Devices that stand elsewhere and are used there."""

    form_class = NearbyForm

    def get_initial(self) -> dict[str, Any]:
        return {}  # no state that somebody saw

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"page_title": f"{self.object}: Geräte in der Nähe", **kwargs})

    def perform(self, form: NearbyForm) -> None:
        set_nearby_devices(
            workstation=self.object, devices=form.chosen(), seen=form.linked_then(), by=signed_in(self.request)
        )

    def get_success_message(self) -> str:
        return f"{self.object}: Die Geräte in der Nähe sind zugeordnet."


class TakeIn(ActionPage):
    """New devices, ordered or delivered."""

    permission_required = "workstations.add_device"
    form_class = TakeInForm
    page_title = "Geräte aufnehmen"
    submit_label = "Aufnehmen"

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name, "") for name in ("lease", "stored_at", "model", "authority")}
        return {**super().get_initial(), **{name: value for name, value in asked.items() if value.isdecimal()}}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request)}

    def perform(self, form: TakeInForm) -> None:
        data = form.cleaned_data
        self.taken = take_in_alike(
            like=form.instance,
            quantity=data["quantity"],
            serial_numbers=data["serial_numbers"],
            by=signed_in(self.request),
        )

    def get_success_message(self) -> str:
        return f"{counted(len(self.taken), 'Gerät', 'Geräte')} aufgenommen."

    def get_success_url(self) -> str:
        if len(self.taken) == 1:
            return self.taken[0].get_absolute_url()
        first = self.taken[0]
        return filtered("workstations:devices", state=first.state, model=first.model_id)

    def get_back_url(self) -> str:
        return reverse("workstations:devices")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Geräte", self.get_back_url())]


def workstation_deeds(row: Workstation, *, may_move_devices: bool) -> list[Link]:
    """What can be done at a workstation beside the steps of its life."""
    swap = Link("Rechner tauschen", reverse("workstations:swap_computer", args=[row.pk]), "swap_horiz")
    return [
        *([swap] if may_move_devices else []),
        Link("Personen zuordnen", reverse("workstations:people", args=[row.pk]), "group"),
        Link("Geräte in der Nähe", reverse("workstations:nearby", args=[row.pk]), "print"),
    ]
