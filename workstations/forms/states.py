"""The forms of the steps of a life: each asks what its step needs, and carries the state that the person saw."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from customers.models import Contact, Room, ServicePoint, Site
from ui.forms import KernForm
from workstations.actions import Erasure
from workstations.actions.erasing import NOTHING_TO_PROVE
from workstations.forms.choices import offer
from workstations.lifecycle import PlaceState, State
from workstations.models import DataErasure, Device, Disposal, InfrastructureItem, Workstation

PROOF = ("method", "erased_on", "carried_out_by", "protocol_number")


class StateChange(KernForm):
    """The wanted state, and the one the person saw when deciding."""

    state = forms.ChoiceField(choices=State.choices, widget=forms.HiddenInput)
    seen = forms.ChoiceField(choices=State.choices, widget=forms.HiddenInput)


class PlaceStateChange(KernForm):
    """The same of a workstation."""

    state = forms.ChoiceField(choices=PlaceState.choices, widget=forms.HiddenInput)
    seen = forms.ChoiceField(choices=PlaceState.choices, widget=forms.HiddenInput)


class StepForm(KernForm):
    """A step of one device, or of many at once, which then have no `device`."""

    seen = forms.ChoiceField(choices=State.choices, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, day: date, device: Device | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user, self.day, self.device = user, day, device
        if device is None:
            del self.fields["seen"]  # each of many carries its own
        self.prepare()

    def prepare(self) -> None:
        """Fill the lists to choose from."""


def let_choose_stock(form: Any, user: User) -> None:
    """Offer the service points as places to lie in."""
    form.fields["service_point"].queryset = ServicePoint.objects.visible_to(user).order_by("name")


class StoreForm(StepForm):
    """Where it lies from now on."""

    service_point = forms.ModelChoiceField(label="Lager", queryset=ServicePoint.objects.none())
    shelf = forms.CharField(label="Fach", max_length=60, required=False)

    def prepare(self) -> None:
        let_choose_stock(self, self.user)


class InstallForm(StepForm):
    """Where it stands from now on, or who gets it; after a repair nothing, if it goes back to where it was."""

    workstation = forms.ModelChoiceField(label="IT-Arbeitsplatz", queryset=Workstation.objects.none(), required=False)
    held_by = forms.ModelChoiceField(label="Person", queryset=Contact.objects.none(), required=False)
    site = forms.ModelChoiceField(
        label="Standort",
        queryset=Site.objects.none(),
        required=False,
        help_text="Für Geräte, die mehrere nutzen, zum Beispiel ein Drucker im Flur.",
    )
    room = forms.ModelChoiceField(label="Raum dort", queryset=Room.objects.none(), required=False)

    def prepare(self) -> None:
        authority = self.device.authority_id if self.device else None
        offer(self, self.user, authority, workstation="workstation", held_by="contact", site="site", room="room")

    def clean(self) -> dict[str, Any]:
        """A room says at which site it is."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("room") and not data.get("site"):
            data["site"] = data["room"].site
        return data


class RepairForm(StepForm):
    """Who repairs it."""

    repaired_by = forms.CharField(
        label="Wer repariert?", max_length=120, help_text="Unternehmen oder Stelle, keine einzelne Person."
    )


class RetireForm(StepForm):
    """Where it lies until it is given away, if that is known."""

    service_point = forms.ModelChoiceField(
        label="Liegt bis zur Abgabe in",
        queryset=ServicePoint.objects.none(),
        required=False,
        empty_label="nicht in einem Lager",
    )
    shelf = forms.CharField(label="Fach", max_length=60, required=False)

    def prepare(self) -> None:
        let_choose_stock(self, self.user)


class Proof(KernForm):
    """What became of it, and how its data were erased."""

    disposal = forms.ChoiceField(label="Verbleib", choices=[("", "Bitte wählen"), *Disposal.choices])
    method = forms.ChoiceField(
        label="Wie wurden die Daten gelöscht?",
        choices=[("", "Bitte wählen"), *DataErasure.Method.choices],
        required=False,
    )
    erased_on = forms.DateField(label="Gelöscht am", required=False)
    carried_out_by = forms.CharField(
        label="Ausgeführt von", max_length=120, required=False, help_text="Unternehmen oder Stelle."
    )
    protocol_number = forms.CharField(label="Nummer des Nachweises", max_length=80, required=False)

    def ask_for_proof(self, *, holds_data: bool, is_proved: bool) -> None:
        """Take the questions about data away where there are none, and say when they may stay empty."""
        if not holds_data:
            for name in PROOF:
                del self.fields[name]
        is_lost = self.data.get(self.add_prefix("disposal")) == Disposal.LOST
        for name in PROOF if holds_data and not is_proved else ():
            self.fields[name].required = self.fields[name].widget.is_required = not is_lost
        if holds_data and not is_proved:
            self.fields["method"].help_text = "Entfällt nur, wenn das Gerät verloren ging oder gestohlen wurde."
        elif holds_data:
            self.fields["method"].help_text = "Ein Nachweis liegt schon vor; ein weiterer ist möglich."

    def check_proof(self, day: date) -> None:
        """All of a proof or nothing of it; of what was lost nothing can be proved."""
        data = self.cleaned_data
        if "method" not in self.fields or any(self.has_error(name) for name in ("disposal", *PROOF)):
            return
        given = [name for name in PROOF if data.get(name)]
        if given and data.get("disposal") == Disposal.LOST:
            self.add_error(given[0], NOTHING_TO_PROVE)
            return
        for name in PROOF if given else ():
            if not data.get(name):
                self.add_error(name, "Bitte ausfüllen; ein Nachweis zählt nur vollständig.")
        if data.get("erased_on") and data["erased_on"] > day:
            self.add_error("erased_on", "Dieser Tag liegt in der Zukunft.")

    @property
    def erasure(self) -> Erasure | None:
        """The proof, if one was given."""
        data = self.cleaned_data
        if not data.get("method"):
            return None
        return Erasure(
            DataErasure.Method(data["method"]), data["erased_on"], data["carried_out_by"], data["protocol_number"]
        )


def disposals(*, is_leased: bool) -> list[tuple[str, str]]:
    """What is leased goes back or was lost; everything else never goes to a lessor."""
    of_leased: Collection[Disposal] = (Disposal.RETURNED, Disposal.LOST)
    if is_leased:
        return [(row.value, row.label) for row in of_leased]
    return [(row.value, row.label) for row in Disposal if row != Disposal.RETURNED]


class DisposeForm(StepForm, Proof):
    """What became of a device, with the proof that its data are erased."""

    def prepare(self) -> None:
        device: Any = self.device
        choices: Any = self.fields["disposal"]
        choices.choices = [("", "Bitte wählen"), *disposals(is_leased=device.is_leased)]
        self.ask_for_proof(holds_data=device.model.holds_data, is_proved=device.erasures.valid().exists())

    def clean(self) -> dict[str, Any]:
        """The proof, as far as one is needed."""
        data: dict[str, Any] = super().clean() or {}
        self.check_proof(self.day)
        return data


class InfrastructureRepair(StateChange):
    """Who repairs a piece of infrastructure."""

    repaired_by = forms.CharField(
        label="Wer repariert?", max_length=120, help_text="Unternehmen oder Stelle, keine einzelne Person."
    )


class InfrastructureDispose(StateChange, Proof):
    """What became of a piece of infrastructure, with the proof that its data are erased."""

    def __init__(self, *args: Any, item: InfrastructureItem, day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.day = day
        self.ask_for_proof(holds_data=item.holds_data, is_proved=item.erasures.valid().exists())
        choices: Any = self.fields["disposal"]
        choices.choices = [("", "Bitte wählen"), *disposals(is_leased=False)]

    def clean(self) -> dict[str, Any]:
        """The proof, as far as one is needed."""
        data: dict[str, Any] = super().clean() or {}
        self.check_proof(self.day)
        return data
