"""Devices and operating systems."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin

from history.admin import RecordAdmin
from ui.admin import RowInline
from workstations.models import Device, OperatingSystem

if TYPE_CHECKING:
    DeviceModelForm = forms.ModelForm[Device]
else:
    DeviceModelForm = forms.ModelForm


class DeviceOfWorkstationForm(DeviceModelForm):
    """A device on the form of its workstation: it belongs to the same authority."""

    def clean(self) -> Any:
        cleaned = super().clean()
        workstation = self.cleaned_data.get("workstation")
        if workstation is not None:
            self.instance.authority_id = workstation.authority_id
        return cleaned


class DeviceInline(RowInline):
    """The devices of a workstation."""

    model = Device
    form = DeviceOfWorkstationForm
    fields = ["kind", "manufacturer", "model_name", "serial_number", "purchased_on", "warranty_until"]


@admin.register(Device)
class DeviceAdmin(RecordAdmin):
    """Devices of all authorities."""

    list_display = [
        "serial_number",
        "kind",
        "manufacturer",
        "model_name",
        "authority",
        "workstation",
        "purchased_on",
        "warranty_until",
    ]
    list_display_links = ["serial_number", "kind"]
    list_filter = ["kind"]
    list_select_related = ["authority", "workstation"]
    search_fields = ["serial_number", "manufacturer", "model_name", "workstation__inventory_number", "authority__name"]
    raw_id_fields = ["authority", "workstation"]


@admin.register(OperatingSystem)
class OperatingSystemAdmin(RecordAdmin):
    """Operating systems."""

    list_display = ["name", "version", "support_ends_on"]
    search_fields = ["name", "version"]
