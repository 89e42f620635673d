"""What people do with reports."""

from tickets.actions.approving import approve, approve_instead, refuse, refuse_instead, remind_of_approvals
from tickets.actions.around import unwatch, watch
from tickets.actions.articles import drop_article, use_article, write_from_report
from tickets.actions.bulk import change_many, try_for_many
from tickets.actions.checklists import add_point, attach_by_rule, attach_checklist, tick
from tickets.actions.drafts import drop_draft, save_draft
from tickets.actions.editing import edit_facts
from tickets.actions.effort import add_time, take_time_back
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
from tickets.actions.merging import merge, split
from tickets.actions.opening import open_ticket
from tickets.actions.outages import (
    answer_all,
    change_outage,
    collect,
    collect_all,
    concern_new_users,
    declare_outage,
    end_outage,
    join_outage,
)
from tickets.actions.prepared import delete_prepared, may_change_prepared, move_prepared, save_prepared
from tickets.actions.rating import rate
from tickets.actions.reading import keep_read, mark_unread, see
from tickets.actions.recurring import coming_days, open_due, save_recurring
from tickets.actions.relating import link, unlink
from tickets.actions.reminders import finish_reminder, remind
from tickets.actions.saved_views import change_view, delete_view, may_change, move_view, save_view
from tickets.actions.solving import cancel, close, close_uncontested, confirm, reopen, resolve, take_back_order
from tickets.actions.stopwatch import discard_stopwatch, enter_stopwatch, halt_stopwatch, start_stopwatch
from tickets.actions.tallies import fold_tallies
from tickets.actions.warning import warn
from tickets.actions.writing import add_note, offer_workaround, reply, reply_by_mail

__all__ = [
    "add_note",
    "add_point",
    "add_time",
    "answer_all",
    "approve",
    "approve_instead",
    "assign",
    "attach_by_rule",
    "attach_checklist",
    "cancel",
    "change_category",
    "change_many",
    "change_outage",
    "change_priority",
    "change_team",
    "change_view",
    "close",
    "close_uncontested",
    "collect",
    "collect_all",
    "coming_days",
    "concern_new_users",
    "confirm",
    "declare_outage",
    "delete_prepared",
    "delete_view",
    "discard_stopwatch",
    "drop_article",
    "drop_draft",
    "edit_facts",
    "end_outage",
    "enter_stopwatch",
    "finish_reminder",
    "fold_tallies",
    "halt_stopwatch",
    "join_outage",
    "keep_read",
    "link",
    "mark_unread",
    "may_change",
    "may_change_prepared",
    "merge",
    "move_prepared",
    "move_view",
    "offer_workaround",
    "open_due",
    "open_ticket",
    "rate",
    "refuse",
    "refuse_instead",
    "release",
    "remind",
    "remind_of_approvals",
    "reopen",
    "reply",
    "reply_by_mail",
    "resolve",
    "resume",
    "run_macro",
    "save_draft",
    "save_prepared",
    "save_recurring",
    "save_view",
    "see",
    "split",
    "start_stopwatch",
    "take",
    "take_back_order",
    "take_time_back",
    "tick",
    "try_for_many",
    "unlink",
    "unwatch",
    "use_article",
    "wait",
    "wake",
    "warn",
    "watch",
    "write_from_report",
]
