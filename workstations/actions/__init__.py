"""What is done with workstations, devices and infrastructure: the steps of their life, the stock, loans and leases."""

from workstations.actions.delivering import rehearse_delivery, take_delivery
from workstations.actions.devices import (
    cancel_order,
    dispose_device,
    enter_device,
    install_device,
    move_device,
    repair_device,
    retire_device,
    store_device,
    swap_computer,
    take_in_device,
)
from workstations.actions.erasing import Erasure
from workstations.actions.importing import (
    keep_devices,
    keep_infrastructure,
    keep_workstations,
    take_in_catalogue,
    take_in_devices,
    take_in_infrastructure,
    take_in_workstations,
)
from workstations.actions.infrastructure import change_infrastructure_state
from workstations.actions.leases import save_lease, swap_leased_device
from workstations.actions.lending import cancel_loan, hand_out_loan, reserve_device, take_back_loan
from workstations.actions.merging import merge, rehearse_merge
from workstations.actions.people import assign_people, set_nearby_devices
from workstations.actions.places import change_workstation_state
from workstations.actions.stock import (
    issue_kit,
    remove_kit_item,
    remove_minimum,
    save_kit,
    save_kit_item,
    save_minimum,
)
from workstations.actions.taking_in import take_in_alike
from workstations.actions.tallies import fold_tallies

__all__ = [
    "Erasure",
    "assign_people",
    "cancel_loan",
    "cancel_order",
    "change_infrastructure_state",
    "change_workstation_state",
    "dispose_device",
    "enter_device",
    "fold_tallies",
    "hand_out_loan",
    "install_device",
    "issue_kit",
    "keep_devices",
    "keep_infrastructure",
    "keep_workstations",
    "merge",
    "move_device",
    "rehearse_delivery",
    "rehearse_merge",
    "remove_kit_item",
    "remove_minimum",
    "repair_device",
    "reserve_device",
    "retire_device",
    "save_kit",
    "save_kit_item",
    "save_lease",
    "save_minimum",
    "set_nearby_devices",
    "store_device",
    "swap_computer",
    "swap_leased_device",
    "take_back_loan",
    "take_delivery",
    "take_in_alike",
    "take_in_catalogue",
    "take_in_device",
    "take_in_devices",
    "take_in_infrastructure",
    "take_in_workstations",
]
