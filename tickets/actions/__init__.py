"""What people do with reports."""

from tickets.actions.files import record_verdict, remove_orphaned_files
from tickets.actions.handling import (
    assign,
    change_category,
    change_priority,
    change_team,
    release,
    resume,
    take,
    wait,
    wake,
)
from tickets.actions.opening import open_ticket
from tickets.actions.rating import rate
from tickets.actions.solving import cancel, close, close_uncontested, confirm, reopen, resolve
from tickets.actions.warning import warn
from tickets.actions.writing import add_note, offer_workaround, reply

__all__ = [
    "add_note",
    "assign",
    "cancel",
    "change_category",
    "change_priority",
    "change_team",
    "close",
    "close_uncontested",
    "confirm",
    "offer_workaround",
    "open_ticket",
    "rate",
    "record_verdict",
    "release",
    "remove_orphaned_files",
    "reopen",
    "reply",
    "resolve",
    "resume",
    "take",
    "wait",
    "wake",
    "warn",
]
