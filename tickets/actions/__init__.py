"""What people do with reports."""

from tickets.actions.around import unwatch, watch
from tickets.actions.drafts import drop_draft, save_draft
from tickets.actions.editing import edit_facts
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
from tickets.actions.macros import run_macro
from tickets.actions.opening import open_ticket
from tickets.actions.solving import cancel, close, close_uncontested, confirm, reopen, resolve
from tickets.actions.writing import add_note, reply

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
    "drop_draft",
    "edit_facts",
    "open_ticket",
    "record_verdict",
    "release",
    "remove_orphaned_files",
    "reopen",
    "reply",
    "resolve",
    "resume",
    "run_macro",
    "save_draft",
    "take",
    "unwatch",
    "wait",
    "wake",
    "watch",
]
