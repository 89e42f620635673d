"""Workstations, devices and central infrastructure in the web admin."""

from workstations.admin.devices import DeviceAdmin, OperatingSystemAdmin
from workstations.admin.items import InfrastructureItemAdmin, WorkstationAdmin

__all__ = ["DeviceAdmin", "InfrastructureItemAdmin", "OperatingSystemAdmin", "WorkstationAdmin"]
