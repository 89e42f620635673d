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
from tickets.actions.merging import merge, split
from tickets.actions.opening import open_ticket
from tickets.actions.outages import (
    answer_all,
    change_outage,
    collect,
    collect_all,
    declare_outage,
    end_outage,
    join_outage,
)
from tickets.actions.rating import rate
from tickets.actions.relating import link, unlink
from tickets.actions.solving import cancel, close, close_uncontested, confirm, reopen, resolve
from tickets.actions.warning import warn
from tickets.actions.writing import add_note, offer_workaround, reply

__all__ = [
    "add_note",
    "answer_all",
    "assign",
    "cancel",
    "change_category",
    "change_outage",
    "change_priority",
    "change_team",
    "close",
    "close_uncontested",
    "collect",
    "collect_all",
    "confirm",
    "declare_outage",
    "end_outage",
    "join_outage",
    "link",
    "merge",
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
    "split",
    "take",
    "unlink",
    "wait",
    "wake",
    "warn",
]
