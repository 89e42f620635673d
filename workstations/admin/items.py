"""Workstations and central infrastructure: what they are is kept here, their life is changed only through the actions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from history.admin import RecordAdmin
from workstations.admin.steps import step_actions
from workstations.lifecycle import PLACE_STEPS, PlaceState, State, steps_from
from workstations.models import InfrastructureItem, Workstation

if TYPE_CHECKING:
    WorkstationModelForm = forms.ModelForm[Workstation]
else:
    WorkstationModelForm = forms.ModelForm

WITHOUT_DETAILS = (State.IN_STOCK, State.IN_SERVICE, State.RETIRED)
"""States that many pieces of infrastructure may be brought into at once; repairing and giving away ask for more."""


class ItemAdmin(RecordAdmin):
    """What has a life: its state is chosen once, when the row is made; from then on only steps change it."""

    state_url_name: str
    at_start: Sequence[State | PlaceState]
    in_bulk: Sequence[State | PlaceState]

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "state":
            kwargs["choices"] = [(state.value, state.label) for state in self.at_start]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_object_links(self, request: HttpRequest, row: Any) -> Sequence[tuple[str, str]]:
        """One button for each state that may follow."""
        if not self.has_change_permission(request, row):
            return ()
        url = reverse(self.state_url_name, args=[row.pk])
        return [(f"Zustand: {state.label}", f"{url}?state={state.value}") for state in self.get_following(row)]

    def get_following(self, row: Any) -> Sequence[State | PlaceState]:
        """The states that a step leads to from here."""
        return [step.leads_to for step in steps_from(State(row.state))]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if "_popup" in request.GET or not self.has_change_permission(request):
            return actions
        return {**actions, **step_actions(self.in_bulk)}


class WorkstationForm(WorkstationModelForm):
    """Whoever else works there, and what is used near by, is of the same authority."""

    def clean(self) -> Any:
        cleaned = super().clean()
        authority = self.instance.authority_id or getattr(self.cleaned_data.get("authority"), "pk", None)
        texts = {
            "shared_with": "Diese Person gehört zu einer anderen Behörde.",
            "nearby_devices": "Dieses Gerät gehört zu einer anderen Behörde.",
        }
        for name, text in texts.items():
            if any(row.authority_id != authority for row in self.cleaned_data.get(name) or ()):
                self.add_error(name, text)
        return cleaned


@admin.register(Workstation)
class WorkstationAdmin(ItemAdmin):
    """Workstations of all authorities."""

    form = WorkstationForm
    state_url_name = "workstations:workstation_state"
    at_start = (PlaceState.PLANNED, PlaceState.IN_SERVICE)
    in_bulk = (PlaceState.IN_SERVICE, PlaceState.CLOSED)

    list_display = [
        "inventory_number",
        "name",
        "authority",
        "site",
        "room",
        "used_by",
        "computer",
        "network",
        "state",
        "in_service_on",
    ]
    list_filter = ["state", "network"]
    list_select_related = ["authority", "site", "room", "used_by", "computer"]
    search_fields = ["inventory_number", "name", "authority__name", "used_by__last_name"]
    unranked = ("used_by",)
    raw_id_fields = ["authority", "site", "room", "used_by", "shared_with", "nearby_devices"]
    fixed_fields = ("authority", "state", "in_service_on")
    fieldsets = [
        (None, {"fields": ["inventory_number", "name", "network"]}),
        ("Wo und für wen", {"fields": ["authority", "site", "room", "used_by", "shared_with", "nearby_devices"]}),
        ("Zustand", {"fields": ["state", "in_service_on"]}),
        ("Bemerkung und Herkunft der Angaben", {"fields": ["note", "is_demo"]}),
    ]

    def get_following(self, row: Any) -> Sequence[State | PlaceState]:
        return PLACE_STEPS[PlaceState(row.state)]


@admin.register(InfrastructureItem)
class InfrastructureItemAdmin(ItemAdmin):
    """Central infrastructure in the data centres."""

    state_url_name = "workstations:infrastructure_state"
    at_start = (State.ORDERED, State.IN_STOCK, State.IN_SERVICE)
    in_bulk = WITHOUT_DETAILS
    list_display = [
        "inventory_number",
        "name",
        "kind",
        "provider",
        "site",
        "room",
        "operating_system",
        "state",
        "in_service_on",
    ]
    list_filter = ["state", "kind", "provider"]
    list_select_related = ["provider", "site", "room", "operating_system"]
    search_fields = ["inventory_number", "name"]
    raw_id_fields = ["model", "site", "room"]
    fixed_fields = ("state", "in_service_on", "repaired_by", "retired_on", "disposed_on", "disposal")
    fieldsets = [
        (
            None,
            {"fields": ["inventory_number", "name", "kind", "model", "serial_number", "provider", "operating_system"]},
        ),
        ("Wo", {"fields": ["site", "room", "position"]}),
        ("Leitung", {"fields": ["carrier", "line_number", "bandwidth_mbit"]}),
        ("Beschaffung", {"fields": ["purchased_on", "price", "warranty_until"]}),
        ("Zustand", {"fields": ["state", "in_service_on", "repaired_by", "retired_on", "disposed_on", "disposal"]}),
        ("Bemerkung und Herkunft der Angaben", {"fields": ["note", "is_demo"]}),
    ]
