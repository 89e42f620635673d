"""The choice of one step for many devices, workstations or pieces of infrastructure."""

from collections.abc import Callable
from copy import copy
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from ui.bulk import BulkStep, Group
from workstations.actions import (
    cancel_order,
    change_infrastructure_state,
    change_workstation_state,
    dispose_device,
    install_device,
    repair_device,
    retire_device,
    store_device,
)
from workstations.forms.states import Proof, RepairForm, RetireForm, StepForm, StoreForm, disposals
from workstations.lifecycle import STEPS, PlaceState, State
from workstations.models import Device, Disposal, InfrastructureItem, Workstation

BACK_IN_SERVICE = "Aus der Reparatur zurück in Betrieb nehmen"
DEVICE_STEPS: list[Group] = [
    (
        "Zustand",
        [(step.leads_to.value, BACK_IN_SERVICE if step.leads_to == State.IN_SERVICE else step.words) for step in STEPS],
    )
]
"""What can be done with many devices; where each of them goes can only be said one by one."""
ITEM_STEPS: list[Group] = [("Zustand", [(step.leads_to.value, step.words) for step in STEPS])]
"""What can be done with many pieces of infrastructure."""
PLACE_STEPS_AT_ONCE: list[Group] = [
    ("Zustand", [(PlaceState.IN_SERVICE.value, "In Betrieb nehmen"), (PlaceState.CLOSED.value, "Aufgeben")])
]


class OneStep(forms.Form):
    """What is to be done."""

    do = forms.ChoiceField(error_messages={"invalid_choice": "Diese Auswahl gibt es nicht mehr."})

    def __init__(self, *args: Any, groups: list[Group], **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["do"]
        choice.choices = groups
        self.words_of = {value: words for _, steps in groups for value, words in steps}

    def words(self) -> str:
        """The chosen step as the list names it."""
        return self.words_of[self.cleaned_data["do"]]


class DisposeMany(StepForm, Proof):
    """What became of many devices; one proof for all of them."""

    def prepare(self) -> None:
        self.ask_for_proof(holds_data=True, is_proved=True)
        self.fields["method"].help_text = "Für Geräte mit Datenträger, zu denen noch kein Nachweis vorliegt."

    def clean(self) -> dict[str, Any]:
        """All of the proof, or none for devices that need none."""
        data: dict[str, Any] = super().clean() or {}
        self.check_proof(self.day)
        return data


class DisposeManyItems(DisposeMany):
    """The same of infrastructure, which nobody leases."""

    def prepare(self) -> None:
        super().prepare()
        choices: Any = self.fields["disposal"]
        choices.choices = [("", "Bitte wählen"), *disposals(is_leased=False)]
        self.fields["method"].help_text = "Für das, was einen Datenträger hat und noch keinen Nachweis."


DETAILS: dict[str, type[StepForm]] = {
    State.IN_STOCK.value: StoreForm,
    State.IN_REPAIR.value: RepairForm,
    State.RETIRED.value: RetireForm,
    State.DISPOSED.value: DisposeMany,
}
"""What each step asks beside the devices."""
ITEM_DETAILS: dict[str, type[StepForm]] = {
    State.IN_REPAIR.value: RepairForm,
    State.DISPOSED.value: DisposeManyItems,
}
"""What each step asks beside the pieces of infrastructure."""

Take = Callable[[Device, User, Any, Any], None]


def _store(device: Device, by: User, on: Any, form: Any) -> None:
    data = form.cleaned_data
    store_device(device=device, service_point=data["service_point"], shelf=data["shelf"], by=by, on=on)


def _install(device: Device, by: User, on: Any, form: Any) -> None:
    install_device(device=device, by=by, on=on)


def _repair(device: Device, by: User, on: Any, form: Any) -> None:
    repair_device(device=device, repaired_by=form.cleaned_data["repaired_by"], by=by, on=on)


def _retire(device: Device, by: User, on: Any, form: Any) -> None:
    data = form.cleaned_data
    retire_device(device=device, service_point=data["service_point"], shelf=data["shelf"], by=by, on=on)


def _dispose(device: Device, by: User, on: Any, form: Any) -> None:
    disposal = Disposal(form.cleaned_data["disposal"])
    needs_proof = device.model.holds_data and not device.erasures.valid().exists()
    erasure = form.erasure if needs_proof else None
    dispose_device(device=device, disposal=disposal, erasure=erasure, by=by, on=on)


def _cancel(device: Device, by: User, on: Any, form: Any) -> None:
    cancel_order(device=device, by=by, on=on)


TAKE: dict[str, Take] = {
    State.IN_STOCK.value: _store,
    State.IN_SERVICE.value: _install,
    State.IN_REPAIR.value: _repair,
    State.RETIRED.value: _retire,
    State.DISPOSED.value: _dispose,
    State.CANCELLED.value: _cancel,
}


def device_step(following: str, words: str, form: StepForm | None) -> BulkStep[Device]:
    """The step of a device, with the answers that all of them share."""

    def perform(device: Device, by: User, now: datetime, seen: Any) -> Device:
        moved = copy(device)  # what was seen stays for the next preview
        TAKE[following](moved, by, timezone.localdate(now), form)
        return moved

    return BulkStep(words, perform, whereabouts)


def whereabouts(device: Device) -> str:
    """In which state a device is, and where."""
    place = ""
    if device.state == State.IN_REPAIR:
        place = device.repaired_by
    elif device.stored_at_id and device.stored_at:
        place = ", ".join(filter(None, [device.stored_at.name, device.shelf]))
    elif device.workstation_id:
        place = str(device.workstation)
    words = State(device.state).label
    return f"{words}: {place}" if place else words


def item_step(following: str, words: str, form: Any) -> BulkStep[InfrastructureItem]:
    """The step of a piece of infrastructure, with the answers that all of them share."""

    def perform(item: InfrastructureItem, by: User, now: datetime, seen: Any) -> InfrastructureItem:
        moved = copy(item)
        data = form.cleaned_data if form else {}
        disposal = Disposal(data["disposal"]) if "disposal" in data else None
        needs_proof = disposal is not None and moved.holds_data and not moved.erasures.valid().exists()
        change_infrastructure_state(
            item=moved,
            state=State(following),
            repaired_by=data.get("repaired_by", ""),
            disposal=disposal,
            erasure=form.erasure if needs_proof else None,
            by=by,
            on=timezone.localdate(now),
        )
        return moved

    return BulkStep(words, perform, standing)


def standing(item: InfrastructureItem) -> str:
    """In which state a piece of infrastructure is, and who repairs it."""
    words = State(item.state).label
    return f"{words}: {item.repaired_by}" if item.repaired_by else words


def place_step(following: str, words: str) -> BulkStep[Workstation]:
    """The step of a workstation."""

    def perform(row: Workstation, by: User, now: datetime, seen: Any) -> Workstation:
        moved = copy(row)
        change_workstation_state(workstation=moved, state=PlaceState(following), by=by, on=timezone.localdate(now))
        return moved

    return BulkStep(words, perform, lambda row: PlaceState(row.state).label)
