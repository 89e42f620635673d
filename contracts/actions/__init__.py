"""What is done with decisions, agreements and blocked times."""

from contracts.actions.blocking import remove_blocked, save_blocked
from contracts.actions.chain import (
    clear,
    notify,
    publish,
    record_objection,
    resolve,
    sign,
    take_back,
    take_effect,
    withdraw,
)
from contracts.actions.ending import arrange_end, call_off_end
from contracts.actions.keeping import change_agreement, draft_agreement, save_decision
from contracts.actions.papers import add_document, add_specification, renew_document, renew_specification
from contracts.actions.watching import follow_the_calendar, note_mailed, warn

__all__ = [
    "add_document",
    "add_specification",
    "arrange_end",
    "call_off_end",
    "change_agreement",
    "clear",
    "draft_agreement",
    "follow_the_calendar",
    "note_mailed",
    "notify",
    "publish",
    "record_objection",
    "remove_blocked",
    "renew_document",
    "renew_specification",
    "resolve",
    "save_blocked",
    "save_decision",
    "sign",
    "take_back",
    "take_effect",
    "warn",
    "withdraw",
]
