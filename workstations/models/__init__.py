"""What the provider looks after: workstations, devices with their leases and loans, the stock, the central infrastructure."""

from workstations.models.devices import Device, Disposal
from workstations.models.erasures import DataErasure
from workstations.models.infrastructure import InfrastructureItem
from workstations.models.leases import Lease
from workstations.models.loans import Loan, LoanStanding
from workstations.models.stock import Kit, KitItem, StockMinimum
from workstations.models.systems import COMPUTERS, DeviceKind, DeviceModel, OperatingSystem
from workstations.models.tallies import WorkstationTally
from workstations.models.workstations import DeviceNearby, SharedUse, Workstation

__all__ = [
    "COMPUTERS",
    "DataErasure",
    "Device",
    "DeviceKind",
    "DeviceModel",
    "DeviceNearby",
    "Disposal",
    "InfrastructureItem",
    "Kit",
    "KitItem",
    "Lease",
    "Loan",
    "LoanStanding",
    "OperatingSystem",
    "SharedUse",
    "StockMinimum",
    "Workstation",
    "WorkstationTally",
]
