"""What is done in a stock-taking: planned, begun, answered, checked on site, settled, finished."""

from stocktaking.actions.answering import answer_device, confirm_devices, report_unlisted
from stocktaking.actions.checking import Found, check_room, number_on, scan
from stocktaking.actions.running import finish, note_reminded, plan, remind, replan, start
from stocktaking.actions.settling import Deed, Place, settle, settle_unlisted

__all__ = [
    "Deed",
    "Found",
    "Place",
    "answer_device",
    "check_room",
    "confirm_devices",
    "finish",
    "note_reminded",
    "number_on",
    "plan",
    "remind",
    "replan",
    "report_unlisted",
    "scan",
    "settle",
    "settle_unlisted",
    "start",
]
