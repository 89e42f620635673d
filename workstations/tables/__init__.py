"""Lists of workstations, devices, infrastructure, the stock, loans and leases."""

from workstations.tables.items import (
    DeviceTable,
    InfrastructureTable,
    LeaseTable,
    WorkstationTable,
    due_badge,
    place_badge,
    state_badge,
    system_with_support,
)
from workstations.tables.stock import KitTable, LoanTable, StockTable, lent_device, loan_badge, shortage_badge

__all__ = [
    "DeviceTable",
    "InfrastructureTable",
    "KitTable",
    "LeaseTable",
    "LoanTable",
    "StockTable",
    "WorkstationTable",
    "due_badge",
    "lent_device",
    "loan_badge",
    "place_badge",
    "shortage_badge",
    "state_badge",
    "system_with_support",
]
