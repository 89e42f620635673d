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
from tickets.actions.reading import keep_read, mark_unread, see
from tickets.actions.saved_views import change_view, delete_view, may_change, move_view, save_view
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
    "change_view",
    "close",
    "close_uncontested",
    "confirm",
    "delete_view",
    "keep_read",
    "mark_unread",
    "may_change",
    "move_view",
    "open_ticket",
    "record_verdict",
    "release",
    "remove_orphaned_files",
    "reopen",
    "reply",
    "resolve",
    "resume",
    "save_view",
    "see",
    "take",
    "try_for_many",
    "wait",
    "wake",
]
