"""What people do with reports."""

from tickets.actions.bulk import change_many, try_for_many
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
from tickets.actions.solving import cancel, close, close_uncontested, confirm, reopen, resolve
from tickets.actions.writing import add_note, reply

__all__ = [
    "add_note",
    "assign",
    "cancel",
    "change_category",
    "change_many",
    "change_priority",
    "change_team",
    "close",
    "close_uncontested",
    "confirm",
    "open_ticket",
    "record_verdict",
    "release",
    "remove_orphaned_files",
    "reopen",
    "reply",
    "resolve",
    "resume",
    "take",
    "try_for_many",
    "wait",
    "wake",
]
