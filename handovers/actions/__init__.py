"""What is done with hand-overs: prepared, signed or confirmed, objected to, corrected; and names taken out when their time is over."""

from handovers.actions.answering import cancel_handover, confirm_handover, object_to_handover
from handovers.actions.drafting import (
    add_device,
    change_handover,
    change_item,
    correct_handover,
    discard_handover,
    remove_device,
    start_handover,
)
from handovers.actions.forgetting import erase_person, remove_names
from handovers.actions.signing import ask_for_confirmation, sign_handover

__all__ = [
    "add_device",
    "ask_for_confirmation",
    "cancel_handover",
    "change_handover",
    "change_item",
    "confirm_handover",
    "correct_handover",
    "discard_handover",
    "erase_person",
    "object_to_handover",
    "remove_device",
    "remove_names",
    "sign_handover",
    "start_handover",
]
