"""What people do with reports."""

from tickets.actions.checklists import add_point, attach_by_rule, attach_checklist, tick
from tickets.actions.effort import add_time, take_time_back
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
from tickets.actions.recurring import coming_days, open_due, save_recurring
from tickets.actions.reminders import finish_reminder, remind
from tickets.actions.solving import cancel, close, close_uncontested, confirm, reopen, resolve
from tickets.actions.writing import add_note, reply

__all__ = [
    "add_note",
    "add_point",
    "add_time",
    "assign",
    "attach_by_rule",
    "attach_checklist",
    "cancel",
    "change_category",
    "change_priority",
    "change_team",
    "close",
    "close_uncontested",
    "coming_days",
    "confirm",
    "finish_reminder",
    "open_due",
    "open_ticket",
    "record_verdict",
    "release",
    "remind",
    "remove_orphaned_files",
    "reopen",
    "reply",
    "resolve",
    "resume",
    "save_recurring",
    "take",
    "take_time_back",
    "tick",
    "wait",
    "wake",
]
