"""What people do: keep agreements, register, sub-processors and measures, tell authorities, and issue documents."""

from processing.actions.agreeing import (
    add_paper,
    change_agreement,
    cover,
    draft_agreement,
    stop_covering,
)
from processing.actions.issuing import issue, last_issued
from processing.actions.registering import add_measure, change_measure, renew_measure, save_entry
from processing.actions.telling import change_task, decide, give_task, save_sub_processor, tell

__all__ = [
    "add_measure",
    "add_paper",
    "change_agreement",
    "change_measure",
    "change_task",
    "cover",
    "decide",
    "draft_agreement",
    "give_task",
    "issue",
    "last_issued",
    "renew_measure",
    "save_entry",
    "save_sub_processor",
    "stop_covering",
    "tell",
]
