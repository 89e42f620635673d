"""Devices and what they have in common: models, operating systems, leases, proofs of erasure."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from history.admin import RecordAdmin
from workstations.lifecycle import State
from workstations.models import DataErasure, Device, DeviceModel, Lease, OperatingSystem

LIFE = (
    "state", "stored_at", "shelf", "workstation", "held_by", "site", "room", "in_service_on", "repaired_by", "retired_on",
    "disposed_on", "disposal",
)  # fmt: skip
"""What the steps of its life change, and nothing else."""


@admin.register(Device)
class DeviceAdmin(RecordAdmin):
    """Devices of all authorities: what they are is kept here, their life is changed by the steps on their page."""

    list_display = ["inventory_number", "serial_number", "model", "authority", "workstation", "state", "purchased_on"]
    list_display_links = ["inventory_number", "serial_number"]
    list_filter = ["state", "model__kind", "is_for_loan"]
    list_select_related = ["model", "authority", "workstation"]
    search_fields = ["inventory_number", "serial_number", "host_name", "model__manufacturer", "model__name", "authority__name"]  # fmt: skip
    unranked = ("workstation", "held_by")
    raw_id_fields = ["model", "authority", "lease", "stored_at", "workstation", "held_by", "site", "room"]
    fixed_fields = ("authority", *LIFE)
    fieldsets = [
        (None, {"fields": ["inventory_number", "serial_number", "model", "host_name", "operating_system"]}),
        ("Wem es gehört", {"fields": ["authority", "provider", "lease", "is_for_loan"]}),
        ("Beschaffung", {"fields": ["purchased_on", "price", "warranty_until"]}),
        ("Zustand", {"fields": LIFE}),
        ("Technik", {"fields": ["uuid", "mac_addresses", "processor", "memory_mib", "storage_gib"]}),
        ("Bemerkung und Herkunft der Angaben", {"fields": ["note", "is_demo"]}),
    ]

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "state":
            kwargs["choices"] = [(state.value, state.label) for state in (State.ORDERED, State.IN_STOCK)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


@admin.register(DeviceModel)
class DeviceModelAdmin(RecordAdmin):
    """Models of devices."""

    list_display = ["manufacturer", "name", "kind", "support_ends_on", "service_years", "replacement_price"]
    list_display_links = ["manufacturer", "name"]
    list_filter = ["kind"]
    search_fields = ["manufacturer", "name"]


@admin.register(OperatingSystem)
class OperatingSystemAdmin(RecordAdmin):
    """Operating systems."""

    list_display = ["name", "version", "support_ends_on"]
    search_fields = ["name", "version"]


@admin.register(Lease)
class LeaseAdmin(RecordAdmin):
    """Leases."""

    list_display = ["lessor", "contract_number", "authority", "starts_on", "ends_on", "may_be_swapped"]
    list_display_links = ["lessor", "contract_number"]
    list_select_related = ["authority"]
    search_fields = ["lessor", "contract_number", "authority__name"]
    raw_id_fields = ["authority"]
    fixed_fields = ("authority",)


@admin.register(DataErasure)
class DataErasureAdmin(RecordAdmin):
    """Proofs of erasure, to correct a mistyped number; none is taken away."""

    list_display = ["protocol_number", "device", "item", "method", "erased_on", "carried_out_by"]
    list_select_related = ["device", "item"]
    search_fields = ["protocol_number", "device__serial_number", "item__inventory_number"]
    raw_id_fields = ["device", "item"]
    fixed_fields = ("device", "item")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A proof is kept, and with it what it is about."""
        return False
