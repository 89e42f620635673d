"""What is done with changes, with how Fachverfahren stand, and with keys of calendars."""

from changes.actions.calendar import create_key, open_with, revoke_key
from changes.actions.carrying_out import cancel_change, finish_change, move_change, roll_back_change, start_change
from changes.actions.deciding import approve_change, reject_change, submit_change, withdraw_change
from changes.actions.planning import (
    add_affected,
    add_thing,
    change_change,
    leave_out,
    plan_change,
    recompute,
    remove_thing,
    take_up_again,
    undo_by_hand,
)
from changes.actions.publishing import note_told, order_left_letters
from changes.actions.standing import change_status, end_incident, end_status, follow_incident, set_status

__all__ = [
    "add_affected",
    "add_thing",
    "approve_change",
    "cancel_change",
    "change_change",
    "change_status",
    "create_key",
    "end_incident",
    "end_status",
    "finish_change",
    "follow_incident",
    "leave_out",
    "move_change",
    "note_told",
    "open_with",
    "order_left_letters",
    "plan_change",
    "recompute",
    "reject_change",
    "remove_thing",
    "revoke_key",
    "roll_back_change",
    "set_status",
    "start_change",
    "submit_change",
    "take_up_again",
    "undo_by_hand",
    "withdraw_change",
]
