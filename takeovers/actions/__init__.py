"""What people do with cases, each a verb."""

from takeovers.actions.deciding import drop_consent, plan_consent, record_consent, record_resolution
from takeovers.actions.ending import complete, end_without, write_note
from takeovers.actions.inventory import mark_item, sign_off, take_inventory
from takeovers.actions.opening import (
    WantedScope,
    add_scope,
    add_task,
    drop_scope,
    edit_case,
    list_carriers,
    open_case,
    plan_scope,
)
from takeovers.actions.operating import accede, end_operation, go_live, override_gate
from takeovers.actions.reminding import note_reminded, remind
from takeovers.actions.splitting import list_one_by_one
from takeovers.actions.tasks import add_evidence, plan_task, reopen_task, settle_task, skip_task
from takeovers.actions.telling import remove_item, save_baseline, save_item

__all__ = [
    "WantedScope",
    "accede",
    "add_evidence",
    "add_scope",
    "add_task",
    "complete",
    "drop_consent",
    "drop_scope",
    "edit_case",
    "end_operation",
    "end_without",
    "go_live",
    "list_carriers",
    "list_one_by_one",
    "mark_item",
    "note_reminded",
    "open_case",
    "override_gate",
    "plan_consent",
    "plan_scope",
    "plan_task",
    "record_consent",
    "record_resolution",
    "remind",
    "remove_item",
    "reopen_task",
    "save_baseline",
    "save_item",
    "settle_task",
    "sign_off",
    "skip_task",
    "take_inventory",
    "write_note",
]
