"""Pages of workstations, devices, the stock, loans, leases and the central infrastructure."""

from workstations.views.at_once import DevicesAtOnce, InfrastructureAtOnce, WorkstationsAtOnce
from workstations.views.choosing import choices
from workstations.views.delivery import Delivery
from workstations.views.device_steps import (
    CancelOrder,
    DisposeDevice,
    InstallDevice,
    RepairDevice,
    RetireDevice,
    StoreDevice,
)
from workstations.views.devices import DeviceDetail, DeviceList
from workstations.views.infrastructure import InfrastructureDetail, InfrastructureList, InfrastructureState
from workstations.views.kits import (
    AddKit,
    AddKitItem,
    EditKit,
    EditKitItem,
    Issue,
    IssueParts,
    KitDetail,
    KitList,
    RemoveKitItem,
)
from workstations.views.leases import AddLease, EditLease, LeaseDetail, LeaseList, SwapLeased
from workstations.views.lending import LoanDetail, LoanList, LoanWeeks
from workstations.views.loan_deeds import CancelLoan, HandOut, Reserve, TakeBack
from workstations.views.merging import DuplicatesPage, MergeDevices, MergeWorkstations
from workstations.views.places import WorkstationList, WorkstationState
from workstations.views.placing import NearbyDevices, SwapComputer, TakeIn, WorkstationPeople
from workstations.views.stock import AddMinimum, EditMinimum, RemoveMinimum, StockList, StockPlace

__all__ = [
    "AddKit",
    "AddKitItem",
    "AddLease",
    "AddMinimum",
    "CancelLoan",
    "CancelOrder",
    "Delivery",
    "DeviceDetail",
    "DeviceList",
    "DevicesAtOnce",
    "DisposeDevice",
    "DuplicatesPage",
    "EditKit",
    "EditKitItem",
    "EditLease",
    "EditMinimum",
    "HandOut",
    "InfrastructureAtOnce",
    "InfrastructureDetail",
    "InfrastructureList",
    "InfrastructureState",
    "InstallDevice",
    "Issue",
    "IssueParts",
    "KitDetail",
    "KitList",
    "LeaseDetail",
    "LeaseList",
    "LoanDetail",
    "LoanList",
    "LoanWeeks",
    "MergeDevices",
    "MergeWorkstations",
    "NearbyDevices",
    "RemoveKitItem",
    "RemoveMinimum",
    "RepairDevice",
    "Reserve",
    "RetireDevice",
    "StockList",
    "StockPlace",
    "StoreDevice",
    "SwapComputer",
    "SwapLeased",
    "TakeBack",
    "TakeIn",
    "WorkstationList",
    "WorkstationPeople",
    "WorkstationState",
    "WorkstationsAtOnce",
    "choices",
]
