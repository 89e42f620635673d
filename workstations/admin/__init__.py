"""Workstations, devices and central infrastructure in the web admin."""

from workstations.admin.devices import (
    DataErasureAdmin,
    DeviceAdmin,
    DeviceModelAdmin,
    LeaseAdmin,
    OperatingSystemAdmin,
)
from workstations.admin.items import InfrastructureItemAdmin, WorkstationAdmin
from workstations.admin.stock import KitAdmin, LoanAdmin, StockMinimumAdmin

__all__ = [
    "DataErasureAdmin",
    "DeviceAdmin",
    "DeviceModelAdmin",
    "InfrastructureItemAdmin",
    "KitAdmin",
    "LeaseAdmin",
    "LoanAdmin",
    "OperatingSystemAdmin",
    "StockMinimumAdmin",
    "WorkstationAdmin",
]
