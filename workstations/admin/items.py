"""Workstations and central infrastructure: what they are is kept here, their life is changed only through the actions."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from history.admin import RecordAdmin
from workstations.admin.devices import DeviceInline
from workstations.admin.steps import step_actions
from workstations.lifecycle import STEPS, State
from workstations.models import InfrastructureItem, Workstation

STATES_AT_START = [state for state in State if state != State.RETIRED]


class ItemAdmin(RecordAdmin):
    """What has a life: its state is chosen once, when the row is made; from then on only steps change it."""

    state_url_name: str

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "state":
            kwargs["choices"] = [(state.value, state.label) for state in STATES_AT_START]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_object_links(self, request: HttpRequest, row: Any) -> Sequence[tuple[str, str]]:
        """One button for each state that may follow."""
        if not self.has_change_permission(request, row):
            return ()
        url = reverse(self.state_url_name, args=[row.pk])
        return [(f"Zustand: {state.label}", f"{url}?state={state.value}") for state in STEPS[State(row.state)]]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if "_popup" in request.GET or not self.has_change_permission(request):
            return actions
        return {**actions, **step_actions()}


@admin.register(Workstation)
class WorkstationAdmin(ItemAdmin):
    """Workstations of all authorities."""

    state_url_name = "workstations:workstation_state"
    list_display = [
        "inventory_number",
        "name",
        "authority",
        "site",
        "room",
        "used_by",
        "operating_system",
        "network",
        "state",
        "in_service_on",
    ]
    list_filter = ["state", "network", "operating_system"]
    list_select_related = ["authority", "site", "room", "used_by", "operating_system"]
    search_fields = ["inventory_number", "name", "authority__name", "used_by__last_name"]
    unranked = ("used_by",)
    raw_id_fields = ["authority", "site", "room", "used_by"]
    fixed_fields = ("authority", "state", "in_service_on")
    inlines = [DeviceInline]
    fieldsets = [
        (None, {"fields": ["inventory_number", "name", "operating_system", "network"]}),
        ("Wo und für wen", {"fields": ["authority", "site", "room", "used_by"]}),
        ("Zustand", {"fields": ["state", "in_service_on"]}),
        ("Bemerkung und Herkunft der Angaben", {"fields": ["note", "is_demo"]}),
    ]


@admin.register(InfrastructureItem)
class InfrastructureItemAdmin(ItemAdmin):
    """Central infrastructure in the data centres."""

    state_url_name = "workstations:infrastructure_state"
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
    raw_id_fields = ["site", "room"]
    fixed_fields = ("state", "in_service_on")
    fieldsets = [
        (None, {"fields": ["inventory_number", "name", "kind", "provider", "operating_system"]}),
        ("Wo", {"fields": ["site", "room"]}),
        ("Zustand", {"fields": ["state", "in_service_on"]}),
        ("Bemerkung und Herkunft der Angaben", {"fields": ["note", "is_demo"]}),
    ]
