"""Filters of the lists of workstations, devices, infrastructure, the stock, loans and leases."""

from workstations.filters.items import (
    DeviceFilter,
    InfrastructureFilter,
    LeaseFilter,
    WorkstationFilter,
    authorities_with_devices,
)
from workstations.filters.stock import KitFilter, LoanFilter, StockFilter

__all__ = [
    "DeviceFilter",
    "InfrastructureFilter",
    "KitFilter",
    "LeaseFilter",
    "LoanFilter",
    "StockFilter",
    "WorkstationFilter",
    "authorities_with_devices",
]
